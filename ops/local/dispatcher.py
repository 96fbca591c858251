"""Dispatcher of queued messages, as Pub/Sub delivers: a lane a subscription, ordered by key, with retries."""

import json
import logging
import threading
from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import UTC
from functools import partial

from ops.local.supervised import SupervisedLoop, stopped
from shared.adapters.queued_message import QueuedMessage
from shared.adapters.sqlite_bus import SqliteBus
from shared.adapters.sqlite_queue import SqliteQueue, Waiting
from shared.errors import InvalidInput, SegueError
from shared.messaging.topics import SUBSCRIPTIONS, subscription_name
from shared.web.bodies import decoded

DELAYS_SECONDS = (0.1, 0.5, 2.0, 10.0, 60.0)
"""The wait after each failed delivery, more than a minute in total; there is one attempt more."""

LOOK_EVERY_SECONDS = 0.1
"""The interval of polling while nothing is due."""

STOP_SECONDS = 1.0
"""The longest wait for the deliveries that are under way at a stop; then they are abandoned."""

Deliver = Callable[[str, bytes], Exception | None]
"""Takes a function's name ("" if nobody subscribes) and a push body; returns the delivery's error, or None."""

logger = logging.getLogger(__name__)


class Dispatcher:
    """Delivers the messages of a bus, from `start` to `stop`; only one dispatcher may run at a time.

    Each subscription is a lane with a thread of its own, so that slow messages of one delay no others; a lane
    delivers one message at a time. Messages without a subscriber have a lane too, and fail in it.
    Once the process is `stopping`, no delivery is begun, and one that fails is not counted.
    """

    def __init__(
        self,
        bus: SqliteBus,
        deliver: Deliver,
        *,
        delays_seconds: Sequence[float] = DELAYS_SECONDS,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        queue, delays = bus.queue(), tuple(delays_seconds)
        own = [
            _Lane(queue, partial(deliver, function), delays, [subscription_name(topic, function)], stopping)
            for topic, function in SUBSCRIPTIONS
        ]
        names = [name for lane in own for name in lane.subscriptions]
        self._lanes = [*own, _Lane(queue, partial(deliver, ""), delays, names, stopping, others=True)]
        self._bus = bus
        self.loops = [SupervisedLoop(f"dispatcher of {lane.name}", lane.work) for lane in self._lanes]

    def start(self) -> None:
        """Start delivering, each lane on a thread."""
        for loop in self.loops:
            loop.start()

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Stop after the current deliveries, the others wait for the next dispatcher.

        A delivery that does not end in time is abandoned: its message is delivered again, and handlers are
        idempotent.
        """
        for lane in self._lanes:
            lane.stopping.set()
        for left in stopped(self.loops, seconds):
            logger.warning("%s is abandoned in a delivery, which is made again", left.name)
        for turn in [lane.delivering for lane in self._lanes if lane.delivering is not None]:
            try:
                self._bus.queue(busy_seconds=STOP_SECONDS / 2).give_back(turn)
            except SegueError as error:  # then the attempt is counted
                logger.warning("message %d is not given back", turn, exc_info=error)

    def round(self) -> int:
        """Deliver every message that is due; return the number delivered or laid aside."""
        return sum(lane.round() for lane in self._lanes)


class _Lane:
    """The messages of some subscriptions, or of all others, delivered one at a time."""

    def __init__(
        self,
        queue: SqliteQueue,
        deliver: Callable[[bytes], Exception | None],
        delays_seconds: tuple[float, ...],
        subscriptions: Sequence[str],
        asked_to_stop: Callable[[], bool],
        *,
        others: bool = False,
    ) -> None:
        self.name = "messages without a subscriber" if others else ", ".join(subscriptions)
        self.subscriptions = subscriptions
        self.stopping = threading.Event()
        self.delivering: int | None = None
        """The turn of the message whose delivery is under way."""
        self._asked_to_stop = asked_to_stop
        self._queue = queue
        self._deliver = deliver
        self._delays = delays_seconds
        self._others = others

    def work(self) -> float:
        """Do a round, and return the seconds until the next."""
        return 0.0 if self.round() else LOOK_EVERY_SECONDS

    def round(self) -> int:
        """Deliver the first messages that are due; return the number delivered or laid aside.

        An error of the store at one message is no reason to leave the others; it is raised if none was settled.
        """
        settled, held = 0, set[tuple[bytes, bytes]]()
        failed: Exception | None = None
        for waiting in self._queue.due(self.subscriptions, others=self._others):
            if self._stops():
                break
            lane = waiting.subscription, waiting.ordering_key
            if waiting.ordering_key and lane in held:
                continue
            try:
                left = self._settle(waiting)
            except Exception as error:
                logger.error("message %d cannot be handled", waiting.turn, exc_info=error)
                failed, left = error, False
            settled += left
            if not left:
                held.add(lane)
        if failed is not None and not settled:
            raise failed
        return settled

    def _settle(self, waiting: Waiting) -> bool:
        """Deliver a message, or lay it aside after the last attempt; return whether it left the queue."""
        attempt = self._queue.begin(waiting.turn)
        if attempt is None:
            return False
        try:
            message = decoded(attempt.body, QueuedMessage)
        except InvalidInput as error:
            return self._lay_aside(waiting, f"it cannot be read: {error}")
        if attempt.number > len(self._delays) + 1:
            return self._lay_aside(waiting, "the process ended during its last delivery")
        failure = self._delivered(waiting.turn, message, attempt.number)
        if failure is None:
            self._queue.done(waiting.turn)
            return True
        if self._stops():  # work that is under way ends early then, which is no failed attempt
            self._queue.give_back(waiting.turn)
            return False
        logger.warning("message %s by %s failed", message.id, message.subscription, exc_info=failure)
        if attempt.number <= len(self._delays):
            self._queue.postpone(waiting.turn, self._delays[attempt.number - 1])
            return False
        return self._lay_aside(waiting, f"every delivery failed, the last by: {failure}")

    def _stops(self) -> bool:
        return self.stopping.is_set() or self._asked_to_stop()

    def _delivered(self, turn: int, message: QueuedMessage, attempt: int) -> Exception | None:
        self.delivering = turn
        try:
            return self._deliver(_push_body(message, attempt))
        except Exception as error:  # noqa: BLE001 - whatever a function raises is a failed delivery
            return error
        finally:
            self.delivering = None

    def _lay_aside(self, waiting: Waiting, why: str) -> bool:
        self._queue.lay_aside(waiting.turn, why)
        name = waiting.subscription.decode(errors="replace")
        logger.error("message %d by %s is laid aside, segue replay --list shows it: %s", waiting.turn, name, why)
        return True


def _push_body(message: QueuedMessage, attempt: int) -> bytes:
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
        "subscription": f"projects/local/subscriptions/{message.subscription}",
        "deliveryAttempt": attempt,
    }
    return json.dumps(push).encode()
