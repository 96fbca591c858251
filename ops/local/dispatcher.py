"""Dispatcher of spooled messages, as Pub/Sub delivers: ordered by key, with retries and dead letters."""

import json
import logging
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC

from shared.adapters.spooled_bus import SPOOL, UNDELIVERED, Spooled, SpooledBus
from shared.adapters.sqlite_outbox import SqliteOutbox
from shared.errors import SegueError
from shared.ports import ObjectStore
from shared.web.bodies import decoded

DELAYS_SECONDS = (0.1, 0.5, 2.0, 10.0, 60.0)
"""The wait after each failed delivery, more than a minute in total; there is one attempt more."""

LOOK_EVERY_SECONDS = 0.1
"""The interval of polling while nothing is due."""

Deliver = Callable[[str, bytes], Exception | None]
"""Takes a topic and a push body; returns the error of the delivery, or None."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Failed:
    """The number of failed deliveries in this process, and the time of the next."""

    attempts: int
    due: float


class Dispatcher:
    """Delivers the messages of a spool, from `start` to `stop`; only one dispatcher may run at a time.

    Messages in an outbox are moved to the spool first.
    """

    def __init__(
        self,
        objects: ObjectStore,
        deliver: Deliver,
        outbox: SqliteOutbox | None = None,
        *,
        delays_seconds: Sequence[float] = DELAYS_SECONDS,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._objects = objects
        self._deliver = deliver
        self._outbox = outbox
        self._bus = SpooledBus(objects)
        self._delays = tuple(delays_seconds)
        self._seconds = seconds
        self._failed: dict[str, _Failed] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="dispatcher", daemon=True)

    def start(self) -> None:
        """Start delivering on a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the current delivery; the other messages wait for the next dispatcher."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                settled = self.round()
            except SegueError as error:  # the store does not answer: the messages are safe, poll again
                logger.warning("the spool cannot be read", exc_info=error)
                settled = 0
            if not settled:
                self._stopping.wait(LOOK_EVERY_SECONDS)

    def round(self) -> int:
        """Deliver every message that is due; return the number delivered or moved to `undelivered/`."""
        if self._outbox is not None:
            self._outbox.relay(self._bus)
        settled, held = 0, set()
        for name in [stored.name for stored in self._objects.list(SPOOL)]:
            message = decoded(self._objects.get(name), Spooled)
            lane = message.topic, message.ordering_key or message.id
            if lane in held or self._stopping.is_set():
                continue
            if self._is_due(name) and self._settle(name, message):
                settled += 1
            else:
                held.add(lane)
        return settled

    def _is_due(self, name: str) -> bool:
        failed = self._failed.get(name)
        return failed is None or failed.due <= self._seconds()

    def _settle(self, name: str, message: Spooled) -> bool:
        """Deliver a message, or set it aside after the last attempt; return whether it left the spool."""
        attempts = self._failed[name].attempts + 1 if name in self._failed else 1
        error = self._deliver(message.topic, _push_body(message, attempts))
        if error is not None:
            logger.warning("message %s to %s failed", message.id, message.topic, exc_info=error)
            if attempts <= len(self._delays):
                self._failed[name] = _Failed(attempts, self._seconds() + self._delays[attempts - 1])
                return False
            self._objects.put(f"{UNDELIVERED}{name.removeprefix(SPOOL)}", self._objects.get(name))
        self._objects.delete(name)
        self._failed.pop(name, None)
        return True


def _push_body(message: Spooled, attempt: int) -> bytes:
    """Return the body that Pub/Sub posts to a push endpoint."""
    pushed = {
        "data": b64encode(message.data).decode(),
        "attributes": message.attributes,
        "messageId": message.id,
        "publishTime": message.published_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        **({"orderingKey": message.ordering_key} if message.ordering_key else {}),
    }
    push = {
        "message": pushed,
        "subscription": f"projects/local/subscriptions/{message.topic}",
        "deliveryAttempt": attempt,
    }
    return json.dumps(push).encode()
