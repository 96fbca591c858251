"""The contract of ListeningHistory, for every adapter."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from fake_listenbrainz import ListenBrainzServer
from outside_servers import Reply

from shared.adapters.cached_history import CachedHistory
from shared.adapters.listenbrainz import ListenBrainz
from shared.adapters.memory_sources import MemoryHistory
from shared.domain.listening import SPANS, HeardSong, Span
from shared.errors import InvalidInput, LimitReached, NotFound, Unavailable
from shared.ports import ListeningHistory


class MemoryWorld:
    def __init__(self) -> None:
        self.memory = MemoryHistory({})
        self.history: ListeningHistory = self.memory

    def keep(self, name: str, span: Span, songs: list[HeardSong]) -> None:
        self.memory.known[name, span] = songs

    def limit(self, seconds: int | None) -> None:
        self.memory.refusal = LimitReached("too many", retry_after_seconds=seconds)

    def fail(self) -> None:
        self.memory.refusal = Unavailable("broken")


class CachedWorld(MemoryWorld):
    def __init__(self) -> None:
        super().__init__()
        self.history = CachedHistory(self.memory)


class ListenBrainzWorld:
    def __init__(self, server: ListenBrainzServer) -> None:
        self.server = server
        self.history: ListeningHistory = ListenBrainz(server.url, sleep=lambda seconds: None)

    def keep(self, name: str, span: Span, songs: list[HeardSong]) -> None:
        self.server.histories[name, span] = songs

    def limit(self, seconds: int | None) -> None:
        headers = {} if seconds is None else {"X-RateLimit-Reset-In": str(seconds)}
        self.server.scripted.append(Reply({"code": 429, "error": "too many"}, 429, headers))

    def fail(self) -> None:
        self.server.scripted += [Reply(b"upstream", 502)] * 3


@pytest.fixture(params=["memory", "cached", "listenbrainz"])
def world(request: pytest.FixtureRequest) -> Iterator[MemoryWorld | ListenBrainzWorld]:
    if request.param != "listenbrainz":
        yield MemoryWorld() if request.param == "memory" else CachedWorld()
        return
    with ListenBrainzServer() as server:
        yield ListenBrainzWorld(server)


def song(number: int, known: bool = True) -> HeardSong:
    return HeardSong(f"Song {number}", f"Artist {number}", str(UUID(int=number)) if known else "")


@pytest.mark.parametrize("span", SPANS)
def test_the_songs_of_a_span_are_its_own_in_order(world, span):
    for number, each in enumerate(SPANS):
        world.keep("ada", each, [song(10 * number + place) for place in (3, 1, 2)])
    number = SPANS.index(span)
    assert list(world.history.songs("ada", span)) == [song(10 * number + place) for place in (3, 1, 2)]


@pytest.mark.parametrize("span", SPANS)
def test_a_song_that_musicbrainz_does_not_know_has_no_id(world, span):
    world.keep("ada", span, [song(1, known=False)])
    assert list(world.history.songs("ada", span)) == [song(1, known=False)]


@pytest.mark.parametrize("span", SPANS)
def test_a_listener_without_songs_of_a_span_has_none(world, span):
    other: Span = "year" if span == "month" else "month"
    world.keep("ada", other, [song(1)])
    assert list(world.history.songs("ada", span)) == []


@pytest.mark.parametrize("span", SPANS)
def test_a_name_that_is_nobodys_is_not_found(world, span):
    world.keep("ada", span, [song(1)])
    with pytest.raises(NotFound):
        world.history.songs("bob", span)


@pytest.mark.parametrize(
    "name", ["Rob", "a b", "É. Piaf", "a?b=c#d", "a%2Fb", "%2e%2e", "日本", "a&range=week", "x" * 64, "...", "\\"]
)
@pytest.mark.parametrize("span", ["recent", "month"])
def test_any_account_is_found_by_its_own_name(world, name, span):
    world.keep(name, span, [song(7)])
    assert list(world.history.songs(name, span)) == [song(7)]


@pytest.mark.parametrize(
    "name", ["", " ", " ada", "a/b", "../../validate-token", ".", "..", "a\nb", "x" * 65, "\ud800", "a\x00"]
)
def test_a_text_that_is_no_name_is_refused(world, name):
    world.keep("ada", "month", [song(1)])
    with pytest.raises(InvalidInput):
        world.history.songs(name, "month")


@pytest.mark.parametrize("seconds", [0, 3, 40, None])
def test_a_limit_says_how_long_to_wait_if_it_is_known(world, seconds):
    world.keep("ada", "month", [song(1)])
    world.limit(seconds)
    with pytest.raises(LimitReached) as raised:
        world.history.songs("ada", "month")
    assert raised.value.retry_after_seconds == seconds


def test_a_service_that_fails_is_unavailable(world):
    world.keep("ada", "month", [song(1)])
    world.fail()
    with pytest.raises(Unavailable):
        world.history.songs("ada", "month")


@pytest.mark.parametrize("name", ["somebody", "some/body"])
def test_no_error_contains_the_name(world, name):
    with pytest.raises((InvalidInput, NotFound)) as raised:
        world.history.songs(name, "month")
    assert name not in str(raised.value)
