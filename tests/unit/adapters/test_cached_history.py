"""The cache of listening histories: its expiry, its bound, and what is never cached."""

import pytest

from shared.adapters.cached_history import CachedHistory
from shared.adapters.memory_sources import MemoryHistory
from shared.domain.listening import HeardSong, Span
from shared.errors import NotFound, Unavailable

SONG = HeardSong("So What", "Miles Davis")


class CountedHistory(MemoryHistory):
    """A history that records the names it was asked for."""

    def __init__(self) -> None:
        super().__init__({(name, span): [SONG] for name in "abcd" for span in ("month", "year")})
        self.asked: list[tuple[str, Span]] = []

    def songs(self, name, span):
        self.asked.append((name, span))
        return super().songs(name, span)


class Clock:
    seconds = 50.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def source() -> CountedHistory:
    return CountedHistory()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cached(source, clock) -> CachedHistory:
    return CachedHistory(source, kept_seconds=60, most_kept=2, monotonic=clock)


def test_a_history_is_asked_for_once_before_it_expires(source, cached, clock):
    cached.songs("a", "month")
    clock.seconds += 59.9
    assert list(cached.songs("a", "month")) == [SONG]
    assert len(source.asked) == 1


def test_an_expired_history_is_asked_for_anew(source, cached, clock):
    cached.songs("a", "month")
    clock.seconds += 60
    cached.songs("a", "month")
    assert len(source.asked) == 2


def test_a_history_that_is_read_again_expires_all_the_same(source, cached, clock):
    for _ in range(4):
        cached.songs("a", "month")
        clock.seconds += 20
    assert len(source.asked) == 2


def test_each_span_is_one_of_its_own(source, cached):
    cached.songs("a", "month")
    cached.songs("a", "year")
    assert source.asked == [("a", "month"), ("a", "year")]


def test_the_oldest_leaves_where_there_is_no_room(source, cached):
    for name in "abc":
        cached.songs(name, "month")
    source.asked.clear()
    for name in "cba":
        cached.songs(name, "month")
    assert source.asked == [("a", "month")]


def test_nothing_that_has_expired_stays_in_memory(cached, clock):
    cached.songs("a", "month")
    clock.seconds += 60
    cached.songs("b", "month")
    assert list(cached._kept) == [("b", "month")]


def test_an_error_is_not_cached(source, cached):
    source.refusal = Unavailable("broken")
    with pytest.raises(Unavailable):
        cached.songs("a", "month")
    source.refusal = None
    assert list(cached.songs("a", "month")) == [SONG]


def test_a_name_that_is_nobodys_may_be_somebodys_a_moment_later(source, cached):
    with pytest.raises(NotFound):
        cached.songs("new", "month")
    source.known["new", "month"] = [SONG]
    assert list(cached.songs("new", "month")) == [SONG]
