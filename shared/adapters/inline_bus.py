"""An EventBus within one process: it pushes messages as Pub/Sub does, from a background thread.

It retries and keeps what can never be delivered, but a killed process takes with it what was still waiting.
"""

import heapq
import json
import logging
import threading
import time
import uuid
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import NamedTuple

from shared.adapters.promises import check_message, utc_now
from shared.errors import Unavailable

DELAYS_SECONDS = (0.1, 0.5, 2.0, 10.0)
"""How long to wait after each failed delivery; one more attempt than that."""

KEEP_AGAIN_SECONDS = 10.0
"""How long to wait when even keeping a message fails."""

Deliver = Callable[[str, bytes], None]
"""Takes a topic and a push body; raises whatever kept the message from being handled."""

Keep = Callable[[str, bytes, BaseException | None], None]
"""Takes a topic, the last push body and the last error of a message that failed too often."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Message:
    """A message on its way, and how its delivery has gone so far."""

    id: str
    topic: str
    data: bytes
    attributes: Mapping[str, str]
    ordering_key: str
    published_at: datetime
    attempt: int = 0
    spent: bool = False
    """No attempt is left: it is to be kept."""
    error: BaseException | None = None
    """What the last delivery raised."""

    @property
    def lane(self) -> tuple[str, str]:
        """What it must not overtake: its key's earlier messages, or nothing but itself."""
        return self.topic, self.ordering_key or self.id

    def push_body(self) -> bytes:
        """Write the body that Pub/Sub posts to a push endpoint."""
        message = {
            "data": b64encode(self.data).decode(),
            "attributes": self.attributes,
            "messageId": self.id,
            "publishTime": self.published_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            **({"orderingKey": self.ordering_key} if self.ordering_key else {}),
        }
        subscription = f"projects/local/subscriptions/{self.topic}"
        push = {"message": message, "subscription": subscription, "deliveryAttempt": self.attempt}
        return json.dumps(push).encode()


class _Due(NamedTuple):
    """When the first message of a lane is to be tried; `turn` keeps equals in order."""

    at: float
    turn: int
    lane: tuple[str, str]


class InlineBus:
    """An EventBus that delivers one message at a time, a key's in order, until `close`."""

    def __init__(
        self,
        deliver: Deliver,
        keep: Keep,
        *,
        now: Callable[[], datetime] = utc_now,
        delays_seconds: Sequence[float] = DELAYS_SECONDS,
    ) -> None:
        self._deliver, self._keep, self._now, self._delays = deliver, keep, now, tuple(delays_seconds)
        self._changed = threading.Condition()
        self._lanes: dict[tuple[str, str], deque[_Message]] = {}
        self._due: list[_Due] = []
        self._turns = count()
        self._closing = self._closed = False
        self._lost: list[_Message] = []
        # Deliveries run in a pool of one because a future holds whatever they raise.
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inline-bus")
        self._thread = threading.Thread(target=self._run, name="inline-bus", daemon=True)
        self._thread.start()

    def publish(
        self, topic: str, data: bytes, attributes: Mapping[str, str] | None = None, ordering_key: str = ""
    ) -> str:
        """Queue a message and give its id. Raises Unavailable once the bus has closed."""
        check_message(data, attributes or {}, ordering_key)
        message = _Message(uuid.uuid4().hex, topic, data, dict(attributes or {}), ordering_key, self._now())
        with self._changed:
            if self._closed:
                raise Unavailable(
                    "The bus is closed", expected="a message before its end", found=f"one to {topic}"
                )
            lane = self._lanes.setdefault(message.lane, deque())
            lane.append(message)
            if len(lane) == 1:
                self._schedule(message.lane, 0.0)
        return message.id

    def close(self) -> None:
        """Deliver all that is left, and what that leads to, without the waits, then stop.

        Raises Unavailable if a message could be neither delivered nor kept.
        """
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join()
        self._hand.shutdown()
        if self._lost:
            ids = ", ".join(message.id for message in self._lost)
            raise Unavailable("Messages were lost", expected="all delivered or kept", found=ids) from self._lost[
                0
            ].error

    def _run(self) -> None:
        while (message := self._next()) is not None:
            self._settle(message, self._hand.submit(self._attempt, message).exception())

    def _next(self) -> _Message | None:
        """Wait for the next message that is due, or give None once all is done and the bus closes."""
        with self._changed:
            while self._due or not self._closing:
                wait = self._due[0].at - time.monotonic() if self._due else None
                if self._due and (self._closing or (wait is not None and wait <= 0)):
                    return self._lanes[heapq.heappop(self._due).lane][0]
                self._changed.wait(wait)
            self._closed = True
            return None

    def _attempt(self, message: _Message) -> None:
        if message.spent:
            self._keep(message.topic, message.push_body(), message.error)
        else:
            message.attempt += 1
            self._deliver(message.topic, message.push_body())

    def _settle(self, message: _Message, error: BaseException | None) -> None:
        """Go on to the lane's next message, or try this one again later."""
        with self._changed:
            if error is None:
                self._advance(message.lane)
            elif message.spent and self._closing:
                self._lost.append(message)
                self._advance(message.lane)
            else:
                self._schedule(message.lane, self._failed(message, error))

    def _failed(self, message: _Message, error: BaseException) -> float:
        """Note a failure and give the seconds to wait before the next attempt."""
        logger.warning("message %s to %s failed", message.id, message.topic, exc_info=error)
        if message.spent:
            return KEEP_AGAIN_SECONDS
        message.error = error
        message.spent = message.attempt > len(self._delays)
        return 0.0 if message.spent else self._delays[message.attempt - 1]

    def _advance(self, lane: tuple[str, str]) -> None:
        self._lanes[lane].popleft()
        if self._lanes[lane]:
            self._schedule(lane, 0.0)
        else:
            del self._lanes[lane]

    def _schedule(self, lane: tuple[str, str], wait_seconds: float) -> None:
        heapq.heappush(self._due, _Due(time.monotonic() + wait_seconds, next(self._turns), lane))
        self._changed.notify()
