"""Delete what is kept of listeners who left: after a restore that knew nothing of them, as Google's own."""

from datetime import datetime

from functions.account.personal import DOINGS, IDENTITY, delete
from ops.backup.create import all_records
from shared.ports import ObjectStore, Records
from shared.records.deleted_listeners import DeletedListeners, restore_tombstones


def sweep(records: Records, objects: ObjectStore, now: datetime) -> int:
    """Look at every record that may be a listener's; give how many were deleted. Run again, it finds none.

    The records know again who left, so that what is still on its way is not kept as hers.
    """
    restore_tombstones(records, objects, now)
    departed, deleted = DeletedListeners.of(objects), 0
    for held in (*DOINGS, *IDENTITY):
        for record in all_records(records, held.collection):
            if held.owner(record) in departed:
                delete(records, objects, held, record)
                deleted += 1
    return deleted
