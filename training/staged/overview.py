"""Staged playlists by origin, for operators: what each contributor gave on each day, and dropping it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.ports import Fields, ObjectStore, Records
from shared.record_kinds import PLAYLISTS
from shared.records.paging import every_record
from shared.records.staged_erasure import erase_staged
from shared.records.staging_paths import ANONYMOUS, StagedName

from .days import StagedDay, staged_days
from .parallel import THREADS, in_parallel


@dataclass(frozen=True, slots=True)
class Origin:
    """The playlists that a contributor gave on a day."""

    day: str
    contributor: str
    """32 hex digits, or ANONYMOUS for those of nobody, which are not learned from."""
    playlists: Mapping[StagedName, int]
    """Each with its bytes."""

    @property
    def total_bytes(self) -> int:
        """Return the bytes of all."""
        return sum(self.playlists.values())


def origins(objects: ObjectStore, day: str = "", contributor: str | None = None) -> Iterator[Origin]:
    """Yield who gave what, the latest day first; only of a day, or of contributors that begin so.

    Erased playlists are left out. Raises InvalidData or SpoiltStore for a manifest that is lost.
    """
    for each in staged_days(objects).values():
        if day not in ("", each.day):
            continue
        found: dict[str, dict[StagedName, int]] = {}
        for name, size in _playlists(objects, each).items():
            found.setdefault(name.contributor, {})[name] = size
        for given in sorted(found):
            if contributor is None or (given.startswith(contributor) if contributor else given == ANONYMOUS):
                yield Origin(each.day, given, found[given])


def drop(objects: ObjectStore, records: Records, dropped: set[StagedName], threads: int = THREADS) -> int:
    """Erase staged playlists and return how many; records of them then say that nothing is staged.

    The records are changed first, so that a call that was cut off is completed by the next.
    """
    names = {name.object for name in dropped}

    def unstaged(before: Fields | None) -> Fields:
        return {**(before or {}), "staged": None}

    for record in every_record(lambda cursor: records.page(PLAYLISTS.name, cursor=cursor)):
        if record.fields.get("staged") in names:
            records.update(PLAYLISTS.name, record.key, unstaged, record.expires_at)
    return sum(1 for _ in in_parallel(lambda name: erase_staged(objects, name), sorted(names), threads))


def _playlists(objects: ObjectStore, day: StagedDay) -> dict[StagedName, int]:
    sizes = {key: stored.size_bytes for key, stored in (day.singles | day.anonymous).items()}
    for contents in day.manifest(objects).parts.values():
        sizes |= contents
    return {_named(day.day, key): size for key, size in sizes.items() if key not in day.tombstones}


def _named(day: str, key: str) -> StagedName:
    contributor, _, content = key.rpartition("-")
    return StagedName(day, contributor, content)
