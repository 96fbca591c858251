"""Our own rate limit: how many requests in a window, and the pauses a service asks for."""

import pytest

from shared.adapters.allowance import LONGEST_PAUSE_SECONDS, Allowance
from shared.errors import LimitReached


class Watch:
    """A monotonic clock that tests set."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def allowance(watch) -> Allowance:
    return Allowance("A service", requests=2, window_seconds=10, monotonic=watch)


def refused_seconds(allowance: Allowance) -> int | None:
    """Return the wait that a refusal asks for."""
    with pytest.raises(LimitReached, match="A service lets us ask no more") as raised:
        allowance.take()
    return raised.value.retry_after_seconds


def test_a_request_over_the_bound_is_told_when_the_oldest_leaves_the_window(allowance, watch):
    allowance.take()
    watch.seconds += 3.5
    allowance.take()
    assert refused_seconds(allowance) == 7


def test_a_refused_request_counts_for_nothing(allowance, watch):
    for _ in range(2):
        allowance.take()
    for _ in range(5):
        refused_seconds(allowance)
    watch.seconds += 10
    for _ in range(2):
        allowance.take()


def test_the_window_slides(allowance, watch):
    allowance.take()
    watch.seconds += 9
    allowance.take()
    watch.seconds += 1
    allowance.take()
    assert refused_seconds(allowance) == 9


def test_nothing_is_asked_in_a_pause(allowance, watch):
    allowance.pause(30)
    watch.seconds += 29.5
    assert refused_seconds(allowance) == 1
    watch.seconds += 0.5
    allowance.take()


def test_a_shorter_pause_does_not_end_a_longer_one(allowance):
    allowance.pause(30)
    allowance.pause(5)
    assert refused_seconds(allowance) == 30


def test_no_pause_is_longer_than_an_hour(allowance):
    allowance.pause(10**400)
    assert refused_seconds(allowance) == LONGEST_PAUSE_SECONDS == 3600
