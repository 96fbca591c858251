"""Every fault tried on a scenario, each on stores of its own; what people then see is compared with no fault."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from bench.faults import things
from bench.faults.fuse import Fuse, ProcessKilled
from bench.faults.process import Process, Stores, stores_in_memory
from bench.faults.scenarios import Scenario
from bench.faults.things import Things
from ops.local.dispatcher import Dispatcher
from shared.errors import Unavailable
from shared.model.live import LiveModel

WAIT = timedelta(seconds=5)
"""How long who was refused waits before she asks again."""

Pushes = list[tuple[str, bytes]]
"""Deliveries: a topic and a push body each."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one kind of fault on one scenario."""

    scenario: str
    fault: str
    faults: int
    messages: int
    """Deliveries, those that were cut off or came again among them."""
    lost: int
    twice: int
    unanswered: int = 0
    """Searches kept though their asker was cut off and asked again: another search to all of us."""


def killed(scenario: Scenario, models: LiveModel, *, after: bool) -> Outcome:
    """Kill the process at every call of a store or the bus in turn, before or after the call did its work."""
    return _tried(
        scenario, models, lambda at: Fuse(at, after=after), f"killed {'after' if after else 'before'} a call"
    )


def away(scenario: Scenario, models: LiveModel) -> Outcome:
    """Let the stores be away for a minute from every call on in turn."""
    return _tried(scenario, models, lambda at: Fuse(at, away=True), "stores away for a minute")


def delivered_otherwise(scenario: Scenario, models: LiveModel, way: str) -> Outcome:
    """Deliver a scenario's messages as no bus should but each may; `way` is one of WAYS."""
    expected = _unharmed(scenario, models)[1]
    stores = stores_in_memory()
    scenario.prepare(stores)
    process = Process(stores, Fuse(), models)
    for place, step in enumerate(scenario.steps):
        stores.answered[place] = step(process)
    pushes: Pushes = []
    Dispatcher(stores.objects, lambda topic, body: pushes.append((topic, body))).round()
    faults = WAYS[way](process, pushes)
    return _judged(scenario, way, faults, stores, expected)


def _tried(scenario: Scenario, models: LiveModel, fuse_at: Callable[[int], Fuse], fault: str) -> Outcome:
    calls, expected = _unharmed(scenario, models)
    outcomes = []
    for at in range(1, calls + 1):
        stores, fuse = stores_in_memory(), fuse_at(at)
        fuse.seconds = stores.seconds
        scenario.prepare(stores)
        _play(scenario, stores, fuse, models)
        outcomes.append(_judged(scenario, fault, fuse.faults, stores, expected))
    return Outcome(
        scenario.name,
        fault,
        sum(each.faults for each in outcomes),
        sum(each.messages for each in outcomes),
        sum(each.lost for each in outcomes),
        sum(each.twice for each in outcomes),
        sum(each.unanswered for each in outcomes),
    )


def _unharmed(scenario: Scenario, models: LiveModel) -> tuple[int, Things]:
    """Give how many calls a scenario makes, and what is seen if none fails."""
    stores, fuse = stores_in_memory(), Fuse()
    scenario.prepare(stores)
    _play(scenario, stores, fuse, models)
    return fuse.calls, scenario.things(stores)


def _play(scenario: Scenario, stores: Stores, fuse: Fuse, models: LiveModel) -> None:
    """Do every step and deliver, each again until it succeeds; a killed process is started anew."""
    process = Process(stores, fuse, models)
    for place, step in enumerate((*scenario.steps, Process.deliver_all)):
        while place not in stores.answered:
            try:
                stores.answered[place] = step(process)
            except ProcessKilled:
                process = Process(stores, fuse, models)
            except Unavailable:
                stores.clock.advance(WAIT)


def _judged(scenario: Scenario, fault: str, faults: int, stores: Stores, expected: Things) -> Outcome:
    found = scenario.things(stores)
    lost, twice = (expected - found).total(), (found - expected).total()
    return Outcome(scenario.name, fault, faults, stores.messages, lost, twice, things.unanswered(stores))


def _push(process: Process, push: tuple[str, bytes]) -> None:
    """Deliver once. Raises what kept the message from being handled."""
    if error := process.push(*push):
        raise error


def _twice(process: Process, pushes: Pushes) -> int:
    for push in pushes:
        _push(process, push)
        _push(process, push)
    return len(pushes)


def _out_of_order(process: Process, pushes: Pushes) -> int:
    for seed in range(10):
        mixed = random.Random(seed).sample(pushes, len(pushes))  # noqa: S311 - no secret
        for push in mixed:
            _push(process, push)
    return 10 * len(pushes)


def _days_late(process: Process, pushes: Pushes) -> int:
    """Deliver what was handled once again after six days, the last that Pub/Sub may, and the rest then only."""
    for push in pushes[::2]:
        _push(process, push)
    process.stores.clock.advance(timedelta(days=6))
    for push in pushes:
        _push(process, push)
    return len(pushes)


def _fifty_at_once(process: Process, pushes: Pushes) -> int:
    with ThreadPoolExecutor(50) as threads:
        list(threads.map(lambda push: _push(process, push), pushes * (-(-50 // len(pushes)))))
    return 50


WAYS: dict[str, Callable[[Process, Pushes], int]] = {
    "delivered twice": _twice,
    "delivered out of order, ten times": _out_of_order,
    "delivered six days late": _days_late,
    "delivered fifty at once": _fifty_at_once,
}
