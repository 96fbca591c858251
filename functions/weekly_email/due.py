"""The due moment of a subscription: moved on when a mail is done with, put off when it is tried again later."""

from collections.abc import Callable
from datetime import datetime, timedelta

from shared.domain.retry import Retry
from shared.domain.subscription import Subscription
from shared.errors import InvalidInput, NotFound
from shared.ports import Fields, Record, Records
from shared.record_kinds import SUBSCRIPTIONS

from .contract import Due

WEEK = timedelta(days=7)

FARTHEST = timedelta(days=8)
"""The farthest that a due moment may be ahead: a week, and what a change of the clocks adds."""


EARLIEST = timedelta(hours=1)
"""The earliest before its due moment that a mail is sent: clocks differ by minutes, plans are hourly."""


def move_on(records: Records, due: Due, now: datetime) -> None:
    """Move a listener's next mail to a week on, unless they have ended or moved it meanwhile."""
    _change(records, due, lambda fields: {**fields, "due_at": next_due(fields, due, now), "retry": None})


def put_off(records: Records, due: Due, retry: Retry, until: datetime) -> None:
    """Have a mail tried again at another moment; it stays the mail of its own due moment."""
    moment = until.isoformat(timespec="seconds")
    _change(records, due, lambda fields: {**fields, "due_at": moment, "retry": retry.to_fields()})


def breaks_of(record: Record | None) -> int:
    """Return how often a connection broke off at a subscription's mail, 0 if its record cannot be read."""
    retry = record.fields.get("retry") if record else None
    breaks = retry.get("breaks") if isinstance(retry, dict) else 0
    return breaks if isinstance(breaks, int) else 0


def is_far(due_at: datetime, now: datetime) -> bool:
    """Return whether a due moment can only come from a clock that was wrong."""
    return due_at > now + FARTHEST


def is_early(due_at: datetime, now: datetime) -> bool:
    """Return whether a mail was planned by a clock that was ahead: a later plan brings it back."""
    return due_at > now + EARLIEST


def next_due(fields: Fields, due: Due, now: datetime) -> str:
    """Return the next due moment as a subscription stores it, never a past one and never one that is far ahead.

    A schedule that cannot be read gives the same moment a week on: it is tried again, but not every hour.
    """
    after = now if is_far(due.at, now) else max(due.at, now)
    try:
        schedule = Subscription.of(fields).schedule
        next_at = schedule.next_after(after)
        if is_far(next_at, now):
            next_at = schedule.next_after(now)
    except (InvalidInput, LookupError, ValueError):
        next_at = due.at + WEEK * (-(-(after - due.at) // WEEK) or 1)
    return next_at.isoformat(timespec="seconds")


def _change(records: Records, due: Due, changed: Callable[[Fields], Fields]) -> None:
    """Change a subscription that is still at a due moment."""
    record = records.get(SUBSCRIPTIONS.name, due.listener)
    if record is None or _moment(record.fields) != due.at:
        return

    def change(fields: Fields | None) -> Fields:
        if fields is None:
            raise NotFound("This subscription has ended")
        return changed(fields) if _moment(fields) == due.at else fields

    try:
        records.update(SUBSCRIPTIONS.name, due.listener, change, record.expires_at)
    except NotFound:  # a mail that was on its way does not bring it back
        return


def _moment(fields: Fields) -> datetime:
    return datetime.fromisoformat(str(fields["due_at"]))
