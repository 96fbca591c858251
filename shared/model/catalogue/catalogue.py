"""The catalogue file of a model: display data of every track and its full-text index, read only.

Track index i is the i-th most popular track and is stored in row i + 1, so that the full-text index returns rows
in the order of popularity and a search may stop early.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import Track
from shared.domain.track_ids import unpack_id
from shared.errors import NotFound, RefusedModel
from shared.model.catalogue.artist_ids import ArtistIds
from shared.model.catalogue.database import ReadOnlyDatabase
from shared.model.catalogue.genres import AMONG, GenreIndex
from shared.model.catalogue.keys import KEYS_OF_TITLE, canonical, title_forms, title_key
from shared.model.catalogue.other_ids import OtherIds
from shared.model.catalogue.vocabulary import Vocabulary

APPLICATION_ID = 0x53454743
"""Marks the file as ours ("SEGC"), in the header field SQLite reserves for that."""

LAYOUT = 5
"""The version of the tables that this code reads, SQLite's `user_version`."""

GENRE_SEPARATOR = "\t"

MOST_RECENT = 10_000
"""Size of the cache of tracks, some 6 MB: popular tracks are in many answers."""

MOST_OF_ARTIST = 100
"""Tracks of an artist that are found by the artist's name alone, the most popular ones."""

LONGEST_PREFIX, MOST_LISTED = 3, 100
"""Letters of the word prefixes whose most popular tracks are listed, and number of tracks of each."""


class Entry(NamedTuple):
    """A track as the full-text index finds it: its index, and the two texts that are searched."""

    track: int
    name: str
    artist: str


class Names(NamedTuple):
    """The names of a track."""

    name: str
    artist: str
    album: str


class Catalogue:
    """The tracks of one model, looked up by index, by title or by the words in their names.

    Any number of threads may read at once. Raises RefusedModel if the file is missing or is not a catalogue of
    this layout.
    """

    def __init__(self, path: Path, counts: NDArray[np.integer[Any]]) -> None:
        """Open the file; `counts` (n,) is the popularity of each track, which the file does not repeat."""
        self._counts = counts
        self._recent: dict[int, Track] = {}
        self._database = ReadOnlyDatabase(path)
        try:
            self._check_format()
            self._check_size()
            self.other_ids = OtherIds(self._database)
            self.artist_ids = ArtistIds(self._database)
            self.vocabulary = Vocabulary.from_blobs(
                *self._database.row("SELECT words, counts, masks FROM vocabulary")
            )
        except (sqlite3.Error, ValueError) as error:
            self.close()
            raise _refusal(path, str(error)) from error

    def __len__(self) -> int:
        return len(self._counts)

    @cached_property
    def genres(self) -> GenreIndex:
        """The songs of each genre, read with the first request that needs them."""
        rows = self._database.rows(
            "SELECT g.names FROM tracks t JOIN genres g ON g.id = t.genres WHERE t.place <= ? ORDER BY t.place",
            (AMONG,),
        )
        return GenreIndex(names.split(GENRE_SEPARATOR) if names else () for (names,) in rows)

    def close(self) -> None:
        """Close the file; garbage collection of the catalogue does so as well."""
        self._database.close()

    def tracks(self, indices: Sequence[int]) -> list[Track]:
        """Return the tracks with these indices, in their order. Raises NotFound for an index out of range."""
        recent = self._recent
        found = {index: recent[index] for index in indices if index in recent}
        if missing := [index for index in indices if index not in found]:
            read = self._read(missing)
            self._remember(read)
            found |= read
        return [found[index] for index in indices]

    def _remember(self, read: dict[int, Track]) -> None:
        if len(self._recent) + len(read) > MOST_RECENT:
            self._recent = {}  # a new one, for another thread may be reading the old
        if len(read) <= MOST_RECENT:
            self._recent.update(read)

    def _read(self, indices: Sequence[int]) -> dict[int, Track]:
        others = self.other_ids.of(indices)
        rows = {
            index: self._track(index, others.get(index, ()), *columns)
            for index, *columns in self._database.rows(
                "SELECT t.place - 1, t.id, t.name, a.credit, coalesce(b.title, t.name), g.names"
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

    def names_of(self, indices: Sequence[int]) -> dict[int, Names]:
        """Return the names of tracks by their indices, in a third of the time of `tracks`."""
        rows = self._database.rows(
            "SELECT t.place - 1, t.name, a.credit, coalesce(b.title, t.name)"
            " FROM json_each(?) wanted CROSS JOIN tracks t ON t.place = wanted.value + 1"
            " JOIN artists a ON a.id = t.artist LEFT JOIN albums b ON b.id = t.album",
            (json.dumps([int(index) for index in indices]),),
        )
        return {index: Names(*texts) for index, *texts in rows}

    def _track(
        self, index: int, others: tuple[str, ...], packed: bytes, name: str, credit: str, album: str, genres: str
    ) -> Track:
        listed = tuple(genres.split(GENRE_SEPARATOR)) if genres else ()
        return Track(unpack_id(packed), name, credit, album, listed, int(self._counts[index]), others)

    def with_title(self, title: str, most: int) -> list[Entry]:
        """Return up to `most` tracks with this title in one of its forms (see `keys`), most popular first."""
        wanted = canonical(title)
        found = self.with_titles([title_key(wanted)], most) if wanted else {}
        return [entry for listed in found.values() for entry in listed if wanted in title_forms(entry.name)]

    def with_keys(self, keys: Iterable[int], most: int) -> dict[int, list[Entry]]:
        """Return the tracks of each key (see `keys`), up to `most` a key, most popular first.

        Keys that no track has are left out. One look-up serves any number of keys.
        """
        return self._keyed("k.key = wanted.value", keys, most)

    def with_titles(self, keys: Iterable[int], most: int) -> dict[int, list[Entry]]:
        """Return the tracks of each canonical title, given and returned by its first key, as `with_keys` does."""
        return self._keyed(f"k.key >= wanted.value AND k.key < wanted.value + {KEYS_OF_TITLE}", keys, most)

    def _keyed(self, condition: str, keys: Iterable[int], most: int) -> dict[int, list[Entry]]:
        rows = self._database.rows(
            "SELECT DISTINCT wanted.value, k.place FROM json_each(?) wanted CROSS JOIN song_keys k"  # noqa: S608
            f" ON {condition} ORDER BY k.place",
            (json.dumps(list(keys)),),
        )
        places: dict[int, list[int]] = {}
        for key, place in rows:
            if len(listed := places.setdefault(key, [])) < most:
                listed.append(place)
        entries = self._at({place for listed in places.values() for place in listed})
        return {key: [entries[place] for place in listed] for key, listed in places.items()}

    def _at(self, places: Iterable[int]) -> dict[int, Entry]:
        rows = self._database.rows(
            "SELECT t.place, t.place - 1, t.name, a.credit FROM json_each(?) wanted"
            " CROSS JOIN tracks t ON t.place = wanted.value JOIN artists a ON a.id = t.artist",
            (json.dumps(list(places)),),
        )
        return {place: Entry(*columns) for place, *columns in rows}

    def with_prefix(self, prefix: str, most: int) -> list[Entry]:
        """Return up to `most` tracks with a word that starts with `prefix`, most popular first.

        Only common prefixes of up to LONGEST_PREFIX letters are listed (see `Vocabulary.is_common_prefix`); for
        any other the answer is empty.
        """
        return self._entries("SELECT place AS hit FROM prefixes WHERE prefix = ?", (prefix, most))

    def matching(self, expression: str, most: int) -> list[Entry]:
        """Return up to `most` tracks that match a full-text expression, most popular first.

        The expression is FTS5's, of single quoted words joined by AND and OR; a word may end in `*`.
        """
        return self._entries("SELECT rowid AS hit FROM words WHERE words MATCH ?", (expression, most))

    def _entries(self, hits: str, parameters: tuple[int | str, int]) -> list[Entry]:
        rows = self._database.rows(
            f"SELECT t.place - 1, t.name, a.credit FROM ({hits} ORDER BY hit LIMIT ?)"  # noqa: S608
            " CROSS JOIN tracks t ON t.place = hit JOIN artists a ON a.id = t.artist",
            parameters,
        )
        return [Entry(*row) for row in rows]

    def _check_format(self) -> None:
        """Raise ValueError if the file is not a catalogue of this layout."""
        (application,) = self._database.row("PRAGMA application_id")
        (layout,) = self._database.row("PRAGMA user_version")
        if (application, layout) != (APPLICATION_ID, LAYOUT):
            raise ValueError(f"application {application:#x}, layout {layout}")

    def _check_size(self) -> None:
        """Raise ValueError if the file does not hold one track per count."""
        (tracks,) = self._database.row("SELECT coalesce(max(place), 0) FROM tracks")
        if tracks != len(self):
            raise ValueError(f"{tracks} tracks, {len(self)} counts")


def _refusal(path: Path, found: str) -> RefusedModel:
    return RefusedModel(
        f"{path} is no catalogue that can be served",
        expected=f"an SQLite file of application {APPLICATION_ID:#x}, layout {LAYOUT}",
        found=found,
        cure="publish the model again",
    )
