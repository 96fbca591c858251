"""Write the catalogue file of a model; `shared.model.catalogue.catalogue` reads it and documents its contract."""

import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from itertools import accumulate, chain, islice
from pathlib import Path

from shared.domain.track import TRACK_ID, Track
from shared.errors import InvalidData
from shared.model.catalogue.catalogue import (
    APPLICATION_ID,
    GENRE_SEPARATOR,
    LAYOUT,
    LONGEST_LISTED,
    MOST_LISTED,
    length_mark,
)
from shared.model.catalogue.text_compression import COMMON_BYTES, TextPacker, pack_id
from shared.model.catalogue.texts import indexed_words, plain_title
from shared.model.catalogue.vocabulary import Vocabulary

_TABLES = """
CREATE TABLE tracks (
    place INTEGER PRIMARY KEY, id BLOB NOT NULL, name NOT NULL, artist INTEGER NOT NULL,
    album INTEGER, genres INTEGER NOT NULL
);
CREATE TABLE artists (id INTEGER PRIMARY KEY, credit NOT NULL);
CREATE TABLE albums (id INTEGER PRIMARY KEY, title NOT NULL);
CREATE TABLE genres (id INTEGER PRIMARY KEY, names NOT NULL);
CREATE TABLE common (text BLOB NOT NULL);
CREATE TABLE beginnings (start TEXT, place INTEGER, PRIMARY KEY (start, place)) WITHOUT ROWID;
CREATE TABLE vocabulary (words BLOB NOT NULL, counts BLOB NOT NULL, masks BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '_='"
);
INSERT INTO words (words, rank) VALUES ('automerge', 0);
INSERT INTO words (words, rank) VALUES ('hashsize', 67108864);
"""
# Words are folded and split beforehand, so the ascii tokenizer must not split them. A hash of 64 MiB makes few
# segments, and `optimize` merges them into one. Names are packed by TextPacker with the dictionary in `common`. A
# track whose `album` is NULL has an album with the track's own name.

_FINISH = """
INSERT INTO words (words) VALUES ('optimize');
VACUUM;
"""

_BATCH = 50_000
"""Tracks per batch."""


def write_catalogue(path: Path, tracks: Iterable[Track]) -> None:
    """Write the catalogue of tracks, which must come most popular first; an existing file is replaced.

    The same tracks give the same bytes with the same SQLite version. Raises InvalidData for a track id that is not
    a Spotify id.
    """
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _prepare(connection)
        numbered = enumerate(tracks, start=1)
        popular = list(islice(numbered, _BATCH))
        common = _common_text(track.name for _, track in popular)
        connection.execute("INSERT INTO common VALUES (?)", (common,))
        _Writer(connection, TextPacker(common)).write(chain(popular, numbered))
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


class _Interned:
    """Text -> number, counted from 0 in the order of first occurrence."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __getitem__(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


class _Beginnings:
    """The most popular tracks for each short prefix of a word; tracks must be added by descending popularity."""

    def __init__(self) -> None:
        self._places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, place: int, words: Iterable[str]) -> None:
        """Add a track with its indexed words."""
        for start in {word[:length] for word in words for length in range(1, min(len(word), LONGEST_LISTED) + 1)}:
            places = self._places[start]
            if len(places) < MOST_LISTED:
                places.append(place)

    def rows(self, vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
        """Yield (prefix, place) in ascending order, for prefixes too common to merge their words' tracks."""
        for start in sorted(filter(vocabulary.often_begins, self._places)):
            yield from ((start, place) for place in self._places[start])


class _Writer:
    """Writes the tables in one pass over the tracks, by batch, and counts the words."""

    def __init__(self, connection: sqlite3.Connection, texts: TextPacker) -> None:
        self._connection = connection
        self._pack = texts.pack
        self._artists, self._albums, self._genres = _Interned(), _Interned(), _Interned()
        self._counts: Counter[str] = Counter()
        self._beginnings = _Beginnings()

    def write(self, numbered: Iterator[tuple[int, Track]]) -> None:
        """Write all tables except `common`; the transaction stays open."""
        while batch := list(islice(numbered, _BATCH)):
            self._insert("tracks", 6, (self._row(place, track) for place, track in batch))
            self._connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", self._texts(batch))
        for table, interned in (("artists", self._artists), ("albums", self._albums), ("genres", self._genres)):
            self._insert(table, 2, ((number, self._pack(text)) for text, number in interned.numbers.items()))
        vocabulary = Vocabulary.of(self._counts.items())
        self._insert("beginnings", 2, self._beginnings.rows(vocabulary))
        self._insert("vocabulary", 3, [vocabulary.to_blobs()])

    def _insert(self, table: str, columns: int, rows: Iterable[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * columns)
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608

    def _row(self, place: int, track: Track) -> tuple[object, ...]:
        if not TRACK_ID.fullmatch(track.id):
            raise InvalidData(
                f"Track {place} of the catalogue has no usable id",
                expected="22 letters and digits",
                found=repr(track.id),
                cure="drop the track or mend its id",
            )
        return (
            place,
            pack_id(track.id),
            self._pack(track.name),
            self._artists[track.artist],
            None if track.album == track.name else self._albums[track.album],
            self._genres[GENRE_SEPARATOR.join(track.genres)],
        )

    def _texts(self, batch: list[tuple[int, Track]]) -> Iterator[tuple[int, str]]:
        for place, track in batch:
            plain = plain_title(track.name)
            words = dict.fromkeys(
                [*indexed_words(track.name), *indexed_words(plain), *_artist_words(track.artist)]
            )
            self._counts.update(words.keys())
            self._beginnings.add(place, words)
            yield place, " ".join([*words, length_mark(plain)])


@lru_cache(maxsize=1 << 16)
def _artist_words(credit: str) -> tuple[str, ...]:
    return tuple(indexed_words(credit))


def _common_text(names: Iterable[str]) -> bytes:
    """Build a Deflate dictionary: frequent words of names, most frequent last, where references are shortest."""
    counts = Counter(word for name in names for word in name.split(" "))
    words = [f"{word} " for word, _ in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]
    ends = accumulate(len(word.encode()) for word in words)
    return "".join(reversed([word for word, end in zip(words, ends, strict=True) if end <= COMMON_BYTES])).encode()
