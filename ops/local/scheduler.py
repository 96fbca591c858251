"""Scheduler of the local cloud: publishes the hourly tick, as Cloud Scheduler does in the cloud."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import msgspec

from ops.local.supervised import SupervisedLoop, looping
from shared.messaging.messages import Tick
from shared.messaging.topics import TICKS
from shared.ports import EventBus

HOUR = timedelta(hours=1)


def ticking(bus: EventBus) -> AbstractContextManager[SupervisedLoop]:
    """Return a context that publishes a tick now, for missed hours, and at the start of each hour."""
    return looping(SupervisedLoop("hourly clock", lambda: tick(bus)))


def tick(bus: EventBus, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float:
    """Publish a tick for this hour, and return the seconds until the next."""
    moment = now()
    hour = moment.replace(minute=0, second=0, microsecond=0)
    bus.publish(TICKS, msgspec.json.encode(Tick(hour=hour)))
    return (hour + HOUR - moment).total_seconds()
