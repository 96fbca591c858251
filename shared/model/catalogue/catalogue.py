"""The catalogue file of a model: display data of every track and its full-text index, read only.

Track index i is the i-th most popular track and lies in row i + 1, so that the full-text index streams its
answers in the order of popularity and a search may stop early.
"""

import json
import sqlite3
import weakref
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import Track
from shared.errors import NotFound, RefusedModel
from shared.model.catalogue.query import MOST_WORDS, all_of
from shared.model.catalogue.text_compression import Packed, TextPacker, unpack_id
from shared.model.catalogue.texts import MOST_LETTERS, plain_title
from shared.model.catalogue.vocabulary import Vocabulary

APPLICATION_ID = 0x53454743
"""Marks the file as ours ("SEGC"), in the header field SQLite keeps for that."""

LAYOUT = 2
"""The tables this code reads, as SQLite's `user_version`."""

MAPPED_BYTES = 1 << 30
"""Limit of the part of the file that SQLite maps into memory."""

GENRE_SEPARATOR = "\t"

MOST_RECENT = 10_000
"""Tracks that are kept at hand, some 6 MB: popular ones come up in many answers.

As many credits and lists of genres are, too.
"""

LONGEST_LISTED, MOST_LISTED = 3, 100
"""Letters of the beginnings of words whose most popular tracks are listed, and how many tracks of each."""


class Entry(NamedTuple):
    """A track as the full-text index finds it: its index, and the two texts that are searched."""

    track: int
    name: str
    artist: str


def length_mark(plain: str) -> str:
    """Return the index word for the length of a plain title; no name contains such a word."""
    return f"={len(plain)}"


class Catalogue:
    """The tracks of one model, looked up by index, by title or by the words they hold.

    Any number of threads may read at once: each call has a connection to itself, kept for the next call.
    Raises RefusedModel if the file is missing or is not a catalogue of this layout.
    """

    def __init__(self, path: Path, counts: NDArray[np.integer[Any]]) -> None:
        """Open the file; `counts` (n,) is the popularity of each track, which the file does not repeat."""
        self._path = path
        self._counts = counts
        self._recent: dict[int, Track] = {}
        self._idle: deque[sqlite3.Connection] = deque()
        self._closing = weakref.finalize(self, _close_all, self._idle)
        try:
            with self._connection() as connection:
                self._check(connection)
                (tracks,) = connection.execute("SELECT coalesce(max(place), 0) FROM tracks").fetchone()
                if tracks != len(counts):
                    raise ValueError(f"{tracks} tracks where {len(counts)} are counted")
                blobs = connection.execute("SELECT words, counts, masks FROM vocabulary").fetchone()
                self.vocabulary = Vocabulary.from_blobs(*blobs)
                (common,) = connection.execute("SELECT text FROM common").fetchone()
                self._texts = TextPacker(common)
                # Neither cache may hold the catalogue itself, which closes when nobody else does.
                self._credit = lru_cache(MOST_RECENT)(self._texts.unpack)
                self._genres = lru_cache(MOST_RECENT)(partial(_genres, self._texts))
        except (sqlite3.Error, TypeError, ValueError) as error:
            self.close()
            raise self._refusal(str(error)) from error
        except RefusedModel:
            self.close()
            raise

    def __len__(self) -> int:
        return len(self._counts)

    def close(self) -> None:
        """Close the file; this also happens when the catalogue is garbage-collected."""
        self._closing()

    def tracks(self, indices: Sequence[int]) -> list[Track]:
        """Return the tracks at these indices, in their order. Raises NotFound for an unknown index."""
        recent = self._recent
        found = {index: recent[index] for index in indices if index in recent}
        if missing := [index for index in indices if index not in found]:
            read = self._read(missing)
            self._keep(read)
            found |= read
        return [found[index] for index in indices]

    def _keep(self, read: dict[int, Track]) -> None:
        if len(self._recent) + len(read) > MOST_RECENT:
            self._recent = {}  # a new one, for another thread may be reading the old
        if len(read) <= MOST_RECENT:
            self._recent.update(read)

    def _read(self, indices: Sequence[int]) -> dict[int, Track]:
        rows = {
            place - 1: self._track(place - 1, *columns)
            for place, *columns in self._rows(
                "SELECT t.place, t.id, t.name, a.credit, coalesce(b.title, t.name), g.names"
                " FROM json_each(?) wanted CROSS JOIN tracks t ON t.place = wanted.value + 1"
                " JOIN artists a ON a.id = t.artist LEFT JOIN albums b ON b.id = t.album"
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
        return rows

    def titled(self, plain: str, most: int) -> list[Entry]:
        """Return tracks whose plain title is `plain` (see `plain_title`), most popular first.

        Only the `most` most popular tracks with its words and a title of its length are compared.
        """
        words = [word[:MOST_LETTERS] for word in plain.split()[:MOST_WORDS]]
        found = self.holding(all_of([length_mark(plain), *words]), most) if words else []
        return [entry for entry in found if plain_title(entry.name) == plain]

    def begun(self, start: str, most: int) -> list[Entry]:
        """Return up to `most` tracks with a word that has the prefix `start`, most popular first.

        Only frequent prefixes of up to LONGEST_LISTED letters are listed (see `Vocabulary.often_begins`); for any
        other the result is empty.
        """
        return self._entries("SELECT place AS hit FROM beginnings WHERE start = ?", (start, most))

    def holding(self, expression: str, most: int) -> list[Entry]:
        """Return up to `most` tracks that match a full-text expression, most popular first.

        The expression is FTS5's, of single quoted words joined by AND and OR; a word may end in `*`.
        """
        return self._entries("SELECT rowid AS hit FROM words WHERE words MATCH ?", (expression, most))

    def _entries(self, hits: str, parameters: tuple[int | str, int]) -> list[Entry]:
        rows = self._rows(
            f"SELECT t.place - 1, t.name, a.credit FROM ({hits} ORDER BY hit LIMIT ?)"  # noqa: S608
            " CROSS JOIN tracks t ON t.place = hit JOIN artists a ON a.id = t.artist",
            parameters,
        )
        return [Entry(track, self._texts.unpack(name), self._credit(credit)) for track, name, credit in rows]

    def _track(
        self, index: int, packed: bytes, name: Packed, credit: Packed, album: Packed, genres: Packed
    ) -> Track:
        unpack = self._texts.unpack
        return Track(
            unpack_id(packed),
            unpack(name),
            self._credit(credit),
            unpack(album),
            self._genres(genres),
            int(self._counts[index]),
        )

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


def _genres(texts: TextPacker, packed: Packed) -> tuple[str, ...]:
    listed = texts.unpack(packed)
    return tuple(listed.split(GENRE_SEPARATOR)) if listed else ()


def _close_all(connections: deque[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()
