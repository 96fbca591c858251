"""Read playlists that signed-in listeners shared; whatever a line holds, it is read or counted, never raised."""

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from shared.domain.names import fold
from shared.domain.track_ids import track_id_of
from training.read.dataset import Dataset, Tracks

from .summary import ANONYMOUS, EMPTY, MALFORMED, TOO_LONG, UNKNOWN_ENTRIES, UNKNOWN_TITLES

LONGEST_LINE_BYTES = 16_000_000
"""A staged line comes from a message of 10 MB at most."""

MOST_TRACKS = 1_000
"""Entries of a shared playlist, at most: a longer one tells of no taste. The MPD's longest have 250."""

LEAST_TRACKS = 2
"""Known tracks of a shared playlist, at least: one track is next to none."""

_CONTRIBUTOR = re.compile(r"[0-9a-f]{32}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _Entry(msgspec.Struct, gc=False):
    """One entry. The names that a line gives its tracks are not even decoded: they are a stranger's."""

    track_uri: str


class _Line(msgspec.Struct, gc=False):
    tracks: list[_Entry]
    contributor: str | None = None
    """A keyed hash of the listener's id; missing in lines of before sharing needed a sign-in."""
    day: str | None = None
    name: str | None = None


@dataclass(slots=True)
class _Columns:
    """The shared playlists as growing columns."""

    known: dict[str, int]
    """Track id, its own or another provider's -> its row."""
    titles: frozenset[str]
    """The operator's titles, folded."""
    key: bytes
    left_out: Counter[str]
    contributors: dict[str, int] = field(default_factory=dict)
    of_playlist: "array[int]" = field(default_factory=lambda: array("i"))
    ids: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    entries: "array[int]" = field(default_factory=lambda: array("i"))
    ends: "array[int]" = field(default_factory=lambda: array("q", [0]))

    def add(self, line: bytes) -> None:
        """Append the playlist of one line, or count why it is left out."""
        try:
            given = msgspec.json.decode(line, type=_Line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self.left_out[MALFORMED] += 1
            return
        if not _CONTRIBUTOR.fullmatch(given.contributor or ""):
            self.left_out[ANONYMOUS] += 1
        elif len(given.tracks) > MOST_TRACKS:
            self.left_out[TOO_LONG] += 1
        else:
            self._add(given, given.contributor or "")

    def _add(self, given: _Line, contributor: str) -> None:
        rows = [self.known.get(track_id_of(each.track_uri) or "", -1) for each in given.tracks]
        distinct = [row for row in dict.fromkeys(rows) if row >= 0]
        self.left_out[UNKNOWN_ENTRIES] += rows.count(-1)
        if len(distinct) < LEAST_TRACKS:
            self.left_out[EMPTY] += 1
            return
        self.of_playlist.append(self.contributors.setdefault(contributor, len(self.contributors)))
        self.ids.append(self._digest(contributor, distinct))
        self.days.append(given.day if given.day and _DAY.fullmatch(given.day) else "")
        self.names.append(self._title(given.name or ""))
        self.entries.extend(distinct)
        self.ends.append(len(self.entries))

    def _title(self, name: str) -> str:
        """Return a title that the operator's playlists have, too, or none: clusters are named after titles."""
        if not name.strip() or fold(name) in self.titles:
            return name.strip()
        self.left_out[UNKNOWN_TITLES] += 1
        return ""

    def _digest(self, contributor: str, rows: list[int]) -> str:
        content = contributor.encode() + np.sort(np.array(rows, dtype=np.int32)).tobytes()
        return hashlib.blake2b(content, digest_size=16, key=self.key).hexdigest()


def read_contributed(files: Sequence[Path], operator: Dataset, *, key: bytes) -> tuple[Dataset, Counter[str]]:
    """Read lines of MPD JSON with `contributor` and `day`: the playlists, the newest first, and what is left out.

    The playlists are over the operator's tracks: an entry that they lack, or that they have no name for, is left
    out and counted, and so is a title that no playlist of the operator has. A playlist's id is a digest by `key`
    of its listener and tracks. Of the counts each names its reason.
    """
    known = known_ids(operator.tracks)
    titles = frozenset(map(fold, operator.playlist_names))
    columns = _Columns(known, titles, key, Counter())
    for file in files:
        for line in _lines(file):
            if line is None:
                columns.left_out[MALFORMED] += 1
            elif line.strip():
                columns.add(line)
    return _dataset(columns, operator.tracks), columns.left_out


def known_ids(tracks: Tracks) -> dict[str, int]:
    """Return every id of the tracks that have a name and an artist, their own or another provider's -> its row."""
    named = [bool(name and artist) for name, artist in zip(tracks.names, tracks.artists, strict=True)]
    others = {other: row for row, ids in enumerate(tracks.other_ids) if named[row] for other in ids}
    own = {each.decode("ascii"): row for row, each in enumerate(tracks.ids.tolist()) if named[row]}
    return others | own


def _lines(file: Path) -> Iterator[bytes | None]:
    """Yield each line, or None for one that is too long."""
    with file.open("rb") as stream:
        while line := stream.readline(LONGEST_LINE_BYTES):
            whole = line.endswith(b"\n") or len(line) < LONGEST_LINE_BYTES
            yield line if whole else None
            while not whole:
                rest = stream.readline(LONGEST_LINE_BYTES)
                whole = rest.endswith(b"\n") or len(rest) < LONGEST_LINE_BYTES


def _dataset(columns: _Columns, tracks: Tracks) -> Dataset:
    ends = np.array(columns.ends, dtype=np.int64)
    indices = np.frombuffer(columns.entries, dtype=np.int32) if columns.entries else np.empty(0, np.int32)
    order = sorted(range(len(columns.ids)), key=lambda row: (columns.days[row], columns.ids[row]), reverse=True)
    return Dataset(
        tracks=tracks,
        playlist_ids=[columns.ids[row] for row in order],
        playlist_names=[columns.names[row] for row in order],
        contributors=np.array(columns.of_playlist, dtype=np.int32)[order],
        indptr=np.concatenate([[0], np.cumsum(np.diff(ends)[order])]).astype(np.int64),
        indices=np.concatenate([np.empty(0, np.int32), *(indices[ends[row] : ends[row + 1]] for row in order)]),
    )
