"""Messages about stored searches and a stored rating."""

from functools import partial

import msgspec

from bench.faults import observations
from bench.faults.scenarios.scenario import Scenario
from bench.faults.scenarios.songs import Songs, keep, publish_to
from bench.faults.world import START, World
from shared.domain.rating import Opinion, Target, rated
from shared.messaging.messages import RatingChanged, SearchMade
from shared.messaging.topics import ACTIVITY
from shared.ports import Record
from shared.record_kinds import RATINGS


def tally(songs: Songs) -> Scenario:
    """Build the scenario."""
    searches = [songs.search(f"made-{place}", listener) for place, listener in enumerate(("ada", None, "ada"))]
    target = Target("track", songs.ids[10])
    bodies = [
        *(msgspec.json.encode(SearchMade(id=search.id)) for search in searches),
        msgspec.json.encode(RatingChanged(key=target.key("ada"))),
    ]

    def prepare(world: World) -> None:
        for search in searches:
            keep(world, search)
        hated = rated(None, "ada", target, searches[0], Opinion.HATE, START, charted=True)
        loved = rated(hated, "ada", target, searches[0], Opinion.LOVE, START, charted=True)
        world.ports.records.create(RATINGS.name, Record(loved.key, loved.to_fields()))

    seen = observations.search_counts, observations.rating_counts, observations.figures, observations.ratings
    return Scenario("tally", tuple(partial(publish_to, ACTIVITY, body) for body in bodies), seen, prepare)
