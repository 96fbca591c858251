"""Writer of a model's catalogue file, which `shared.model.catalogue.catalogue` reads and documents."""

import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import lru_cache
from itertools import count, islice
from pathlib import Path
from types import MappingProxyType

from shared.domain.track import Track
from shared.domain.track_ids import is_track_id, pack_id
from shared.errors import InvalidData
from shared.model.catalogue.catalogue import (
    APPLICATION_ID,
    GENRE_SEPARATOR,
    LAYOUT,
    LONGEST_PREFIX,
    MOST_LISTED,
    MOST_OF_ARTIST,
)
from shared.model.catalogue.keys import artist_forms, artist_key, keys_of
from shared.model.catalogue.texts import indexed_words, plain_title
from shared.model.catalogue.vocabulary import Vocabulary

_TABLES = """
CREATE TABLE tracks (
    place INTEGER PRIMARY KEY, id BLOB NOT NULL, name TEXT NOT NULL, artist INTEGER NOT NULL,
    album INTEGER, genres INTEGER NOT NULL
);
CREATE TABLE artists (id INTEGER PRIMARY KEY, credit TEXT NOT NULL);
CREATE TABLE albums (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE genres (id INTEGER PRIMARY KEY, names TEXT NOT NULL);
CREATE TABLE prefixes (prefix TEXT, place INTEGER, PRIMARY KEY (prefix, place)) WITHOUT ROWID;
CREATE TABLE other_ids (id BLOB, place INTEGER, PRIMARY KEY (id, place)) WITHOUT ROWID;
CREATE INDEX other_ids_of_track ON other_ids (place, id);
CREATE TABLE artist_ids (id BLOB PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE song_keys (key INTEGER, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE vocabulary (words BLOB NOT NULL, counts BLOB NOT NULL, masks BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '_'"
);
INSERT INTO words (words, rank) VALUES ('automerge', 0);
INSERT INTO words (words, rank) VALUES ('hashsize', 67108864);
"""
# Words are folded and split before, so the ascii tokenizer only keeps them whole. A hash of 64 MiB writes few
# segments, and the last step merges them into one. Names are stored as they are: the blocks in the object store
# are compressed. A track without an album number has an album of its own name.

_FINISH = """
INSERT INTO words (words) VALUES ('optimize');
VACUUM;
"""

_BATCH = 50_000
"""Tracks written at a time."""


def write_catalogue(
    path: Path, tracks: Iterable[Track], songs_of_artists: Mapping[str, int] = MappingProxyType({})
) -> None:
    """Write the catalogue of tracks sorted by popularity, most popular first, replacing any file there.

    `songs_of_artists` has the index of the most popular track that each artist leads, by the artist's id. The same
    tracks result in the same bytes under the same SQLite. Raises InvalidData for a track id of no known provider.
    """
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _prepare(connection)
        writer = _Writer(connection)
        writer.write(enumerate(tracks, start=1))
        writer.write_artist_ids(songs_of_artists)
        connection.executescript(_FINISH)


def _prepare(connection: sqlite3.Connection) -> None:
    for pragma in (
        "page_size = 4096",
        "journal_mode = OFF",
        "synchronous = OFF",
        "cache_size = -262144",
        f"application_id = {APPLICATION_ID}",
        f"user_version = {LAYOUT}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(f"BEGIN;{_TABLES}")


def _numbering() -> defaultdict[str, int]:
    """Return a mapping that numbers texts in the order of their first use."""
    return defaultdict(count().__next__)


class _Prefixes:
    """The most popular tracks with each short word prefix; tracks are added by popularity."""

    def __init__(self) -> None:
        self._places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, place: int, words: Iterable[str]) -> None:
        """Add a track with these words."""
        for prefix in {word[:end] for word in words for end in range(1, min(len(word), LONGEST_PREFIX) + 1)}:
            places = self._places[prefix]
            if len(places) < MOST_LISTED:
                places.append(place)

    def rows(self, vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
        """Yield prefix and place for the common prefixes, in order."""
        for prefix in sorted(filter(vocabulary.is_common_prefix, self._places)):
            yield from ((prefix, place) for place in self._places[prefix])


class _Writer:
    """One pass over the tracks, batch by batch, with the counts collected on the way."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._artists, self._albums, self._genres = _numbering(), _numbering(), _numbering()
        self._counts: Counter[str] = Counter()
        self._listed: Counter[int] = Counter()
        self._prefixes = _Prefixes()

    def write(self, numbered: Iterator[tuple[int, Track]]) -> None:
        """Write every table that grows with the tracks but leave the transaction open."""
        while batch := list(islice(numbered, _BATCH)):
            self._insert("tracks", 6, (self._row(place, track) for place, track in batch))
            self._insert("other_ids", 2, _other_ids(batch))
            self._insert("song_keys", 2, sorted(self._song_keys(batch)))
            self._connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", self._texts(batch))
        for table, numbers in (("artists", self._artists), ("albums", self._albums), ("genres", self._genres)):
            self._insert(table, 2, ((number, text) for text, number in numbers.items()))
        vocabulary = Vocabulary.of(self._counts.items())
        self._insert("prefixes", 2, self._prefixes.rows(vocabulary))
        self._insert("vocabulary", 3, [vocabulary.to_blobs()])

    def write_artist_ids(self, songs: Mapping[str, int]) -> None:
        """Write the ids of artists."""
        self._insert("artist_ids", 2, sorted((pack_id(id), index + 1) for id, index in songs.items()))

    def _song_keys(self, batch: list[tuple[int, Track]]) -> Iterator[tuple[int, int]]:
        """Yield key and place of each track for every key it is found by; of an artist alone the most popular."""
        for place, track in batch:
            yield from ((key, place) for key in keys_of(track.name, track.artist))
            for key in map(artist_key, set(artist_forms(track.artist))):
                self._listed[key] += 1
                if self._listed[key] <= MOST_OF_ARTIST:
                    yield key, place

    def _insert(self, table: str, columns: int, rows: Iterable[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * columns)
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608

    def _row(self, place: int, track: Track) -> tuple[object, ...]:
        if not is_track_id(track.id):
            raise InvalidData(
                f"Track {place} of the catalogue has no usable id",
                expected="the URI of a known provider",
                found=repr(track.id),
                cure="drop the track or mend its id",
            )
        return (
            place,
            pack_id(track.id),
            track.name,
            self._artists[track.artist],
            None if track.album == track.name else self._albums[track.album],
            self._genres[GENRE_SEPARATOR.join(track.genres)],
        )

    def _texts(self, batch: list[tuple[int, Track]]) -> Iterator[tuple[int, str]]:
        for place, track in batch:
            words = dict.fromkeys(
                [*indexed_words(track.name), *indexed_words(plain_title(track.name)), *_artist_words(track.artist)]
            )
            self._counts.update(words.keys())
            self._prefixes.add(place, words)
            yield place, " ".join(words)


def _other_ids(batch: list[tuple[int, Track]]) -> Iterator[tuple[bytes, int]]:
    for place, track in batch:
        yield from ((pack_id(other), place) for other in dict.fromkeys(track.other_ids))


@lru_cache(maxsize=1 << 16)
def _artist_words(credit: str) -> tuple[str, ...]:
    return tuple(indexed_words(credit))
