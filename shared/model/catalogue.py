"""The catalogue file of a model: display data of every track and its full-text index, read only.

Track index i is the i-th most popular track and lies in row i + 1, so that the full-text index streams its
answers in the order of popularity and a search may stop early.
"""

import json
import sqlite3
import string
import weakref
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from shared.domain.track import Track
from shared.errors import NotFound, RefusedModel
from shared.model.texts import plain_title
from shared.model.vocabulary import Vocabulary

APPLICATION_ID = 0x53454743
"""Marks the file as ours ("SEGC"), in the header field SQLite keeps for that."""

LAYOUT = 1
"""The tables this code reads, as SQLite's `user_version`."""

MAPPED_BYTES = 1 << 30
"""How much of the file may be read through memory mapping."""

GENRE_SEPARATOR = "\t"

_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_VALUES = {character: value for value, character in enumerate(_BASE62)}
_ID_LENGTH = 22


class Entry(NamedTuple):
    """A track as the full-text index finds it: its index, and the two texts that are searched."""

    track: int
    name: str
    artist: str


def pack_id(track_id: str) -> bytes:
    """Give an id of 22 base62 characters as a big-endian number of 17 bytes or fewer."""
    number = 0
    for character in track_id:
        number = number * 62 + _VALUES[character]
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def unpack_id(packed: bytes) -> str:
    """Give the id that `pack_id` packed."""
    number = int.from_bytes(packed, "big")
    characters = []
    for _ in range(_ID_LENGTH):
        number, value = divmod(number, 62)
        characters.append(_BASE62[value])
    return "".join(reversed(characters))


def title_key(plain: str) -> int:
    """Give the 32-bit signed key under which tracks of a plain title are listed; others may share it."""
    return zlib.crc32(plain.encode()) - (1 << 31)


class Catalogue:
    """The tracks of one model, looked up by index, by title or by the words they hold.

    Any number of threads may read at once: each call has a connection to itself, kept for the next call.
    Raises RefusedModel if the file is missing or is not a catalogue of this layout.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: deque[sqlite3.Connection] = deque()
        self._closing = weakref.finalize(self, _close_all, self._idle)
        try:
            with self._connection() as connection:
                self._check(connection)
                (self._tracks,) = connection.execute("SELECT coalesce(max(place), 0) FROM tracks").fetchone()
                blobs = connection.execute("SELECT words, counts, masks FROM vocabulary").fetchone()
                self.vocabulary = Vocabulary.from_blobs(*blobs)
        except (sqlite3.Error, TypeError, ValueError) as error:
            self.close()
            raise self._refusal(str(error)) from error
        except RefusedModel:
            self.close()
            raise

    def __len__(self) -> int:
        return int(self._tracks)

    def close(self) -> None:
        """Let go of the file; a catalogue that nobody holds any more does so by itself."""
        self._closing()

    def tracks(self, indices: Sequence[int]) -> list[Track]:
        """Give the tracks of these indices, in their order. Raises NotFound for an index there is none of."""
        rows = {
            place - 1: Track(unpack_id(packed), name, artist, album, _genres(genres), popularity)
            for place, packed, name, artist, album, genres, popularity in self._rows(
                "SELECT t.place, t.id, t.name, a.credit, b.title, g.names, t.popularity"
                " FROM json_each(?) wanted CROSS JOIN tracks t ON t.place = wanted.value + 1"
                " JOIN artists a ON a.id = t.artist JOIN albums b ON b.id = t.album"
                " JOIN genres g ON g.id = t.genres",
                (json.dumps([int(index) for index in indices]),),
            )
        }
        if missing := [index for index in indices if index not in rows]:
            raise NotFound(
                f"The catalogue has no track {missing[0]}",
                expected=f"indices from 0 to {len(self) - 1}",
                cure="use indices of the same model",
            )
        return [rows[index] for index in indices]

    def titled(self, plain: str, most: int) -> list[Entry]:
        """Give up to `most` tracks whose plain title is this one (see `plain_title`), most popular first."""
        found = self._entries("SELECT place AS hit FROM titles WHERE key = ?", (title_key(plain), most))
        return [entry for entry in found if plain_title(entry.name) == plain]

    def holding(self, expression: str, most: int) -> list[Entry]:
        """Give up to `most` tracks that a full-text expression matches, most popular first.

        The expression is FTS5's, of single quoted words joined by AND and OR; a word may end in `*`.
        """
        return self._entries("SELECT rowid AS hit FROM words WHERE words MATCH ?", (expression, most))

    def _entries(self, hits: str, parameters: tuple[int | str, int]) -> list[Entry]:
        rows = self._rows(
            f"SELECT t.place - 1, t.name, a.credit FROM ({hits} ORDER BY hit LIMIT ?)"  # noqa: S608
            " CROSS JOIN tracks t ON t.place = hit JOIN artists a ON a.id = t.artist",
            parameters,
        )
        return [Entry(*row) for row in rows]

    def _rows(self, statement: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with self._connection() as connection:
            return connection.execute(statement, parameters).fetchall()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._open()
        try:
            yield connection
        finally:
            if self._closing.alive:
                self._idle.append(connection)
            else:
                connection.close()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
        return connection

    def _check(self, connection: sqlite3.Connection) -> None:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        if (application, layout) != (APPLICATION_ID, LAYOUT):
            raise self._refusal(f"application {application:#x}, layout {layout}")

    def _refusal(self, found: str) -> RefusedModel:
        return RefusedModel(
            f"{self._path} is no catalogue that can be served",
            expected=f"an SQLite file of application {APPLICATION_ID:#x}, layout {LAYOUT}",
            found=found,
            cure="publish the model again",
        )


def _genres(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(GENRE_SEPARATOR)) if joined else ()


def _close_all(connections: deque[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()
