"""Run every fault on a scenario, each on stores of its own, and compare with a fault-free run."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from bench.faults import observations
from bench.faults.injection import FaultInjector, ProcessKilled
from bench.faults.observations import Observations
from bench.faults.process import Process, Stores, stores_in_memory
from bench.faults.scenarios import Scenario
from ops.local.dispatcher import Dispatcher
from shared.errors import Unavailable
from shared.model.live import LiveModel

WAIT = timedelta(seconds=5)
"""Time a refused caller waits before a retry."""

Pushes = list[tuple[str, bytes]]
"""Deliveries: a topic and a push body each."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one kind of fault on one scenario."""

    scenario: str
    fault: str
    faults: int
    messages: int
    """Deliveries, interrupted and repeated ones included."""
    lost: int
    twice: int
    unanswered: int = 0
    """Searches stored for a caller that was cut off and retried; the retry is another search."""


def killed(scenario: Scenario, models: LiveModel, *, after: bool) -> Outcome:
    """Kill the process at every call of a store or the bus in turn, before or after the call's work."""
    return _tried(
        scenario,
        models,
        lambda at: FaultInjector(at, after=after),
        f"killed {'after' if after else 'before'} a call",
    )


def away(scenario: Scenario, models: LiveModel) -> Outcome:
    """Make the stores unavailable for a minute from every call on in turn."""
    return _tried(scenario, models, lambda at: FaultInjector(at, away=True), "stores away for a minute")


def delivered_otherwise(scenario: Scenario, models: LiveModel, way: str) -> Outcome:
    """Deliver a scenario's messages as at-least-once delivery permits; `way` is one of WAYS."""
    expected = _unharmed(scenario, models)[1]
    stores = stores_in_memory()
    scenario.prepare(stores)
    process = Process(stores, FaultInjector(), models)
    for place, step in enumerate(scenario.steps):
        stores.answered[place] = step(process)
    pushes: Pushes = []
    Dispatcher(stores.objects, lambda topic, body: pushes.append((topic, body))).round()
    faults = WAYS[way](process, pushes)
    return _judged(scenario, way, faults, stores, expected)


def _tried(
    scenario: Scenario, models: LiveModel, injector_at: Callable[[int], FaultInjector], fault: str
) -> Outcome:
    calls, expected = _unharmed(scenario, models)
    outcomes = []
    for at in range(1, calls + 1):
        stores, injector = stores_in_memory(), injector_at(at)
        injector.seconds = stores.seconds
        scenario.prepare(stores)
        _play(scenario, stores, injector, models)
        outcomes.append(_judged(scenario, fault, injector.faults, stores, expected))
    return Outcome(
        scenario.name,
        fault,
        sum(each.faults for each in outcomes),
        sum(each.messages for each in outcomes),
        sum(each.lost for each in outcomes),
        sum(each.twice for each in outcomes),
        sum(each.unanswered for each in outcomes),
    )


def _unharmed(scenario: Scenario, models: LiveModel) -> tuple[int, Observations]:
    """Return the number of calls a scenario makes, and its observations without a fault."""
    stores, injector = stores_in_memory(), FaultInjector()
    scenario.prepare(stores)
    _play(scenario, stores, injector, models)
    return injector.calls, scenario.observations(stores)


def _play(scenario: Scenario, stores: Stores, injector: FaultInjector, models: LiveModel) -> None:
    """Run every step and the delivery, retrying each until it succeeds; a killed process is restarted."""
    process = Process(stores, injector, models)
    for place, step in enumerate((*scenario.steps, Process.deliver_all)):
        while place not in stores.answered:
            try:
                stores.answered[place] = step(process)
            except ProcessKilled:
                process = Process(stores, injector, models)
            except Unavailable:
                stores.clock.advance(WAIT)


def _judged(scenario: Scenario, fault: str, faults: int, stores: Stores, expected: Observations) -> Outcome:
    found = scenario.observations(stores)
    lost, twice = (expected - found).total(), (found - expected).total()
    return Outcome(scenario.name, fault, faults, stores.messages, lost, twice, observations.unanswered(stores))


def _push(process: Process, push: tuple[str, bytes]) -> None:
    """Deliver once. Raises the error of a message that was not handled."""
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
    """Redeliver acknowledged messages after six days (within Pub/Sub's seven) and deliver the others only then."""
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
