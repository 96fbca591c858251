"""Counts by day, for the trends of the service: in counters of a month each, so that a year is a few records.

Activity is counted in one transaction with its event. Other counts are notes: one may be lost, none counts twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from shared.ports import Fields, Record, RecordKey, Records
from shared.record_kinds import DAYS, DAYS_KEPT
from shared.records.counter_names import LAST_AT
from shared.records.counters import Addition, ShardChange, ShardedCounter

NEW, RETURNING = "listeners.new", "listeners.returning"
"""Listeners whose first activity was on the day, and those who were active on an earlier day: each once a day."""

SEARCHES, RATINGS = "searches", "ratings"

MAILS_SENT, MAILS_OPENED = "mails.sent", "mails.opened"
"""Weekly mails, and those of which a link was followed for the first time: no other opening is known."""

SHARES_MADE, SHARES_OPENED = "shares.made", "shares.opened"
"""Lists shared, and times that a browser opened a shared list's page."""

ANSWERS, REFUSALS, ERRORS = "answers", "refusals", "errors"
"""Requests answered, those refused (4xx) and those that failed (5xx)."""

WITHIN = "within"
"""Lists by the least of WITHIN_MS that they took at most, such as `within.100`; `within.more`."""

WITHIN_MS = (25, 50, 100, 200, 400, 800, 1_600, 3_200)


def of_day(records: Records, at: datetime, event: str, amounts: Mapping[str, int]) -> Addition:
    """Return the addition of an event to the day of a moment in UTC."""
    day = at.astimezone(UTC).date()
    month = f"{day:%Y-%m}"
    return Addition(
        ShardedCounter(records, DAYS.name).shard_of(month, event),
        month,
        {f"{day:%d}.{name}": amount for name, amount in amounts.items()},
        expires_at=datetime(day.year, day.month, day.day, tzinfo=UTC) + DAYS_KEPT,
    )


def note(records: Records, at: datetime, event: str, amounts: Mapping[str, int]) -> None:
    """Add to the day of a moment: one write. Raises Unavailable if the records do not answer."""
    addition = of_day(records, at, event, amounts)
    records.update_together([addition.shard], lambda found: [addition.applied(found[0])])


def read_days(records: Records, first: date, last: date) -> dict[date, dict[str, int]]:
    """Read the counts of every day from `first` to `last`, by name; a day without any is empty."""
    counter = ShardedCounter(records, DAYS.name)
    months = {month: counter.read(month) for month in _months(first, last)}
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    return {day: _of(months[f"{day:%Y-%m}"], f"{day:%d}.") for day in days}


def _of(month: Mapping[str, int], start: str) -> dict[str, int]:
    return {name.removeprefix(start): count for name, count in month.items() if name.startswith(start)}


def _months(first: date, last: date) -> Iterator[str]:
    day = first.replace(day=1)
    while day <= last:
        yield f"{day:%Y-%m}"
        day = (day + timedelta(days=31)).replace(day=1)


def visit_of(counter: Fields | None, at: datetime) -> str:
    """Return NEW, RETURNING or "" for activity of a listener, by what their counter holds before it."""
    latest = str((counter or {}).get(LAST_AT, ""))
    if not latest:
        return NEW
    return RETURNING if latest[:10] < at.astimezone(UTC).date().isoformat() else ""


@dataclass(frozen=True, slots=True)
class VisitAddition:
    """An addition to a listener's counter that holds only while their activity is the `visit` it was built for."""

    addition: ShardChange
    at: datetime
    visit: str

    @property
    def shard(self) -> RecordKey:
        """The shard of the listener's counter."""
        return self.addition.shard

    def applied(self, before: Record | None) -> Record | None:
        """Return the record after this addition, or None if they were active since it was built."""
        held = before.fields if before else None
        return self.addition.applied(before) if visit_of(held, self.at) == self.visit else None
