"""The contract of ShortLinks, for every adapter."""

from collections.abc import Iterator

import pytest
from outside_servers import Reply, ShortLinkServer

from shared.adapters.memory_sources import MemoryShortLinks
from shared.adapters.spotify_links import SpotifyLinks
from shared.errors import LimitReached, NotFound, TooLarge, Unavailable
from shared.ports import MOST_SHORT_LINKS, ShortLinks

TRACK = "https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl"
PLAYLIST = "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M"


class MemoryWorld:
    def __init__(self) -> None:
        self.memory = MemoryShortLinks({})
        self.links: ShortLinks = self.memory

    def lead(self, link: str, target: str) -> None:
        self.memory.known[link] = target

    def limit(self, seconds: int) -> None:
        self.memory.refusal = LimitReached("too many", retry_after_seconds=seconds)

    def fail(self) -> None:
        self.memory.refusal = Unavailable("broken")


class SpotifyWorld:
    def __init__(self, server: ShortLinkServer) -> None:
        self.server = server
        self.links: ShortLinks = SpotifyLinks(server.session())

    def lead(self, link: str, target: str) -> None:
        self.server.places[link.removeprefix("https://")] = target

    def limit(self, seconds: int) -> None:
        self.server.scripted.append(Reply(status=429, headers={"Retry-After": str(seconds)}))

    def fail(self) -> None:
        self.server.scripted.append(Reply(status=503))


@pytest.fixture(params=["memory", "spotify"])
def world(request: pytest.FixtureRequest) -> Iterator[MemoryWorld | SpotifyWorld]:
    if request.param == "memory":
        yield MemoryWorld()
        return
    with ShortLinkServer() as server:
        yield SpotifyWorld(server)


def short(number: int) -> str:
    return f"https://spotify.link/{number}"


def test_each_link_leads_to_its_own_target(world):
    world.lead(short(1), TRACK)
    world.lead("https://spotify.app.link/2", PLAYLIST)
    found = world.links.follow([short(1), "https://spotify.app.link/2", short(1)])
    assert found == {short(1): TRACK, "https://spotify.app.link/2": PLAYLIST}


def test_no_links_lead_nowhere(world):
    assert world.links.follow([]) == {}


def test_a_link_that_leads_nowhere_keeps_no_other_from_its_target(world):
    world.lead(short(1), TRACK)
    found = world.links.follow([short(2), short(1)])
    assert isinstance(found[short(2)], NotFound)
    assert found[short(1)] == TRACK


def test_of_twelve_links_ten_are_followed(world):
    links = [short(number) for number in range(12)]
    for each in links:
        world.lead(each, TRACK)
    found = world.links.follow(links)
    assert [each for each in links if found[each] == TRACK] == links[:MOST_SHORT_LINKS]
    assert all(isinstance(found[each], TooLarge) for each in links[MOST_SHORT_LINKS:])


def test_a_limit_says_how_long_to_wait(world):
    world.limit(40)
    refused = world.links.follow([short(1)])[short(1)]
    assert isinstance(refused, LimitReached)
    assert refused.retry_after_seconds == 40


def test_a_service_that_fails_is_unavailable(world):
    world.fail()
    assert isinstance(world.links.follow([short(1)])[short(1)], Unavailable)
