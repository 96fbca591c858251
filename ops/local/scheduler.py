"""Scheduler of the local cloud: publishes the hourly tick, as Cloud Scheduler does in the cloud."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import msgspec

from shared.errors import SegueError
from shared.messaging.messages import Tick
from shared.messaging.topics import TICKS
from shared.ports import EventBus

HOUR = timedelta(hours=1)

Wait = Callable[[float], bool]
"""Waits for some seconds, or until stopped; returns whether it was stopped."""

logger = logging.getLogger(__name__)


@contextmanager
def ticking(bus: EventBus) -> Iterator[None]:
    """Publish a tick now, for missed hours, and at the start of each hour, on a thread."""
    over = threading.Event()
    thread = threading.Thread(target=tick_hourly, args=(bus, over.wait), name="ticker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def tick_hourly(bus: EventBus, wait: Wait, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """Publish a tick for this hour and each next one, until stopped; a failure is left to the next."""
    while True:
        moment = now()
        hour = moment.replace(minute=0, second=0, microsecond=0)
        try:
            bus.publish(TICKS, msgspec.json.encode(Tick(hour=hour)))
        except SegueError as error:
            logger.error("an hour's tick was not published", exc_info=error)
        if wait((hour + HOUR - moment).total_seconds()):
            return
