"""The contract of TrackNames, for every adapter."""

from collections.abc import Iterator

import pytest
from outside_servers import Reply
from spotify_server import CLIENT_ID, CLIENT_SECRET, SpotifyServer, limit

from shared.adapters.cached_names import CachedNames
from shared.adapters.memory_sources import MemoryNames
from shared.adapters.spotify_names import SpotifyNames
from shared.domain.named_song import NamedSong
from shared.errors import InvalidSettings, LimitReached, NotFound, TooLarge, Unavailable
from shared.ports import MOST_NAMED, TrackNames


class MemoryWorld:
    def __init__(self) -> None:
        self.memory = MemoryNames({})
        self.names: TrackNames = self.memory

    def keep(self, track_id: str, song: NamedSong) -> None:
        self.memory.known[track_id] = song

    def limit(self, seconds: int | None) -> None:
        self.memory.refusal = LimitReached("too many", retry_after_seconds=seconds)

    def fail(self) -> None:
        self.memory.refusal = Unavailable("broken")

    def refuse_us(self) -> None:
        self.memory.refusal = InvalidSettings("wrong")


class CachedWorld(MemoryWorld):
    def __init__(self) -> None:
        super().__init__()
        self.names = CachedNames(self.memory)


class SpotifyWorld:
    def __init__(self, server: SpotifyServer) -> None:
        self.server = server
        self.names: TrackNames = SpotifyNames(CLIENT_ID, CLIENT_SECRET, server.url)

    def keep(self, track_id: str, song: NamedSong) -> None:
        self.server.known[track_id] = song

    def limit(self, seconds: int | None) -> None:
        self.server.refusals.append(limit(seconds))

    def fail(self) -> None:
        self.server.refusals.append(Reply(b"upstream", 503))

    def refuse_us(self) -> None:
        self.server.secret = "another"


@pytest.fixture(params=["memory", "cached", "spotify"])
def world(request: pytest.FixtureRequest) -> Iterator[MemoryWorld | SpotifyWorld]:
    if request.param != "spotify":
        yield MemoryWorld() if request.param == "memory" else CachedWorld()
        return
    with SpotifyServer() as server:
        yield SpotifyWorld(server)


def track_id(number: int) -> str:
    return f"spotify:track:{number:022}"


def song(number: int) -> NamedSong:
    return NamedSong(f"Song {number}", f"Artist {number}, Guest", f"isrc:DEA01{number:07}")


def test_a_known_id_has_its_names(world):
    world.keep(track_id(1), song(1))
    assert world.names.names([track_id(1)]) == {track_id(1): song(1)}


@pytest.mark.parametrize("known", [NamedSong("Solo", "Ann"), NamedSong("Anonymous", "")])
def test_a_song_without_an_isrc_or_an_artist_has_none(world, known):
    world.keep(track_id(1), known)
    assert world.names.names([track_id(1)]) == {track_id(1): known}


def test_no_ids_have_no_names(world):
    assert world.names.names([]) == {}


def test_order_and_repeats_do_not_matter(world):
    for number in range(3):
        world.keep(track_id(number), song(number))
    found = world.names.names([track_id(2), track_id(0), track_id(2), track_id(1)])
    assert found == {track_id(number): song(number) for number in range(3)}


@pytest.mark.parametrize("unknown", [track_id(9), "musicbrainz:recording:" + "0" * 8, "", "../../v1/me"])
def test_an_id_that_the_service_does_not_have_is_not_found(world, unknown):
    world.keep(track_id(1), song(1))
    found = world.names.names([unknown, track_id(1)])
    assert isinstance(found[unknown], NotFound)
    assert found[track_id(1)] == song(1)


def test_of_thirty_ids_twenty_five_are_looked_up(world):
    ids = [track_id(number) for number in range(30)]
    for number, each in enumerate(ids):
        world.keep(each, song(number))
    found = world.names.names(ids)
    assert [id for id, each in found.items() if isinstance(each, NamedSong)] == ids[:MOST_NAMED]
    assert all(isinstance(found[each], TooLarge) for each in ids[MOST_NAMED:])


@pytest.mark.parametrize("seconds", [0, 40, None])
def test_a_limit_says_how_long_to_wait_if_it_is_known(world, seconds):
    world.keep(track_id(1), song(1))
    world.limit(seconds)
    refused = world.names.names([track_id(1)])[track_id(1)]
    assert isinstance(refused, LimitReached)
    assert refused.retry_after_seconds == seconds


def test_a_service_that_fails_is_unavailable(world):
    world.keep(track_id(1), song(1))
    world.fail()
    assert isinstance(world.names.names([track_id(1)])[track_id(1)], Unavailable)


def test_refused_credentials_are_a_wrong_setting(world):
    world.refuse_us()
    assert isinstance(world.names.names([track_id(1)])[track_id(1)], InvalidSettings)
