"""Staged playlists by day: single objects, compacted parts with a manifest, and tombstones.

A day's manifest names the playlists of each part, with their bytes. It is written last and over the generation
that was read: whatever else lies beside it is a leftover, and two compactions of a day cannot both succeed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from shared.errors import InvalidData, NotFound
from shared.ports import ObjectStore, StoredObject
from shared.records.staging_paths import (
    ANONYMOUS,
    COMPACTED_PLAYLISTS,
    STAGING,
    StagedName,
    compacted_day,
    manifest_of,
)

Contents = Mapping[str, int]
"""The playlists of a part: key -> bytes of its line."""


class Manifest(msgspec.Struct, frozen=True):
    """The compacted playlists of a day."""

    parts: dict[str, dict[str, int]] = {}
    """Name of each part's object -> its contents, in the order of its lines."""

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of all its playlists."""
        return frozenset(key for contents in self.parts.values() for key in contents)


@dataclass(slots=True)
class StagedDay:
    """The objects of one day, as they were listed."""

    day: str
    generation: int = 0
    """That of the manifest, 0 if there is none."""
    parts: list[StoredObject] = field(default_factory=list)
    """Every part, named by the manifest or not."""
    tombstones: dict[str, StagedName] = field(default_factory=dict)
    """Key -> identity of each erased playlist."""
    singles: dict[str, StoredObject] = field(default_factory=dict)
    """Key -> object of each playlist that a contributor gave."""
    anonymous: dict[str, StoredObject] = field(default_factory=dict)
    """Key -> object of each playlist from before there were contributors."""

    def manifest(self, objects: ObjectStore) -> Manifest:
        """Read the manifest, an empty one if there is none. Raises InvalidData if it is damaged."""
        if not self.generation:
            return Manifest()
        name = manifest_of(self.day)
        try:
            return msgspec.json.decode(objects.get(name), type=Manifest)
        except NotFound:
            return Manifest()
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InvalidData(
                f"{name} cannot be read", expected="the parts of a day", found=str(error), cure="restore a backup"
            ) from error


def staged_days(objects: ObjectStore) -> dict[str, StagedDay]:
    """List what is staged, by day, the latest first. Manifests are listed before what they may hold."""
    days: dict[str, StagedDay] = {}
    for stored in objects.list(STAGING):
        if day := compacted_day(stored.name):
            of_day = days.setdefault(day, StagedDay(day))
            if stored.name == manifest_of(day):
                of_day.generation = stored.generation
            else:
                of_day.parts.append(stored)
        elif name := StagedName.of(stored.name):
            _place(days.setdefault(name.day, StagedDay(name.day)), name, stored)
    return dict(sorted(days.items(), reverse=True))


def _place(day: StagedDay, name: StagedName, stored: StoredObject) -> None:
    if stored.name == name.tombstone:
        day.tombstones[name.key] = name
    elif name.contributor == ANONYMOUS:
        day.anonymous[name.key] = stored
    else:
        day.singles[name.key] = stored


def generations(objects: ObjectStore) -> dict[str, int]:
    """Return the generation of each day's manifest: one that differs from before says that a day was compacted."""
    listed = ((compacted_day(stored.name), stored) for stored in objects.list(COMPACTED_PLAYLISTS))
    return {day: stored.generation for day, stored in listed if day and stored.name == manifest_of(day)}
