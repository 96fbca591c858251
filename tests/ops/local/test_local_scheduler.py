"""The local cloud's scheduler: a tick at once, and one each full hour."""

import json
import threading
from datetime import UTC, datetime

from ops.local.scheduler import tick, ticking
from shared.adapters.memory import HandClock, MemoryBus
from shared.messaging.topics import TICKS


def hours(bus):
    assert {each.topic for each in bus.published} == {TICKS}
    return [json.loads(each.data)["hour"] for each in bus.published]


def test_a_tick_names_its_hour_and_the_next_is_due_as_the_next_hour_begins():
    clock, bus = HandClock(datetime(2026, 11, 23, 12, 20, 30, tzinfo=UTC)), MemoryBus()
    assert tick(bus, clock) == 39 * 60 + 30
    clock.moment = datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert tick(bus, clock) == 3600
    assert hours(bus) == ["2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z"]


def test_a_tick_that_cannot_be_published_is_published_soon_after():
    class Failing(MemoryBus):
        failed = False
        told = threading.Event()

        def publish(self, *arguments, **named):
            if not self.failed:
                self.failed = True
                raise ValueError("any error at all")
            super().publish(*arguments, **named)
            self.told.set()

    bus = Failing()
    with ticking(bus):
        assert bus.told.wait(60)
    assert len(bus.published) == 1


def test_the_clock_ends_with_its_context():
    bus = MemoryBus()
    with ticking(bus) as loop:
        pass
    assert len(bus.published) <= 1
    assert loop.join(60)
    assert "hourly clock" not in [thread.name for thread in threading.enumerate()]
