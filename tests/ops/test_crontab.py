"""Cron expressions and time zones are checked before any service is called."""

from datetime import UTC, datetime

import pytest

from ops.crontab import first_tick
from shared.domain.timetable import Timetable
from shared.errors import InvalidInput

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "zone", "first"),
    [
        ("0 * * * *", "UTC", "2026-11-23T13:00"),
        ("*/15 * * * *", "UTC", "2026-11-23T12:15"),
        ("30 6 * * MON-FRI", "Europe/Berlin", "2026-11-24T05:30"),
        ("0 0 1 jan *", "Asia/Kolkata", "2026-12-31T18:30"),
        ("0 8 29 2 *", "UTC", "2028-02-29T08:00"),
    ],
)
def test_the_first_moment_is_by_the_clock_of_its_time_zone(cron, zone, first):
    assert first_tick(Timetable(cron, zone), NOON) == datetime.fromisoformat(first).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "cron",
    [
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "0 24 * * *",
        "0 0 32 * *",
        "0 0 30 2 *",
        "0 0 * * 8",
        "0 0 L * *",
        "0 0 * * MON#2",
        "0 0 15W * *",
        "0 0 ? * *",
        "@hourly",
        "every 5 minutes",
        "*/0 * * * *",
        "5-1 * * * *",
        "0 * * * *; rm",
        "x" * 10_000,
    ],
)
def test_what_cloud_scheduler_would_refuse_is_refused_with_an_example(cron):
    with pytest.raises(InvalidInput, match=r"0 \* \* \* \*"):
        first_tick(Timetable(cron, "UTC"), NOON)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "CEST+1"])
def test_a_time_zone_that_is_not_known_is_refused(zone):
    with pytest.raises(InvalidInput, match="IANA"):
        first_tick(Timetable("0 * * * *", zone), NOON)
