"""Reads of statistics: every answer is right, or an error; nothing is written.

Wrong clocks are left out: the week's charts are those of the week that the clock shows.
"""

import hashlib
from collections import Counter

import msgspec

from bench.faults.deployment import Process
from bench.faults.injection import Fault
from bench.faults.kinds.clocks import AheadForAWhile, BackAnHour
from bench.faults.observations import Observations, figures
from bench.faults.scenarios.scenario import Scenario, Step
from bench.faults.scenarios.songs import Songs, keep
from bench.faults.world import START, World
from functions.insights.everyone import Everyone
from functions.insights.mine import Mine
from functions.insights.music_map import map_of, tracks_at
from functions.insights.week import charts
from functions.tally.handler import TallyActivity
from shared.domain.rating import Opinion, Target, rated
from shared.messaging.messages import RatingChanged, SearchMade
from shared.messaging.push import Message
from shared.ports import Record
from shared.record_kinds import RATINGS


def insights(songs: Songs) -> Scenario:
    """Build the scenario."""

    def prepare(world: World) -> None:
        searches = [songs.search(f"made-{place}", "ada") for place in range(3)]
        target = Target("track", songs.ids[10])
        rating = rated(None, "ada", target, searches[0], Opinion.LOVE, START)
        world.ports.records.create(RATINGS.name, Record(rating.key, rating.to_fields()))
        for search in searches:
            keep(world, search)
        told = [*(SearchMade(id=search.id) for search in searches), RatingChanged(key=rating.key)]
        for place, activity in enumerate(told):
            message = Message(str(place), msgspec.json.encode(activity), {}, "", "", 1)
            TallyActivity(world.ports.records).handle(message)

    steps: tuple[Step, ...] = (
        lambda process: Mine(process.ports.records).figures("ada", process.models.get()),
        lambda process: Everyone(process.ports.records).figures(process.models.get()),
        lambda process: Everyone(process.ports.records).listeners(None),
        lambda process: charts(process.ports.records, process.models.get(), START),
        _map,
    )
    return Scenario("insights", steps, (_answers, figures), prepare, without=_is_of_clocks)


def _is_of_clocks(fault: Fault, _call: str) -> bool:
    return isinstance(fault, AheadForAWhile | BackAnHour)


def _map(process: Process) -> object:
    model = process.models.get()
    return [map_of(model), tracks_at(model, [0, 1, 2])]


def _answers(world: World) -> Observations:
    """Return the answers by their bytes."""
    return Counter(
        f"answer {place} is {hashlib.sha256(msgspec.json.encode(answer)).hexdigest()[:12]}"
        for place, answer in world.answers.items()
    )
