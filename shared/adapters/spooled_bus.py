"""An EventBus in the object store: a message is an object until whoever serves the functions has delivered it.

So it outlives the process that published it, and other processes may publish too. `ops/courier.py` delivers.
"""

import threading
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from shared.adapters.promises import check_message, utc_now
from shared.ports import ObjectStore

SPOOL = "events/"
"""Objects whose names, in order, are the messages in the order they were published."""

UNDELIVERED = "undelivered/"
"""Where messages end that failed every time, as in a dead-letter topic."""


class Spooled(msgspec.Struct, frozen=True):
    """A message that waits to be delivered."""

    id: str
    topic: str
    data: bytes
    attributes: dict[str, str]
    ordering_key: str
    published_at: datetime


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
        """Keep a message to be delivered and give its id."""
        check_message(data, attributes or {}, ordering_key)
        id = uuid.uuid4().hex
        message = Spooled(id, topic, data, dict(attributes or {}), ordering_key, self._now())
        self._objects.put(f"{SPOOL}{self._turn():020d}-{id}.json", msgspec.json.encode(message))
        return id

    def _turn(self) -> int:
        """Give a greater number than ever before, whatever the clock does."""
        with self._order:
            self._last_turn = max(self._last_turn + 1, time.time_ns())
            return self._last_turn
