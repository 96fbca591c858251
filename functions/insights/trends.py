"""Trends of the service over a chosen time, for admins."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta

from shared.errors import InvalidInput
from shared.ports import Records
from shared.records import days

from .contract_trends import TrendDay, TrendsResponse

MOST_DAYS = 366

USUAL_DAYS = 30

FIRST_YEAR, LAST_YEAR = 2000, 2999


def read_span(given: Mapping[str, str], now: datetime) -> tuple[date, date]:
    """Return the first and the last day that a query asks for, USUAL_DAYS up to today without any.

    Raises InvalidInput for other parameters, for what is no day, for days in the wrong order, and for too many.
    """
    if unknown := given.keys() - {"from", "to"}:
        raise InvalidInput("There is no such parameter", expected="from, to", found=ascii(min(unknown)[:80]))
    last = _day(given["to"]) if "to" in given else now.date()
    first = _day(given["from"]) if "from" in given else last - timedelta(days=USUAL_DAYS - 1)
    if not 0 <= (last - first).days < MOST_DAYS:
        expected = f"a first day and a last one, {MOST_DAYS} days at most"
        raise InvalidInput("These days are no span", expected=expected, found=f"{first} to {last}")
    return first, last


def _day(text: str) -> date:
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if FIRST_YEAR <= day.year <= LAST_YEAR and day.isoformat() == text:
            return day
    expected = f"a day from {FIRST_YEAR} to {LAST_YEAR}, such as 2026-12-01"
    raise InvalidInput("This is no day", expected=expected, found=ascii(text[:20]))


def trends(records: Records, first: date, last: date) -> TrendsResponse:
    """Return the counts of each day of a span."""
    found = days.read_days(records, first, last)
    return TrendsResponse(list(days.WITHIN_MS), [_of(day, counts) for day, counts in found.items()])


def _of(day: date, counts: Mapping[str, int]) -> TrendDay:
    bounds = (*map(str, days.WITHIN_MS), "more")
    return TrendDay(
        day=day,
        new_listeners=counts.get(days.NEW, 0),
        returning_listeners=counts.get(days.RETURNING, 0),
        searches=counts.get(days.SEARCHES, 0),
        ratings=counts.get(days.RATINGS, 0),
        mails_sent=counts.get(days.MAILS_SENT, 0),
        mails_opened=counts.get(days.MAILS_OPENED, 0),
        shares_made=counts.get(days.SHARES_MADE, 0),
        shares_opened=counts.get(days.SHARES_OPENED, 0),
        answers=counts.get(days.ANSWERS, 0),
        refusals=counts.get(days.REFUSALS, 0),
        errors=counts.get(days.ERRORS, 0),
        took=[counts.get(f"{days.WITHIN}.{bound}", 0) for bound in bounds],
    )
