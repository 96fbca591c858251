"""Write the catalogue file of a model; `shared.model.catalogue` reads it and states what it promises."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np

from shared.domain.track import TRACK_ID, Track
from shared.errors import InvalidData
from shared.model.catalogue import (
    APPLICATION_ID,
    GENRE_SEPARATOR,
    LAYOUT,
    pack_id,
    title_key,
)
from shared.model.texts import indexed_words, plain_title
from shared.model.vocabulary import Vocabulary

_TABLES = """
CREATE TABLE tracks (
    place INTEGER PRIMARY KEY, id BLOB NOT NULL, name TEXT NOT NULL, artist INTEGER NOT NULL,
    album INTEGER NOT NULL, genres INTEGER NOT NULL, popularity INTEGER NOT NULL
);
CREATE TABLE artists (id INTEGER PRIMARY KEY, credit TEXT NOT NULL);
CREATE TABLE albums (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE genres (id INTEGER PRIMARY KEY, names TEXT NOT NULL);
CREATE TABLE titles (key INTEGER, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE vocabulary (words BLOB NOT NULL, counts BLOB NOT NULL, masks BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', detail = none, columnsize = 0, prefix = '1 2 3', tokenize = "ascii tokenchars '_'"
);
INSERT INTO words (words, rank) VALUES ('automerge', 0);
INSERT INTO words (words, rank) VALUES ('hashsize', 67108864);
"""
# Words come folded and split, so the ascii tokenizer only has to keep them whole. A hash of 64 MiB writes few
# segments, and the last step merges them into one.

_FINISH = """
INSERT INTO words (words) VALUES ('optimize');
VACUUM;
"""

_BATCH = 50_000
"""Tracks written at a time."""


def write_catalogue(path: Path, tracks: Iterable[Track]) -> None:
    """Write the catalogue of tracks given most popular first, replacing any file there.

    The same tracks give the same bytes under the same SQLite. Raises InvalidData for a track id that is not a
    Spotify id.
    """
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _prepare(connection)
        _Writer(connection).write(tracks)
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
    """Numbers for texts, in the order they are first met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __getitem__(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


class _Writer:
    """One pass over the tracks, batch by batch, and what has to be counted on the way."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._artists, self._albums, self._genres = _Interned(), _Interned(), _Interned()
        self._counts: Counter[str] = Counter()
        self._titles = array("q")
        """Key and place of every title in one number, 32 bits each."""

    def write(self, tracks: Iterable[Track]) -> None:
        """Write every table but leave the transaction open."""
        numbered = enumerate(tracks, start=1)
        while batch := list(islice(numbered, _BATCH)):
            self._insert("tracks", 7, (self._row(place, track) for place, track in batch))
            self._connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", self._texts(batch))
        for table, interned in (("artists", self._artists), ("albums", self._albums), ("genres", self._genres)):
            self._insert(table, 2, ((number, text) for text, number in interned.numbers.items()))
        titles = np.sort(np.frombuffer(self._titles, dtype=np.int64))
        self._insert("titles", 2, ((int(title) >> 32, int(title) & 0xFFFFFFFF) for title in titles))
        self._insert("vocabulary", 3, [Vocabulary.of(self._counts.items()).to_blobs()])

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
            track.name,
            self._artists[track.artist],
            self._albums[track.album],
            self._genres[GENRE_SEPARATOR.join(track.genres)],
            track.popularity,
        )

    def _texts(self, batch: list[tuple[int, Track]]) -> Iterator[tuple[int, str]]:
        for place, track in batch:
            words = dict.fromkeys([*indexed_words(track.name), *_artist_words(track.artist)])
            self._counts.update(words.keys())
            if plain := plain_title(track.name):
                self._titles.append(title_key(plain) << 32 | place)
            yield place, " ".join(words)


@lru_cache(maxsize=1 << 16)
def _artist_words(credit: str) -> tuple[str, ...]:
    return tuple(indexed_words(credit))
