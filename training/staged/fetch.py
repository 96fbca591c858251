"""Download of staged playlists into files that training reads: in parallel, the newest first, within bounds.

Nothing here fails a training but a store that does not answer: what is over a bound, erased, unreadable or of
nobody is left out, and counted. A compaction beside it moves playlists, so the download is done anew.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.errors import InvalidData, SpoiltStore, Unavailable
from shared.ports import ObjectStore

from .days import Manifest, StagedDay, generations, staged_days
from .lines import feature_rows, lines_in, read_line, write_features
from .parallel import THREADS, read_all

_log = logging.getLogger(__name__)

ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that is downloaded; of more, the newest."""

    playlists: int = 200_000
    total_bytes: int = 2_000_000_000
    line_bytes: int = 4_000_000
    of_contributor: int = 100
    """Playlists of one contributor, so that none pushes the others out."""


class LeftOut(Counter[str]):
    """Why staged playlists were left out -> how many."""

    def __str__(self) -> str:
        return ", ".join(f"{count:,} {why}" for why, count in sorted(self.items()))


def fetch_staged(
    objects: ObjectStore, folder: Path, bounds: Bounds = Bounds(), threads: int = THREADS
) -> tuple[list[Path], list[Path]]:
    """Write staged playlists to a file in `folder`, and features of their tracks to another.

    Each list has one file, or none if there is nothing for it. What is left out is logged. Raises Unavailable if
    the store does not answer, or is compacted again and again meanwhile.
    """
    for _ in range(ATTEMPTS):
        fetch = _Fetch(objects, folder, bounds, threads)
        if found := fetch.run():
            fetch.report()
            return found
    raise Unavailable(
        "Staged playlists are being compacted", cure="wait until `segue staged compact` has ended, and try again"
    )


class _Fetch:
    """One attempt."""

    def __init__(self, objects: ObjectStore, folder: Path, bounds: Bounds, threads: int) -> None:
        self._objects = objects
        self._playlists = folder / "staged.jsonl"
        self._features = folder / "staged.csv"
        self._bounds = bounds
        self._threads = threads
        self._left_out = LeftOut()
        self._read = 0

    def run(self) -> tuple[list[Path], list[Path]] | None:
        """Write the files, or return None if a compaction moved playlists meanwhile."""
        days = staged_days(self._objects)
        manifests = {day: self._manifest(each) for day, each in days.items()}
        wanted = self._wanted(days, manifests)
        had_features = self._write(wanted, _sources(days, manifests, wanted))
        if generations(self._objects) != {day: each.generation for day, each in days.items() if each.generation}:
            return None
        self._left_out["unreadable or gone"] += len(wanted)
        return [self._playlists] if self._read else [], [self._features] if had_features else []

    def report(self) -> None:
        """Log what was read, and what was left out."""
        left_out = LeftOut(+self._left_out)
        level = logging.WARNING if left_out else logging.INFO
        _log.log(level, "staged playlists: %s read; left out: %s", f"{self._read:,}", left_out or "none")

    def _manifest(self, day: StagedDay) -> Manifest:
        try:
            return day.manifest(self._objects)
        except (InvalidData, SpoiltStore) as error:
            _log.error("compacted playlists of %s are not trained on: %s", day.day, error)
            return Manifest()

    def _wanted(self, days: Mapping[str, StagedDay], manifests: Mapping[str, Manifest]) -> set[tuple[str, str]]:
        """Return day and key of the playlists to read: the newest within the bounds."""
        bounds, left_out = self._bounds, self._left_out
        wanted: set[tuple[str, str]] = set()
        of_contributor: Counter[str] = Counter()
        total_bytes = 0
        for day, each in days.items():
            left_out["of nobody"] += len(each.anonymous)
            for key, size in sorted(_sizes(each, manifests[day]).items()):
                contributor = key.partition("-")[0]
                if key in each.tombstones:
                    left_out["erased"] += 1
                elif size > bounds.line_bytes:
                    left_out["too large"] += 1
                elif of_contributor[contributor] >= bounds.of_contributor:
                    left_out["over the bound of one contributor"] += 1
                elif len(wanted) >= bounds.playlists or total_bytes + size > bounds.total_bytes:
                    left_out["over the bound of all"] += 1
                else:
                    wanted.add((day, key))
                    of_contributor[contributor] += 1
                    total_bytes += size
        return wanted

    def _write(self, wanted: set[tuple[str, str]], sources: Iterator[str]) -> bool:
        """Write each wanted playlist once, and take it from `wanted`; return whether there are features."""
        had_features = False
        with self._playlists.open("wb") as playlists, self._features.open("w", newline="") as features:
            rows = feature_rows(features)
            for name, data in read_all(self._objects, sources, self._threads):
                if isinstance(data, SpoiltStore):
                    _log.error("%s is not trained on: %s", name, data)
                    continue
                for line in lines_in(data) if isinstance(data, bytes) else ():
                    found = read_line(line)
                    if found and (identity := (found.day, found.staged.key)) in wanted:
                        wanted.remove(identity)
                        playlists.write(line + b"\n")
                        write_features(found, rows)
                        had_features = had_features or bool(found.features)
                        self._read += 1
        return had_features


def _sizes(day: StagedDay, manifest: Manifest) -> dict[str, int]:
    """Return the bytes of each of a day's playlists, whether compacted or single, each once."""
    sizes = {key: stored.size_bytes for key, stored in day.singles.items()}
    for contents in manifest.parts.values():
        sizes |= contents
    return sizes


def _sources(
    days: Mapping[str, StagedDay], manifests: Mapping[str, Manifest], wanted: set[tuple[str, str]]
) -> Iterator[str]:
    """Yield the names of the objects that hold wanted playlists."""
    listed = frozenset(wanted)
    for day, each in days.items():
        for part, contents in manifests[day].parts.items():
            if any((day, key) in listed for key in contents):
                yield part
        compacted = manifests[day].keys
        for key, stored in each.singles.items():
            if (day, key) in listed and key not in compacted:
                yield stored.name
