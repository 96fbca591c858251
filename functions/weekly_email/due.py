"""The next due moment of a subscription, once a mail is done with."""

from datetime import datetime, timedelta

from shared.domain.subscription import Subscription
from shared.errors import InvalidInput, NotFound
from shared.ports import Fields, Records
from shared.record_kinds import SUBSCRIPTIONS

from .contract import Due

WEEK = timedelta(days=7)


def move_on(records: Records, due: Due, now: datetime) -> None:
    """Move a listener's next mail to a week on, unless they have ended or moved it meanwhile."""
    record = records.get(SUBSCRIPTIONS.name, due.listener)
    if record is None:
        return

    def change(fields: Fields | None) -> Fields:
        if fields is None:
            raise NotFound("This subscription has ended")
        if fields["due_at"] != record.fields["due_at"]:
            return fields
        return {**fields, "due_at": next_due(fields, due, now)}

    if _moment(record.fields) != due.at:
        return
    try:
        records.update(SUBSCRIPTIONS.name, due.listener, change, record.expires_at)
    except NotFound:  # a mail that was on its way does not bring it back
        return


def next_due(fields: Fields, due: Due, now: datetime) -> str:
    """Return the next due moment as a subscription stores it, never one that is past.

    A schedule that cannot be read gives the same moment a week on: it is tried again, but not every hour.
    """
    after = max(due.at, now)
    try:
        subscription = Subscription.of(fields)
        next_at = subscription.schedule.next_after(after)
    except (InvalidInput, LookupError, ValueError):
        next_at = due.at + WEEK * max(1, -(-(after - due.at) // WEEK))
    return next_at.isoformat(timespec="seconds")


def _moment(fields: Fields) -> datetime:
    return datetime.fromisoformat(str(fields["due_at"]))
