"""The line of a staged playlist: MPD layout, with its contributor, its day and features of tracks beside it."""

import csv
from collections.abc import Iterator
from math import isfinite
from typing import IO, TYPE_CHECKING

import msgspec

from shared.domain.track import FEATURES
from shared.domain.track_ids import track_id_of
from shared.records.staging_paths import StagedName
from training.read.mpd import MpdTrack

if TYPE_CHECKING:
    from _csv import Writer


class StagedLine(msgspec.Struct, frozen=True):
    """The members of a line that training reads."""

    pid: str
    contributor: str
    day: str
    tracks: list[MpdTrack]
    name: str | None = None
    features: dict[str, list[float | None]] = {}
    """Track id -> its features in the order of FEATURES, None where unknown."""

    @property
    def staged(self) -> StagedName:
        """Return its identity."""
        return StagedName(self.day, self.contributor, self.pid)


def read_line(line: bytes) -> StagedLine | None:
    """Decode a line, or return None for one that training could not read."""
    try:
        found = msgspec.json.decode(line, type=StagedLine)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    readable = all(track_id_of(track.track_uri) for track in found.tracks)
    return found if readable and found.tracks and _fits(found.features) else None


def lines_in(data: bytes) -> Iterator[bytes]:
    """Yield the lines of an object, without their ends."""
    return (line for line in data.split(b"\n") if line)


def write_features(line: StagedLine, rows: "Writer") -> None:
    """Write a row of each track whose features the line has, with a writer of `feature_rows`."""
    for track_id, values in line.features.items():
        rows.writerow([track_id, *("" if value is None else value for value in values)])


def feature_rows(file: IO[str]) -> "Writer":
    """Return a writer of feature rows, after it wrote their heading."""
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["track_uri", *FEATURES])
    return rows


def _fits(features: dict[str, list[float | None]]) -> bool:
    return all(
        track_id_of(track_id) and len(values) == len(FEATURES) and all(v is None or isfinite(v) for v in values)
        for track_id, values in features.items()
    )
