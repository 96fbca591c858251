"""Run a scenario with faults on a world of its own, and compare what can be observed with fault-free runs."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import reduce
from itertools import chain, combinations
from typing import TypeVar

from bench.faults.deployment import Process
from bench.faults.injection import Fault, FaultInjector, Planned, ProcessKilled
from bench.faults.observations import Observations
from bench.faults.outcome import Outcome
from bench.faults.scenarios.scenario import NothingToDo, Scenario
from bench.faults.world import World
from shared.errors import Conflict, SegueError, TooManyRequests, Unavailable
from shared.model.live import LiveModel

T = TypeVar("T")

WAIT = timedelta(seconds=5)
"""Time that a refused caller waits before a retry, and a dispatcher with nothing due."""

MOST_TRIES = 60
"""Tries of a caller who asks again: five minutes."""

TRIES_REFUSED = 3
"""Tries of a caller who is told that it is their own fault."""

MOST_ROUNDS = 400
"""Rounds after which a message that still waits is blocked."""

MOST_OPEN = 4
"""Unacknowledged steps whose every combination is compared with."""


class Runner:
    """Runs one scenario on worlds that `new_world` builds."""

    def __init__(self, scenario: Scenario, models: LiveModel, new_world: Callable[[], World]) -> None:
        self.scenario = scenario
        self.models = models
        self.new_world = new_world
        self._references: dict[frozenset[int], Observations] = {}
        self._usually_set_aside = 0
        self.calls: list[str] = []
        """The names of the calls of a fault-free run."""
        self._reference(self._all)

    @property
    def can_spoil(self) -> bool:
        """Whether its worlds can damage a stored message."""
        world = self.new_world()
        world.close()
        return world.can_spoil

    @property
    def _all(self) -> frozenset[int]:
        return frozenset(range(len(self.scenario.steps)))

    def places(self, fault: Fault) -> list[int]:
        """Return the numbers of the calls that a fault can strike."""
        without = self.scenario.without
        return [number for number, name in enumerate(self.calls) if fault.fits(name) and not without(fault, name)]

    def run(self, *planned: Planned, asks_again: bool) -> Outcome:
        """Run with these faults and compare. Faults that never struck do not count."""
        world = self.new_world()
        try:
            self.scenario.prepare(world)
            injector = FaultInjector(world, world.seconds, *planned)
            played = Play(self.scenario, world, injector, self.models, asks_again=asks_again)
            played.run(self._all)
            sure = self._all if asks_again else frozenset(played.acknowledged)
            changed = "|".join(each.fault.may_change for each in planned if each.fault.may_change)
            return self.judged(world, injector.struck, played, sure, changed)
        finally:
            world.close()

    def judged(
        self, world: World, faults: int, played: "Play", sure: frozenset[int], changed: str = ""
    ) -> Outcome:
        """Compare a world with fault-free runs; the steps in `sure` must have taken effect.

        Observations that match the pattern `changed`, if there is one, are not compared.
        """
        found = self.scenario.observe(world)
        in_sight = self.scenario.set_aside(world)
        set_aside = max(0, in_sight - self._usually_set_aside)
        if in_sight >= max(1, self._usually_set_aside):  # then what damaged steps told is not demanded
            sure -= world.damaged
        references = [self._reference(steps) for steps in _between(sure, self._all)]
        outcome = Outcome(self.scenario.name, "", faults, world.deliveries, set_aside=set_aside)
        outcome.blocked = played.blocked
        outcome.asked_again = self.scenario.asked_again(world)
        if played.blocked:
            outcome.details.append(f"blocked {played.blocked}")
        lost = reduce(Counter.__and__, references) - found
        more = found - reduce(Counter.__or__, references)
        return outcome.compared(_without(lost, changed), _without(more, changed))

    def _reference(self, steps: frozenset[int]) -> Observations:
        """Return the observations of a fault-free run of some of the steps."""
        if steps not in self._references:
            world = self.new_world()
            try:
                self.scenario.prepare(world)
                injector = FaultInjector(world, world.seconds)
                played = Play(self.scenario, world, injector, self.models, asks_again=False)
                played.run(steps)
                if played.blocked:
                    raise AssertionError(f"{self.scenario.name} blocks without a fault")
                self._references[steps] = self.scenario.observe(world)
                if steps == self._all:
                    self.calls = injector.calls
                    self._usually_set_aside = self.scenario.set_aside(world)
            finally:
                world.close()
        return self._references[steps]


class Play:
    """One play of a scenario: its steps, the deliveries, and the ticks after them."""

    def __init__(
        self,
        scenario: Scenario,
        world: World,
        injector: FaultInjector,
        models: LiveModel,
        *,
        asks_again: bool,
    ) -> None:
        self._scenario = scenario
        self._world = world
        self._injector = injector
        self.models = models
        self._tries = MOST_TRIES if asks_again else 1
        self._process = self._started()
        self.acknowledged: set[int] = set()
        self.blocked = 0
        world.another = self._another

    def run(self, steps: Iterable[int]) -> None:
        """Do these steps, then deliver everything, then tick and deliver again."""
        for place in sorted(steps):
            self._world.step = place
            self._do(place)
            self._world.wait(WAIT)
        self._world.step = -1
        self.finish()

    def finish(self) -> None:
        """Deliver everything, then tick and deliver again."""
        self._deliver()
        for after in self._scenario.ticks:
            self._tick(after)

    def _started(self) -> Process:
        return Process(self._world, self._injector, self.models)

    def _another(self) -> None:
        """Let another process deliver for a round: no fault strikes it."""
        process = Process(self._world, FaultInjector(self._world, self._world.seconds), self.models)
        process.round()

    def _do(self, place: int) -> None:
        """Do a step; its caller asks again while there are tries."""
        refused = 0
        for _ in range(self._tries):
            try:
                self._world.answers[place] = self._scenario.steps[place](self._process)
            except ProcessKilled:
                self._process = self._started()
            except NothingToDo:
                return
            except Exception as error:  # noqa: BLE001 - whatever a caller may get
                refused += _is_their_own_fault(error)
                if refused == TRIES_REFUSED:
                    return
            else:
                self.acknowledged.add(place)
                return
            self._world.wait(WAIT)

    def _deliver(self) -> None:
        """Deliver until nothing waits; what still waits after MOST_ROUNDS is blocked."""
        for _ in range(MOST_ROUNDS):
            if not self._world.waiting():
                return
            if not self._round():
                self._world.wait(WAIT)
        self.blocked += self._world.waiting()

    def _round(self) -> int:
        """Do a round of deliveries; after an error the dispatcher's loop goes on."""
        try:
            return self._process.round()
        except ProcessKilled:
            self._process = self._started()
        except Exception:  # noqa: BLE001 - as the loop of a dispatcher does
            return 0
        return 0

    def _tick(self, after: timedelta) -> None:
        """Publish a tick some time after the start, until it is published, and deliver."""
        self._world.clock.moment = max(self._world.clock.moment, self._scenario.start + after)
        while True:
            try:
                self._scenario.tick(self._process)
                break
            except ProcessKilled:
                self._process = self._started()
            except Exception:  # noqa: BLE001 - as the loop of a scheduler does
                self._world.wait(WAIT)
        self._deliver()


def _without(observations: Observations, pattern: str) -> Observations:
    kept = {key: often for key, often in observations.items() if not pattern or not re.search(pattern, key)}
    return Counter(kept)


def _is_their_own_fault(error: Exception) -> bool:
    """Return whether an error tells its caller not to repeat the request."""
    again = Unavailable, Conflict, TooManyRequests
    return isinstance(error, SegueError) and not isinstance(error, again) and error.status < 500


def _between(sure: frozenset[int], every: frozenset[int]) -> list[frozenset[int]]:
    """Return the sets of steps that may have taken effect: the sure ones, and any of the others."""
    left = sorted(every - sure)
    if len(left) > MOST_OPEN:
        return [sure, every, *(sure | {each} for each in left), *(every - {each} for each in left)]
    subsets = chain.from_iterable(combinations(left, size) for size in range(len(left) + 1))
    return [sure | frozenset(each) for each in subsets]


def tried(runner: Runner, fault: Fault, most: int, draw: random.Random) -> Outcome:
    """Let a fault strike at up to `most` calls in turn, with callers who ask again and with ones who do not."""
    outcome = Outcome(runner.scenario.name, fault.name)
    for asks_again in (True, False):
        for at in sample(runner.places(fault), -(-most // 2), draw):
            outcome.add(runner.run(Planned(fault, at), asks_again=asks_again))
    return outcome


def tried_in_pairs(runner: Runner, faults: tuple[Fault, ...], most: int, draw: random.Random) -> Outcome:
    """Let two faults strike at calls that are drawn."""
    outcome = Outcome(runner.scenario.name, "two of these in one run")
    usable = [fault for fault in faults if runner.places(fault)]
    for number in range(most):
        pair = [Planned(fault, draw.choice(runner.places(fault))) for fault in draw.choices(usable, k=2)]
        outcome.add(runner.run(*pair, asks_again=number % 2 == 0))
    return outcome


def sample(each: list[T], most: int, draw: random.Random) -> list[T]:
    """Return up to `most` of a list, in its order."""
    return each if len(each) <= most else [each[at] for at in sorted(draw.sample(range(len(each)), most))]
