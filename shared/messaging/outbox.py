"""Transactional outbox: store a record and publish its event; never the event without the record."""

from collections.abc import Callable
from typing import Protocol

from shared.ports import EventBus, Record, Records


class TransactionalOutbox(Protocol):
    """Stores records, each with a message to publish.

    When `store` returns True, both the record and its message survive a crash. A crash or an error before may
    leave the record without its message, but never the message without its record.
    """

    def store(self, collection: str, record: Record, topic: str, data: bytes) -> bool:
        """Store the record unless its key is taken, publish `data`, and return whether both were stored.

        Raises as `Records.create` and `EventBus.publish` do.
        """


class StoreThenPublish:
    """A TransactionalOutbox over any records and any bus: two writes, the record first.

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
        """Create the record, then publish its message."""
        if not self._records.create(collection, record):
            return False
        self._events().publish(topic, data)
        return True
