"""Listeners who had all about them deleted: what is on its way or in a backup must not be kept as theirs."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import msgspec

from shared.ports import Fields, ObjectStore, Record, Records
from shared.record_kinds import DELETED_LISTENER_KEPT, DELETED_LISTENERS

DEPARTED = "departures/"
"""Objects that say the same for as long as there are backups from before: the records may be lost."""


def mark_deleted(records: Records, objects: ObjectStore, listener: str, at: datetime) -> None:
    """Remember that a listener leaves."""
    left: Fields = {"left_at": at.isoformat()}
    objects.put(f"{DEPARTED}{_hashed(listener)}", msgspec.json.encode(left))
    records.create(DELETED_LISTENERS.name, Record(_hashed(listener), left, at + DELETED_LISTENER_KEPT))


def restore_tombstones(records: Records, objects: ObjectStore, now: datetime) -> None:
    """Note in the records who left, by the objects that say so: where records were brought back from before."""
    for stored in objects.list(DEPARTED):
        left: Fields = msgspec.json.decode(objects.get(stored.name))
        expires_at = datetime.fromisoformat(str(left["left_at"])) + DELETED_LISTENER_KEPT
        if expires_at > now:
            records.create(DELETED_LISTENERS.name, Record(stored.name.removeprefix(DEPARTED), left, expires_at))


def is_deleted(records: Records, listener: str) -> bool:
    """Say whether a listener left lately."""
    return records.get(DELETED_LISTENERS.name, _hashed(listener)) is not None


@dataclass(frozen=True, slots=True)
class DeletedListeners:
    """Everybody who left, as long as that is remembered; `listener in departed` by her id."""

    hashes: frozenset[str]

    @classmethod
    def of(cls, objects: ObjectStore) -> "DeletedListeners":
        """Read who left."""
        return cls(frozenset(stored.name.removeprefix(DEPARTED) for stored in objects.list(DEPARTED)))

    def __contains__(self, listener: str) -> bool:
        return _hashed(listener) in self.hashes


def _hashed(listener: str) -> str:
    return hashlib.sha256(listener.encode()).hexdigest()
