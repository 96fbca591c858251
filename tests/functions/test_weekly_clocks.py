"""A clock that was wrong for a while costs nobody their weekly mails for longer."""

from collections import Counter
from datetime import timedelta

import pytest
from weekly_mail import Weekly, addresses

from shared.domain.subscription import Schedule

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca")


@pytest.fixture
def weekly(model, clock) -> Weekly:
    weekly = Weekly(model, clock)
    for name in ZONES:
        schedule = Schedule(0, 12, name)
        listener = name.replace("/", "-")
        weekly.subscribe(listener, schedule, due_at=schedule.next_after(clock() - timedelta(days=1)))
    return weekly


def run_hours(weekly: Weekly, hours: int) -> None:
    for _ in range(hours):
        weekly.tick()
        weekly.deliver()
        weekly.clock.advance(timedelta(hours=1))


@pytest.mark.parametrize(
    "error", [timedelta(days=500), timedelta(days=30), timedelta(hours=-1), timedelta(hours=1)]
)
def test_a_clock_that_was_wrong_for_one_plan_leaves_a_mail_a_week(weekly, clock, error):
    run_hours(weekly, 3)
    clock.advance(error)
    weekly.tick()
    weekly.deliver()
    clock.advance(-error)
    run_hours(weekly, 2)
    for name in ZONES:
        due_at = weekly.subscription(name.replace("/", "-")).due_at
        assert clock() - timedelta(hours=1) <= due_at <= clock() + timedelta(days=8)
    run_hours(weekly, 24 * 21 + 12)
    assert list(Counter(addresses(weekly.mailer)).values()) == [4] * len(ZONES)
    assert all(
        weekly.subscription(name.replace("/", "-")).due_at
        == Schedule(0, 12, name).next_after(clock() - timedelta(hours=1))
        for name in ZONES
    )


def test_a_plan_by_a_clock_that_was_ahead_sends_no_mail_before_its_hour(weekly, clock):
    run_hours(weekly, 24)
    sent = len(addresses(weekly.mailer))
    clock.advance(timedelta(days=7))
    weekly.tick()
    clock.advance(timedelta(days=-7))
    weekly.deliver()
    assert len(addresses(weekly.mailer)) == sent
    run_hours(weekly, 24 * 7)
    assert list(Counter(addresses(weekly.mailer)).values()) == [2] * len(ZONES)
