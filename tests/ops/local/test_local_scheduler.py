"""The local cloud's scheduler: a tick at once, and one each full hour."""

import json
import threading
from datetime import UTC, datetime, timedelta

from ops.local.scheduler import tick_hourly, ticking
from shared.adapters.memory import HandClock, MemoryBus
from shared.errors import Unavailable
from shared.messaging.topics import TICKS


class Hours:
    """Waits as a manual clock is moved, and ends after a few times."""

    def __init__(self, clock, times):
        self.clock, self.left, self.waited = clock, times, []

    def __call__(self, seconds):
        self.waited.append(seconds)
        self.clock.advance(timedelta(seconds=seconds))
        self.left -= 1
        return self.left == 0


def hours(bus):
    assert {each.topic for each in bus.published} == {TICKS}
    return [json.loads(each.data)["hour"] for each in bus.published]


def test_a_tick_names_its_hour_and_comes_as_the_hour_begins():
    clock, bus = HandClock(datetime(2026, 11, 23, 12, 20, 30, tzinfo=UTC)), MemoryBus()
    wait = Hours(clock, 3)
    tick_hourly(bus, wait, clock)
    assert hours(bus) == ["2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", "2026-11-23T14:00:00Z"]
    assert wait.waited == [39 * 60 + 30, 3600, 3600]


def test_a_tick_that_cannot_be_published_does_not_stop_the_clock():
    class Failing(MemoryBus):
        failed = False

        def publish(self, *arguments, **named):
            if not self.failed:
                self.failed = True
                raise Unavailable("The disk is full")
            return super().publish(*arguments, **named)

    clock, bus = HandClock(), Failing()
    tick_hourly(bus, Hours(clock, 2), clock)
    assert hours(bus) == ["2026-11-23T13:00:00Z"]


def test_the_clock_ends_with_its_context():
    bus = MemoryBus()
    with ticking(bus):
        pass
    assert len(bus.published) == 1
    assert "ticker" not in [thread.name for thread in threading.enumerate()]
