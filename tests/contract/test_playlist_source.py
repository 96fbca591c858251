"""The promises of PlaylistSource, kept by every adapter."""

from collections.abc import Iterator

import pytest
from outside_servers import OWNER_TOKEN, Reply, SpotifyServer, spotify_error

from shared.adapters.memory_sources import MemoryPlaylists
from shared.adapters.spotify import SpotifyPlaylists
from shared.adapters.spotify_tokens import UserToken
from shared.domain.track import Track
from shared.errors import InvalidInput, LimitReached, NotFound, SegueError, Unavailable, UnreadablePlaylist
from shared.ports import OutsidePlaylist, PlaylistSource

ID = "37i9dQZF1DXcBWIGoYBM5M"


def song(number: int) -> Track:
    return Track(f"{number:022d}", f"Song {number}", f"Artist {number % 7}", f"Album {number % 11}")


def songs(count: int) -> OutsidePlaylist:
    return OutsidePlaylist(ID, "Morning", tuple(song(number) for number in range(count)))


class MemoryWorld:
    """What there is to read, in memory."""

    def __init__(self) -> None:
        self.source: PlaylistSource = MemoryPlaylists()

    def keep(self, playlist: OutsidePlaylist) -> None:
        self.source.playlists[playlist.id] = playlist

    def refuse(self, error: SegueError) -> None:
        self.source.refusals[ID] = error

    def forbid(self) -> None:
        self.refuse(UnreadablePlaylist("not hers"))

    def limit(self, seconds: int | None) -> None:
        self.refuse(LimitReached("too many", retry_after_seconds=seconds))

    def fail(self) -> None:
        self.refuse(Unavailable("broken"))


class SpotifyWorld:
    """What there is to read, on a server that speaks as Spotify does."""

    def __init__(self, server: SpotifyServer) -> None:
        self.server = server
        self.keep = server.keep
        self.source: PlaylistSource = SpotifyPlaylists(UserToken(OWNER_TOKEN), api_url=f"{server.url}/v1")

    def forbid(self) -> None:
        self.keep(songs(1))
        self.server.foreign.add(ID)

    def limit(self, seconds: int | None) -> None:
        headers = {} if seconds is None else {"Retry-After": str(seconds)}
        self.server.scripted.append(spotify_error(429, "API rate limit exceeded", headers))

    def fail(self) -> None:
        self.server.scripted.append(Reply(b"upstream", 502))


@pytest.fixture(params=["memory", "spotify"])
def world(request: pytest.FixtureRequest) -> Iterator[MemoryWorld | SpotifyWorld]:
    if request.param == "memory":
        yield MemoryWorld()
        return
    with SpotifyServer() as server:
        yield SpotifyWorld(server)


def test_a_playlist_has_its_id_name_and_tracks(world):
    world.keep(songs(2))
    assert world.source.playlist(ID) == OutsidePlaylist(ID, "Morning", (song(0), song(1)))


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 100, 230])
def test_every_track_is_there_in_order(world, count):
    world.keep(songs(count))
    assert world.source.playlist(ID).tracks == songs(count).tracks


def test_a_track_that_is_there_twice_comes_twice(world):
    world.keep(OutsidePlaylist(ID, "", (song(1), song(2), song(1))))
    assert world.source.playlist(ID).tracks == (song(1), song(2), song(1))


def test_what_was_read_must_not_reach_training(world):
    world.keep(songs(3))
    assert world.source.playlist(ID).trainable is False


def test_two_readings_give_the_same(world):
    world.keep(songs(60))
    assert world.source.playlist(ID) == world.source.playlist(ID)


@pytest.mark.parametrize(
    "wrong", ["", "x" * 21, "x" * 23, "../me", f"spotify:playlist:{ID}", f"{ID[:-1]}é", ID + "\n"]
)
def test_what_is_no_id_is_refused(world, wrong):
    with pytest.raises(InvalidInput, match="no id of a playlist"):
        world.source.playlist(wrong)


def test_a_playlist_that_is_not_hers_is_unreadable(world):
    world.forbid()
    with pytest.raises(UnreadablePlaylist):
        world.source.playlist(ID)


def test_a_playlist_that_is_not_there_is_not_found(world):
    with pytest.raises(NotFound):
        world.source.playlist(ID)


@pytest.mark.parametrize("seconds", [0, 17, 40_000, None])
def test_a_limit_says_how_long_to_wait_if_it_is_known(world, seconds):
    world.keep(songs(1))
    world.limit(seconds)
    with pytest.raises(LimitReached) as raised:
        world.source.playlist(ID)
    assert raised.value.retry_after_seconds == seconds


def test_a_service_that_fails_is_unavailable(world):
    world.keep(songs(1))
    world.fail()
    with pytest.raises(Unavailable):
        world.source.playlist(ID)
