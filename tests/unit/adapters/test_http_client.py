"""Retry-After of a service: parsed, and passed on to our caller."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.retry import retry_after_seconds
from shared.adapters.validation import utc_now
from shared.errors import LimitReached, Unavailable
from shared.web.problems import problem


@pytest.mark.parametrize(("header", "seconds"), [("0", 0), ("120", 120), ("86400", 86_400)])
def test_a_wait_may_be_given_in_seconds(clock, header, seconds):
    assert retry_after_seconds(header, clock()) == seconds


@pytest.mark.parametrize(("offset", "seconds"), [(90, 90), (0, 0), (-90, 0)])
def test_a_wait_may_be_given_as_a_date(clock, offset, seconds):
    header = format_datetime(clock() + timedelta(seconds=offset), usegmt=True)
    assert retry_after_seconds(header, clock()) == seconds


def test_a_date_without_a_zone_is_in_utc(clock):
    assert retry_after_seconds("Mon, 23 Nov 2026 12:00:30 -0000", clock()) == 30


@pytest.mark.parametrize(
    "header",
    [
        *("", "soon", "-1", "1.5", "²", "٣", "1" * 5_000),
        *("Mon, 99 Nov 2026 12:00:30 GMT", f"Mon, 23 Nov {'9' * 30} 12:00:30 GMT"),
    ],
)
def test_a_wait_that_cannot_be_read_is_unknown(clock, header):
    assert retry_after_seconds(header, clock()) is None


@given(header=st.text())
def test_no_header_breaks_the_reading(header):
    seconds = retry_after_seconds(header, utc_now())
    assert seconds is None or seconds >= 0


def test_a_limit_is_handed_on_with_the_wait():
    response = problem(LimitReached("Too many", retry_after_seconds=17))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "17")
    assert response.get_json()["type"].endswith("#limit-reached")


@pytest.mark.parametrize("error", [LimitReached("Too many"), Unavailable("Down")])
def test_an_unknown_wait_is_not_made_up(error):
    assert "Retry-After" not in problem(error).headers
