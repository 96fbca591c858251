"""Compaction of staged playlists: the single objects of a day become lines of a few parts.

It may be killed at any point, and run beside `ingest`, an erasure or another compaction. Parts are written first,
then the manifest that names them, over the generation that was read; only then singles, old parts and tombstones
go. A tombstone goes only after a manifest was written: a compaction that listed its playlist before cannot write
another. So no playlist is lost, in two parts, or back after its erasure.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain

import msgspec

from shared.errors import Conflict, InvalidData, NotFound, SpoiltStore
from shared.ports import ObjectStore
from shared.record_kinds import PLAYLIST_KEPT
from shared.records.staging_paths import ANONYMOUS, StagedName, manifest_of, part_of

from .days import Manifest, StagedDay, staged_days
from .lines import lines_in, read_line
from .parallel import THREADS, delete_all, read_all

_log = logging.getLogger(__name__)

PART_BYTES = 16_000_000
"""Size of a part, which is held in memory whole."""

LARGEST_BYTES = 4_000_000
"""Size of the largest playlist that is compacted; training reads no larger one."""

LEFT_OVER = timedelta(days=1)
"""Age at which a part that no manifest names is a leftover, and not of a compaction that is still running."""

_STAMP = "%Y%m%dt%H%M%S"


@dataclass(slots=True)
class Compacted:
    """The result of a compaction."""

    playlists: int = 0
    """Playlists that were single objects and are lines of parts now."""
    parts: int = 0
    """Parts that were written for them, and for what is left of others after erasures."""
    erased: int = 0
    """Playlists whose bytes were erased from parts."""
    expired: int = 0
    """Days that expired."""
    left: int = 0
    """Playlists that cannot be read; they stay as they are."""
    others: int = 0
    """Days that another compaction was faster with."""


@dataclass(frozen=True, slots=True)
class Compaction:
    """Use case: compact every day that has single objects or tombstones."""

    objects: ObjectStore
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    """Letters and digits, another for each compaction."""
    threads: int = THREADS
    part_bytes: int = PART_BYTES

    def run(self) -> Compacted:
        """Compact each day in turn. Raises Unavailable if the store does not answer; then it is called again."""
        done, run = Compacted(), f"part-{self.now().astimezone(UTC).strftime(_STAMP)}-{self.new_id()}"
        last_expired = f"{self.now() - PLAYLIST_KEPT:%Y-%m-%d}"
        for each in staged_days(self.objects).values():
            if each.day < last_expired:
                self._expire(each)
                done.expired += 1
                continue
            try:
                _Day(self, each, each.manifest(self.objects), run, done).compact()
            except (InvalidData, SpoiltStore) as error:
                _log.error("%s is not compacted: %s", each.day, error)
            except (Conflict, NotFound):  # of the manifest, or of a part that another replaced
                done.others += 1
        return done

    def _expire(self, day: StagedDay) -> None:
        names = [stored.name for each in (day.singles, day.anonymous) for stored in each.values()]
        names += [StagedName(day.day, ANONYMOUS, key).features for key in day.anonymous]
        names += [name.tombstone for name in day.tombstones.values()]
        delete_all(self.objects, [manifest_of(day.day), *(part.name for part in day.parts), *names], self.threads)


class _Day:
    """The compaction of one day."""

    def __init__(self, run: Compaction, day: StagedDay, manifest: Manifest, prefix: str, done: Compacted) -> None:
        self._run = run
        self._objects = run.objects
        self._day = day
        self._before = manifest
        self._prefix = prefix
        self._done = done
        self._parts: dict[str, dict[str, int]] = {}
        self._written: list[str] = []

    def compact(self) -> None:
        """Write parts and their manifest if there is anything new, then delete what they replace.

        Raises Conflict if another compaction wrote the manifest; then the parts are deleted again.
        """
        before, day = self._before, self._day
        compacted = before.keys
        fresh = [key for key in sorted(day.singles) if key not in compacted and key not in day.tombstones]
        if fresh or day.tombstones:
            self._write_parts(fresh)
            self._write_manifest()
            self._done.erased += sum(key in compacted for key in day.tombstones)
        else:
            self._parts = before.parts
        self._clear()

    def _write_parts(self, fresh: list[str]) -> None:
        """Keep parts without an erased playlist; write the lines of the others, and of new playlists, anew."""
        erased = self._day.tombstones.keys()
        damaged = [part for part, contents in self._before.parts.items() if erased & contents.keys()]
        self._parts = {part: each for part, each in self._before.parts.items() if part not in damaged}
        lines = self._kept_lines(damaged) if damaged else iter(())
        contents: dict[str, int] = {}
        buffer = bytearray()
        for key, line in chain(lines, self._fresh_lines(fresh)):
            if buffer and len(buffer) + len(line) > self._run.part_bytes:
                self._put(buffer, contents)
                contents, buffer = {}, bytearray()
            contents[key] = len(line)
            buffer += line
        if buffer:
            self._put(buffer, contents)

    def _kept_lines(self, parts: list[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the lines of parts that were not erased. Raises SpoiltStore if a part is lost."""
        for part in parts:
            for line in lines_in(self._objects.get(part)):
                found = read_line(line)
                if found and found.staged.key not in self._day.tombstones:
                    yield found.staged.key, line + b"\n"

    def _fresh_lines(self, keys: list[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the line of each single object; one that is gone was erased meanwhile."""
        small = [key for key in keys if self._day.singles[key].size_bytes <= LARGEST_BYTES]
        self._done.left += len(keys) - len(small)
        names = (self._day.singles[key].name for key in small)
        for key, (_, data) in zip(small, read_all(self._objects, names, self._run.threads), strict=True):
            lines = list(lines_in(data)) if isinstance(data, bytes) else []
            found = read_line(lines[0]) if len(lines) == 1 else None
            if found and (found.day, found.staged.key) == (self._day.day, key):
                self._done.playlists += 1
                yield key, lines[0] + b"\n"
            else:
                self._done.left += isinstance(data, bytes | SpoiltStore)

    def _put(self, lines: bytearray, contents: dict[str, int]) -> None:
        name = part_of(self._day.day, f"{self._prefix}-{len(self._written):04}")
        self._written.append(name)
        self._objects.put(name, bytes(lines), if_generation=0)
        self._parts[name] = contents
        self._done.parts += 1

    def _write_manifest(self) -> None:
        data = msgspec.json.encode(Manifest(self._parts))
        try:
            self._objects.put(manifest_of(self._day.day), data, if_generation=self._day.generation)
        except Conflict:
            delete_all(self._objects, self._written, self._run.threads)
            raise

    def _clear(self) -> None:
        """Delete what the manifest holds or leaves out for good.

        A single object beside its tombstone goes now, the tombstone the next time: its playlist may have been
        listed by a compaction of before this one's manifest.
        """
        day, compacted = self._day, Manifest(self._parts).keys
        singles = [stored.name for key, stored in day.singles.items() if key in compacted]
        delete_all(self._objects, [*singles, *self._leftover_parts()], self._run.threads)
        for key, name in day.tombstones.items():
            if key in day.singles and self._objects.stat(name.tombstone):  # else its owner shared it again
                self._objects.delete(name.object)
        applied = [name.tombstone for key, name in day.tombstones.items() if key not in day.singles]
        delete_all(self._objects, applied, self._run.threads)

    def _leftover_parts(self) -> Iterator[str]:
        """Yield the parts that were replaced, or that a killed compaction left."""
        since = part_of(self._day.day, f"part-{(self._run.now() - LEFT_OVER).astimezone(UTC).strftime(_STAMP)}")
        for part in self._day.parts:
            if part.name not in self._parts and (part.name in self._before.parts or part.name < since):
                yield part.name
