"""Tombstones of deleted accounts, so that in-flight messages and restored backups do not bring their data back."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from shared.errors import NotSignedIn, SpoiltStore
from shared.ports import Fields, ObjectStore, Record, Records
from shared.record_kinds import DELETED_LISTENER_KEPT, DELETED_LISTENERS, tombstone_of

TOMBSTONES = "departures/"
"""Folder of the tombstones as objects: they outlive the records, and every backup from before the deletion."""


_log = logging.getLogger(__name__)


def mark_deleted(records: Records, objects: ObjectStore, listener: str, at: datetime) -> None:
    """Store a tombstone of a listener, as an object and as a record."""
    left: Fields = {"left_at": at.isoformat()}
    objects.put(f"{TOMBSTONES}{tombstone_of(listener)}", msgspec.json.encode(left))
    records.create(DELETED_LISTENERS.name, Record(tombstone_of(listener), left, at + DELETED_LISTENER_KEPT))


def restore_tombstones(records: Records, objects: ObjectStore, now: datetime) -> None:
    """Create the records of tombstones again from their objects, after records were restored from a backup.

    The name of a tombstone that cannot be read tells the listener; they count as if they had left now.
    """
    for stored in objects.list(TOMBSTONES):
        try:
            left: Fields = msgspec.json.decode(objects.get(stored.name))
        except (SpoiltStore, msgspec.DecodeError, UnicodeDecodeError) as error:
            _log.error("%s cannot be read, and counts from today: %s", stored.name, error)
            left = {"left_at": now.isoformat()}
        expires_at = datetime.fromisoformat(str(left["left_at"])) + DELETED_LISTENER_KEPT
        if expires_at > now:
            records.create(DELETED_LISTENERS.name, Record(stored.name.removeprefix(TOMBSTONES), left, expires_at))


def is_deleted(records: Records, listener: str) -> bool:
    """Return whether a listener deleted themselves lately."""
    return records.get(DELETED_LISTENERS.name, tombstone_of(listener)) is not None


GONE_LISTENER = ("This listener is deleted", "a listener", "one who left")
GONE_ACCOUNT = ("This account is deleted", "an account", "one that was left")


def demand_present(
    records: Records, listener: str, erase: Callable[[], object], gone: tuple[str, str, str] = GONE_LISTENER
) -> None:
    """Raise NotSignedIn, and take back by `erase` what was written, for a listener who was deleted meanwhile.

    It looks after the writing: a deletion that is marked later finds what was written, and deletes it.
    """
    if is_deleted(records, listener):
        erase()
        what, expected, found = gone
        raise NotSignedIn(what, expected=expected, found=found)


@dataclass(frozen=True, slots=True)
class DeletedListeners:
    """The tombstones of all deleted listeners; `listener in deleted` asks by id."""

    hashes: frozenset[str]

    @classmethod
    def of(cls, objects: ObjectStore) -> "DeletedListeners":
        """Read the tombstones."""
        return cls(frozenset(stored.name.removeprefix(TOMBSTONES) for stored in objects.list(TOMBSTONES)))

    def __contains__(self, listener: str) -> bool:
        return tombstone_of(listener) in self.hashes
