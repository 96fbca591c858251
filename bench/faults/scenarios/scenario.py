"""A scenario: what listeners, operators and other systems do to a deployment, and what must be observable then."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from bench.faults.deployment import Process
from bench.faults.injection import Fault
from bench.faults.observations import Observations, messages_set_aside
from bench.faults.world import START, World
from shared.messaging.messages import Tick
from shared.messaging.topics import TICKS

Step = Callable[[Process], object]
"""One call of a caller."""

HOUR = timedelta(hours=1)


class NothingToDo(Exception):
    """A step for which an earlier one had to be answered: its caller does nothing."""


def _none(_: World) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Scenario:
    """Steps in order, then all deliveries, then some hourly ticks; `seen` counts the observations at the end."""

    name: str
    steps: tuple[Step, ...]
    seen: tuple[Callable[[World], Observations], ...]
    prepare: Callable[[World], object] = lambda _: None
    ticks: tuple[timedelta, ...] = (HOUR, 2 * HOUR)
    """Times after the start at which a tick is published; the second heals what a fault kept from the first."""
    on_the_way: Callable[[World], list[tuple[str, bytes]]] = lambda _: []
    """The messages of no step that can be delivered otherwise, each as a function and its data."""
    set_aside: Callable[[World], int] = messages_set_aside
    """Counts what is given up in sight of an operator."""
    asked_again: Callable[[World], int] = _none
    """Counts the effects of first tries whose callers got no answer."""
    without: Callable[[Fault, str], bool] = lambda _fault, _call: False
    """Whether a fault at a call says nothing here, with the reason in the scenario's file."""
    start: datetime = START

    def observe(self, world: World) -> Observations:
        """Return all observations; the clock is right again."""
        world.clock.set_right()
        return sum((count(world) for count in self.seen), start=Counter())

    def tick(self, process: Process) -> None:
        """Publish the tick of an hour."""
        process.ports.bus.publish(TICKS, msgspec.json.encode(Tick(hour=process.world.clock.moment)))
