"""Delete the records of deleted listeners after a restore that brought them back, such as Google's own."""

from datetime import datetime

from ops.backup.create import all_records
from shared.ports import ObjectStore, Records
from shared.records.deleted_listeners import DeletedListeners, restore_tombstones
from shared.records.personal_data import ACTIVITY, IDENTITY, delete, owner_of


def sweep(records: Records, objects: ObjectStore, now: datetime) -> int:
    """Look at every record that may be a listener's; return how many were deleted. Run again, it finds none.

    Tombstones are restored first: a message of a deleted listener that is still on its way is not kept as theirs.
    """
    restore_tombstones(records, objects, now)
    deleted, count = DeletedListeners.of(objects), 0
    for kind in (*ACTIVITY, *IDENTITY):
        for record in all_records(records, kind.name):
            if owner_of(kind, record) in deleted:
                delete(records, objects, kind, record)
                count += 1
    return count
