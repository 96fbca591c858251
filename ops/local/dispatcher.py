"""Delivers the messages of a spool as Pub/Sub does: in a key's order, again after failures, kept in the end."""

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
"""How long to wait after each failed delivery, together more than a minute; one more attempt than that."""

LOOK_EVERY_SECONDS = 0.1
"""How often the spool is looked at while nothing is due."""

Deliver = Callable[[str, bytes], Exception | None]
"""Takes a topic and a push body; gives what kept the message from being handled, or None."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Failed:
    """How often a message has failed in this process, and when it is tried again."""

    attempts: int
    due: float


class Dispatcher:
    """Delivers what is in a spool and what is put there, from `start` to `stop`; no other may at the same time.

    What waits in an outbox it brings to the spool itself.
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
        """Deliver on a thread of its own from now on."""
        self._thread.start()

    def stop(self) -> None:
        """End after the message that is being delivered; what is left waits for the next dispatcher."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                settled = self.round()
            except SegueError as error:  # the store does not answer: the messages are safe, look again
                logger.warning("the spool cannot be read", exc_info=error)
                settled = 0
            if not settled:
                self._stopping.wait(LOOK_EVERY_SECONDS)

    def round(self) -> int:
        """Try every message that is due and give how many were settled: delivered, or given up and kept."""
        if self._outbox is not None:
            self._outbox.pass_on(self._bus)
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
        """Deliver a message, or keep it if that failed too often; say whether it is out of the spool."""
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
    """Write the body that Pub/Sub posts to a push endpoint."""
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
