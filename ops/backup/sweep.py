"""Delete the records of deleted listeners after a restore without tombstones, such as Google's own."""

from datetime import datetime

from ops.backup.create import all_records
from shared.ports import ObjectStore, Records
from shared.records.deleted_listeners import DeletedListeners, restore_tombstones
from shared.records.personal_data import ACTIVITY, IDENTITY, delete, owner_of


def sweep(records: Records, objects: ObjectStore, now: datetime) -> int:
    """Delete every record owned by a deleted listener; return the number deleted. Idempotent.

    Tombstones are restored first, so that in-flight messages of a deleted listener are not stored as theirs.
    """
    restore_tombstones(records, objects, now)
    deleted, count = DeletedListeners.of(objects), 0
    for kind in (*ACTIVITY, *IDENTITY):
        for record in all_records(records, kind.name):
            if owner_of(kind, record) in deleted:
                delete(records, objects, kind, record)
                count += 1
    return count
