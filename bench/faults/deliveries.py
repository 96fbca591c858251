"""Messages delivered as at-least-once delivery permits, beyond every bound, and beside poisoned ones."""

import json
import random
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import msgspec

from bench.faults import observations
from bench.faults.deployment import Process
from bench.faults.injection import FaultInjector
from bench.faults.outcome import Outcome
from bench.faults.run import Play, Runner, sample
from bench.faults.scenarios.scenario import Scenario
from bench.faults.world import START, World
from functions.feedback.contract import RateRequest
from shared.domain.rating import Opinion
from shared.domain.search import Search
from shared.messaging.messages import RatingChanged, SearchMade
from shared.messaging.topics import SUBSCRIBERS
from shared.ports import Record
from shared.record_kinds import RATINGS, SEARCHES

Pushes = list[tuple[str, bytes]]
"""Deliveries: a function and a push body each."""

OTHERS = 1_500
"""Events that are counted between a message and its redelivery: more than any counter remembers."""


def delivered_otherwise(runner: Runner, way: str) -> Outcome:
    """Deliver a scenario's messages in one of WAYS."""
    scenario, world = runner.scenario, runner.new_world()
    try:
        scenario.prepare(world)
        injector = FaultInjector(world, world.seconds)
        process = Process(world, injector, runner.models)
        for place, step in enumerate(scenario.steps):
            world.answers[place] = step(process)
        pushes: Pushes = [
            (function, push_body(f"on the way {place}", data))
            for place, (function, data) in enumerate(scenario.on_the_way(world))
        ]
        captured = world.rounds(injector, lambda function, body: pushes.append((function, body)))
        while world.waiting():
            captured.round()
        faults = WAYS[way](process, pushes)
        played = Play(scenario, world, injector, runner.models, asks_again=True)
        played.finish()
        outcome = runner.judged(world, faults, played, sure=frozenset(range(len(scenario.steps))))
        outcome.fault = way
        return outcome
    finally:
        world.close()


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
    process.world.wait(timedelta(days=6))
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


def beyond_every_memory(runner: Runner, songs: list[str]) -> Outcome:
    """Count events, then OTHERS of the same listener and songs, then deliver the first ones again."""
    world = runner.new_world()
    try:
        process = Process(world, FaultInjector(world, world.seconds), runner.models)
        pushes = [*_searches(process, songs), *_ratings(process, songs)]
        for push in pushes:
            _push(process, push)
        world.wait(timedelta(days=6))
        first = pushes[:100] + pushes[-20:]
        for push in first:
            _push(process, push)
        found = observations.search_counts(world) + observations.rating_counts(world)
        outcome = Outcome("tally", "redelivered after 1,500 others", len(first), world.deliveries)
        return outcome.compared(observations.Observations(), found)
    finally:
        world.close()


def _searches(process: Process, songs: list[str]) -> Pushes:
    """Store searches of one listener with the same seeds; return their messages."""
    pushes = []
    for place in range(OTHERS):
        search = Search(f"made-{place}", START, "a-model", tuple(songs[:3]), tuple(songs[10:20]), 2, None, "ada")
        process.world.ports.records.create(SEARCHES.name, Record(search.id, search.to_fields()))
        pushes.append(("tally", push_body(f"search-{place}", msgspec.json.encode(SearchMade(id=search.id)))))
    return pushes


def _ratings(process: Process, songs: list[str]) -> Pushes:
    """Let the listener change their mind about a song often, each change counted; return the last messages."""
    for turn in range(OTHERS // 5):
        opinion = (Opinion.LOVE, Opinion.HATE)[turn % 2]
        request = RateRequest(search="made-0", opinion=opinion, track=songs[10])
        process.feedback.rate("ada", request)
        while process.world.waiting():
            process.round()
    (rating,) = process.world.ports.records.page(RATINGS.name).records
    told = msgspec.json.encode(RatingChanged(key=rating.key))
    return [("tally", push_body(f"rating-{place}", told)) for place in range(20)]


def push_body(id: str, data: bytes) -> bytes:
    """Return the body that Pub/Sub posts."""
    return json.dumps({"message": {"messageId": id, "data": b64encode(data).decode()}}).encode()


POISONS: dict[str, bytes] = {
    "a null byte": b"\0",
    "no JSON": b"{",
    "another kind": b'{"kind": "nobody knows"}',
    "another type": b'["a", 1]',
    "half a playlist": b'{"tracks": ["spotify:track:',
}
"""Messages that can never succeed."""

SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "cut off": lambda body: body[: len(body) // 2],
    "flipped": lambda body: bytes([body[0] ^ 0x40]) + body[1:],
}
"""Damages of a stored message."""


def beside_poison(runner: Runner, most: int, draw: random.Random) -> list[Outcome]:
    """Put up to `most` messages that can never succeed, or spoilt ones, into each topic before the good ones."""
    drawn = [each for topic in SUBSCRIBERS for each in sample(_poisons(topic, runner.can_spoil), most, draw)]
    return [_poisoned(runner, poison) for poison in drawn]


def _poisons(topic: str, can_spoil: bool) -> list[Callable[[World], object]]:
    """Return what puts a message that can never succeed into a topic, each of its own kind."""
    spoilt = SPOILT.values() if can_spoil else ()
    published = [partial(_publish, topic, data) for data in POISONS.values()]
    return [*published, *(partial(_spoil, topic, damaged) for damaged in spoilt)]


def _publish(topic: str, data: bytes, world: World) -> None:
    world.ports.bus.publish(topic, data)


def _spoil(topic: str, damaged: Callable[[bytes], bytes], world: World) -> None:
    world.ports.bus.publish(topic, b"{}")
    world.spoil_newest(damaged)


def _poisoned(runner: Runner, poison: Callable[[World], object]) -> Outcome:
    """Count every good message that is not delivered as blocked, and a poison that nobody sees as lost."""
    scenario: Scenario = runner.scenario
    world = runner.new_world()
    try:
        scenario.prepare(world)
        poison(world)
        played = Play(scenario, world, FaultInjector(world, world.seconds), runner.models, asks_again=True)
        every = frozenset(range(len(scenario.steps)))
        played.run(every)
        outcome = runner.judged(world, 1, played, sure=every)
        outcome.fault = "a poisoned message in each topic"
        outcome.set_aside = observations.messages_set_aside(world)
        if not outcome.set_aside:
            outcome.lost += 1
            outcome.details.append("the poison is not in sight")
        return outcome
    finally:
        world.close()
