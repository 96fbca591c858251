"""Take over messages that lie outside the queue: of an older deployment, or of a restored backup."""

import logging

from shared.adapters.queued_message import UNDELIVERED, WAITING
from shared.adapters.sqlite_bus import SqliteBus
from shared.errors import NotFound, SegueError
from shared.ports import ObjectStore

_WHY = "every delivery failed, before it was taken over"

logger = logging.getLogger(__name__)


def take_over(bus: SqliteBus, objects: ObjectStore) -> int:
    """Move waiting and undelivered messages from the object store, and from an older outbox, into the queue.

    Returns the number moved. One that is no message is laid aside, and one whose bytes cannot be read stays where
    it is; both are logged. After a crash in between a message may be moved, and so delivered, again.
    """
    queued, unreadable = bus.take_over_outbox()
    if unreadable:
        logger.error("%d messages of the outbox cannot be read; segue replay --list shows them", unreadable)
    moved = queued + unreadable
    for folder, why in ((WAITING, ""), (UNDELIVERED, _WHY)):
        for name in [stored.name for stored in objects.list(folder)]:
            moved += _moved(bus, objects, name, why)
    return moved


def _moved(bus: SqliteBus, objects: ObjectStore, name: str, why: str) -> bool:
    try:
        body = objects.get(name)
        if not bus.take_over(body, why) and not why:
            logger.error("%s cannot be read; it is laid aside, and segue replay --list shows it", name)
        objects.delete(name)
    except NotFound:  # another process was faster
        return False
    except SegueError as error:
        logger.error("%s cannot be taken over", name, exc_info=error)
        return False
    return True
