"""Scenarios: what listeners and other systems do to a deployment, and the observations that must follow.

A new function gets a scenario of a few lines here, and every fault of `bench/faults/run.py` is run on it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from bench.faults import observations
from bench.faults.observations import Observations
from bench.faults.process import START, Process, Stores
from functions.feedback.contract import RateRequest
from functions.recommend.contract import RecommendRequest, SongName
from shared.domain.rating import Opinion, Target, rated
from shared.domain.search import Search
from shared.messaging.messages import RatingChanged, SearchMade
from shared.messaging.playlist_message import PlaylistMessage
from shared.messaging.topics import ACTIVITY, PLAYLISTS
from shared.model.model import Model
from shared.ports import Record
from shared.record_kinds import RATINGS, SEARCHES

Step = Callable[[Process], object]
"""One call, retried until it is answered."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Steps in order, followed by all deliveries; `seen` counts the observations at the end."""

    name: str
    steps: tuple[Step, ...]
    seen: tuple[Callable[[Stores], Observations], ...]
    prepare: Callable[[Stores], object] = lambda _: None

    def observations(self, stores: Stores) -> Observations:
        """Return all observations."""
        return sum((count(stores) for count in self.seen), start=Counter())


def scenarios(model: Model) -> tuple[Scenario, ...]:
    """Return every scenario, with songs of the model."""
    uris = [track.uri for track in model.tracks(range(40))]
    return asked(uris), rated_by_two(uris), ingested(uris), counted(uris)


def asked(uris: list[str]) -> Scenario:
    """Build searches by a listener, who shares a pasted playlist, and by an anonymous caller."""
    pasted = RecommendRequest(text="\n".join(uris[:6]), n=3, share=True)
    named = RecommendRequest(tracks=uris[7:9], song=SongName("No Such Song"), n=3)
    steps: tuple[Step, ...] = (
        lambda process: process.recommend.answer(pasted, "ada"),
        lambda process: process.recommend.answer(named),
    )
    return Scenario("recommend", steps, (observations.answers, observations.playlists))


def rated_by_two(uris: list[str]) -> Scenario:
    """Build ratings by two listeners of a list and its songs, changed and taken back."""
    search = _search("the-list", uris)
    opinions = [
        ("ada", Opinion.HATE, ""),
        ("ada", Opinion.LOVE, ""),
        ("ada", Opinion.LOVE, uris[10]),
        ("bob", Opinion.LOVE, uris[10]),
        ("bob", None, uris[10]),
        ("bob", Opinion.OKAY, uris[11]),
    ]

    def rate(listener: str, opinion: Opinion | None, track: str) -> Step:
        request = RateRequest(search=search.id, opinion=opinion, track=track)
        return lambda process: process.feedback.rate(listener, request)

    steps = tuple(rate(*each) for each in opinions)
    return Scenario(
        "feedback", steps, (observations.ratings, observations.figures), lambda stores: _keep(stores, search)
    )


def ingested(uris: list[str]) -> Scenario:
    """Build messages of playlists: for training, to store only, from Spotify, a duplicate, and invalid ones."""
    messages = [
        PlaylistMessage(id="agreed", name="A", tracks=[*uris[:5]], agreed=True),
        PlaylistMessage(id="kept", name="B", tracks=[*uris[5:9]]),
        PlaylistMessage(id="theirs", name="C", tracks=[*uris[9:12]], source="spotify", agreed=True),
        PlaylistMessage(id="agreed-too", name="A", tracks=[*uris[:5]], agreed=True),
        PlaylistMessage(tracks=["qqqq wwww eeee"], agreed=True),
    ]
    bodies = [*map(msgspec.json.encode, messages), b"this is not JSON"]
    return Scenario("ingest", tuple(_publish(PLAYLISTS, body) for body in bodies), (observations.playlists,))


def counted(uris: list[str]) -> Scenario:
    """Build messages about stored searches and a stored rating."""
    searches = [_search(f"made-{place}", uris, listener) for place, listener in enumerate(("ada", None, "ada"))]
    target = Target("track", uris[10][-22:])
    activities = [SearchMade(id=search.id) for search in searches]
    bodies = [*map(msgspec.json.encode, activities), msgspec.json.encode(RatingChanged(key=target.key("ada")))]

    def prepare(stores: Stores) -> None:
        for search in searches:
            _keep(stores, search)
        hated = rated(None, "ada", target, searches[0], Opinion.HATE, START)
        loved = rated(hated, "ada", target, searches[0], Opinion.LOVE, START)
        stores.records.create(RATINGS.name, Record(loved.key, loved.to_fields()))

    steps = tuple(_publish(ACTIVITY, body) for body in bodies)
    return Scenario("tally", steps, (observations.figures, observations.ratings), prepare)


def _publish(topic: str, data: bytes) -> Step:
    return lambda process: process.bus.publish(topic, data)


def _search(id: str, uris: list[str], listener: str | None = None) -> Search:
    tracks = [uri[-22:] for uri in uris]
    return Search(id, START, "a-model", tuple(tracks[:3]), tuple(tracks[10:20]), 2, None, listener)


def _keep(stores: Stores, search: Search) -> None:
    stores.records.create(SEARCHES.name, Record(search.id, search.to_fields()))
