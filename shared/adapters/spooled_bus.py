"""An EventBus in the object store: a message is an object until `ops/local/dispatcher.py` has delivered it.

So messages outlive the process that publishes them, and several processes may publish.
"""

import threading
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from shared.adapters.validation import check_message, utc_now
from shared.ports import ObjectStore

SPOOL = "events/"
"""Prefix of waiting messages, whose names sort in the order of publication."""

UNDELIVERED = "undelivered/"
"""Prefix of messages whose every delivery failed, as in a dead-letter topic."""


class Spooled(msgspec.Struct, frozen=True):
    """A message that waits for delivery."""

    id: str
    topic: str
    data: bytes
    attributes: dict[str, str]
    ordering_key: str
    published_at: datetime

    @classmethod
    def of(
        cls,
        topic: str,
        data: bytes,
        at: datetime,
        attributes: Mapping[str, str] | None = None,
        ordering_key: str = "",
    ) -> "Spooled":
        """Build a message with a new id."""
        return cls(uuid.uuid4().hex, topic, data, dict(attributes or {}), ordering_key, at)


class SpooledBus:
    """An EventBus over an object store, which delivers nothing itself."""

    def __init__(self, objects: ObjectStore, *, now: Callable[[], datetime] = utc_now) -> None:
        self._objects = objects
        self._now = now
        self._order = threading.Lock()
        self._last_turn = 0

    def publish(
        self, topic: str, data: bytes, attributes: Mapping[str, str] | None = None, ordering_key: str = ""
    ) -> str:
        """Store a message for delivery and return its id."""
        check_message(data, attributes or {}, ordering_key)
        message = Spooled.of(topic, data, self._now(), attributes, ordering_key)
        self.take(message)
        return message.id

    def take(self, message: Spooled) -> None:
        """Store a message that has an id already, to be delivered after those that are there."""
        self._objects.put(f"{SPOOL}{self._turn():020d}-{message.id}.json", msgspec.json.encode(message))

    def _turn(self) -> int:
        """Return a greater number than before, even if the clock is set back."""
        with self._order:
            self._last_turn = max(self._last_turn + 1, time.time_ns())
            return self._last_turn
