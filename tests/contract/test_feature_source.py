"""The contract of FeatureSource, for every adapter."""

import math
from collections.abc import Iterator

import pytest
from outside_servers import ReccoBeatsServer, Reply

from shared.adapters.memory_sources import MemoryFeatures
from shared.adapters.reccobeats import ReccoBeats
from shared.domain.track import FEATURES
from shared.domain.track_ids import SPOTIFY
from shared.errors import LimitReached, Unavailable
from shared.ports import FeatureSource

KNOWN = ("danceability", "energy", "key", "tempo")


def track_id(number: int) -> str:
    return SPOTIFY.id_of(f"{number:022d}")


def values(number: int) -> dict[str, float]:
    """Return features by name, different for every track."""
    return {name: place + number / 1000 for place, name in enumerate(KNOWN)}


def row(number: int) -> list[float]:
    return [values(number).get(name, math.nan) for name in FEATURES]


class MemoryWorld:
    def __init__(self) -> None:
        self.source: FeatureSource = MemoryFeatures({})

    def keep(self, number: int) -> None:
        self.source.known[track_id(number)] = tuple(row(number))

    def limit(self, seconds: int | None) -> None:
        self.source.refusal = LimitReached("too many", retry_after_seconds=seconds)

    def fail(self) -> None:
        self.source.refusal = Unavailable("broken")


class ReccoBeatsWorld:
    def __init__(self, server: ReccoBeatsServer) -> None:
        self.server = server
        self.source: FeatureSource = ReccoBeats(server.url, sleep=lambda seconds: None)

    def keep(self, number: int) -> None:
        self.server.known[SPOTIFY.value_of(track_id(number))] = values(number)

    def limit(self, seconds: int | None) -> None:
        headers = {} if seconds is None else {"Retry-After": str(seconds)}
        self.server.scripted += [Reply(status=429, headers=headers)] * 3

    def fail(self) -> None:
        self.server.scripted += [Reply(b"upstream", 500)] * 3


@pytest.fixture(params=["memory", "reccobeats"])
def world(request: pytest.FixtureRequest) -> Iterator[MemoryWorld | ReccoBeatsWorld]:
    if request.param == "memory":
        yield MemoryWorld()
        return
    with ReccoBeatsServer() as server:
        yield ReccoBeatsWorld(server)


def test_features_come_in_the_order_of_all_features_and_unknown_ones_as_nan(world):
    world.keep(5)
    assert list(world.source.features([track_id(5)])[track_id(5)]) == pytest.approx(row(5), nan_ok=True)


@pytest.mark.parametrize("count", [1, 39, 40, 41, 100])
def test_every_known_track_has_its_own(world, count):
    for number in range(count):
        world.keep(number)
    found = world.source.features([track_id(number) for number in range(count)])
    energies = {name: features[FEATURES.index("energy")] for name, features in found.items()}
    assert energies == {track_id(number): values(number)["energy"] for number in range(count)}


def test_unknown_tracks_are_absent(world):
    world.keep(2)
    assert set(world.source.features([track_id(1), track_id(2), track_id(3)])) == {track_id(2)}


def test_what_is_no_id_is_absent(world):
    world.keep(1)
    assert set(world.source.features(["", "x,y", track_id(1)])) == {track_id(1)}


def test_repeats_do_not_matter(world):
    world.keep(1)
    assert set(world.source.features([track_id(1)] * 90)) == {track_id(1)}


def test_nothing_is_known_of_nothing(world):
    assert world.source.features([]) == {}


@pytest.mark.parametrize("seconds", [0, 3, 40_000, None])
def test_a_limit_says_how_long_to_wait_if_it_is_known(world, seconds):
    world.keep(1)
    world.limit(seconds)
    with pytest.raises(LimitReached) as raised:
        world.source.features([track_id(1)])
    assert raised.value.retry_after_seconds == seconds


def test_a_service_that_fails_is_unavailable(world):
    world.keep(1)
    world.fail()
    with pytest.raises(Unavailable):
        world.source.features([track_id(1)])
