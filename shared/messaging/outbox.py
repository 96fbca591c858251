"""Keeping a record and telling of it: nothing is told that is not kept."""

from collections.abc import Callable
from typing import Protocol

from shared.ports import EventBus, Record, Records


class TransactionalOutbox(Protocol):
    """Keeps records that somebody is to be told of.

    When `keep` returns True, both the record and its message survive a crash. A crash or an error before may leave
    the record without its message, but never the message without its record.
    """

    def store(self, collection: str, record: Record, topic: str, data: bytes) -> bool:
        """Keep the record unless its key is taken, and publish `data`, its message; say whether they were kept.

        Raises as `Records.create` and `EventBus.publish` do.
        """


class StoreThenPublish:
    """A TransactionalOutbox over any records and any bus: one write after the other.

    >>> from shared.adapters.memory import MemoryBus, MemoryRecords
    >>> bus = MemoryBus()
    >>> outbox = StoreThenPublish(MemoryRecords(), lambda: bus)
    >>> outbox.store("searches", Record("a", {}), "activity", b"a was made")
    True
    >>> outbox.store("searches", Record("a", {}), "activity", b"a was made")  # it is there
    False
    >>> len(bus.published)
    1
    """

    def __init__(self, records: Records, events: Callable[[], EventBus]) -> None:
        """Build it; `events` connects to the bus when the first message is published."""
        self._records = records
        self._events = events

    def store(self, collection: str, record: Record, topic: str, data: bytes) -> bool:
        """Create the record, then publish."""
        if not self._records.create(collection, record):
            return False
        self._events().publish(topic, data)
        return True
