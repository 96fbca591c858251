from datetime import UTC, datetime

import pytest

from shared.domain.subscription import Schedule, State, Subscription
from shared.errors import InvalidInput

BERLIN = Schedule(weekday=6, hour=2, time_zone="Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_next_mail_is_at_that_hour_of_the_listeners_own_wall():
    schedule = Schedule(weekday=0, hour=8, time_zone="Asia/Kolkata")
    assert schedule.next_after(at("2026-11-27T00:00")) == at("2026-11-30T02:30")


def test_it_is_after_the_moment_even_where_that_is_the_hour_itself():
    schedule = Schedule(weekday=4, hour=9, time_zone="UTC")
    assert schedule.next_after(at("2026-11-27T08:59")) == at("2026-11-27T09:00")
    assert schedule.next_after(at("2026-11-27T09:00")) == at("2026-12-04T09:00")


def test_the_day_is_that_of_the_listeners_own_time_zone():
    schedule = Schedule(weekday=5, hour=1, time_zone="Pacific/Auckland")
    assert schedule.next_after(at("2026-11-27T11:30")) == at("2026-11-27T12:00")  # Saturday 01:00 there


def test_an_hour_that_the_clocks_skip_is_the_one_after_it():
    assert BERLIN.next_after(at("2026-03-28T12:00")) == at("2026-03-29T01:00")  # 03:00, as there is no 02:00


def test_an_hour_that_the_clocks_repeat_is_the_first_of_both():
    first = BERLIN.next_after(at("2026-10-24T12:00"))
    assert first == at("2026-10-25T00:00")
    assert BERLIN.next_after(first) == at("2026-11-01T01:00")


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "/etc/localtime", "Europe"])
def test_a_time_zone_that_is_not_known_is_refused(name):
    with pytest.raises(InvalidInput, match="IANA"):
        Schedule(0, 0, name).next_after(at("2026-11-27T00:00"))


def test_a_subscription_comes_back_as_it_was_kept():
    subscription = Subscription("l1", State.PAUSED, BERLIN, at("2026-11-29T01:00"))
    assert Subscription.of(subscription.to_fields()) == subscription


def test_what_is_due_is_kept_so_that_text_order_is_time_order():
    earlier = Subscription("l1", State.ACTIVE, BERLIN, at("2026-11-29T01:00")).to_fields()["due_at"]
    later = Subscription("l1", State.ACTIVE, BERLIN, at("2026-12-06T01:00")).to_fields()["due_at"]
    assert earlier == "2026-11-29T01:00:00+00:00"
    assert earlier < later
