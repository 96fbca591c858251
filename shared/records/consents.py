"""Consents to the weekly mail: when each was asked for, confirmed and ended, its wording and the address."""

from collections.abc import Callable
from datetime import UTC, datetime

from shared.errors import NotFound
from shared.ports import Fields, Record, Records
from shared.record_kinds import CONSENT_KEPT, CONSENTS, SUBSCRIPTIONS, UNCONFIRMED_KEPT
from shared.records.personal_data import records_of

LINK = "link"
"""The cause of an end by the link of a mail."""


class Consents:
    """The log of consents; it does not decide which listeners get mail."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records = records
        self._now = now

    def ask(self, number: str, listener: str, address: str, wording: str) -> None:
        """Store that the mail was asked for and is about to be confirmed."""
        fields = _fields(listener, address, wording, self._moment(), None)
        self._records.create(CONSENTS.name, Record(number, fields, self._now() + UNCONFIRMED_KEPT))

    def give(self, number: str, listener: str, address: str, wording: str, asked_at: datetime) -> None:
        """Store a consent that is asked for and confirmed in one; the first of its number stays."""
        asked = asked_at.astimezone(UTC).isoformat(timespec="seconds")
        fields = _fields(listener, address, wording, asked, self._moment())
        self._records.create(CONSENTS.name, Record(number, fields))

    def confirm(self, number: str) -> None:
        """Store that it was confirmed; the first time stays. Raises NotFound if it was not asked for lately."""
        at = self._moment()
        self._records.update(
            CONSENTS.name,
            number,
            lambda before: {**_there(before), "confirmed_at": _there(before)["confirmed_at"] or at},
        )

    def end(self, number: str, by: str) -> None:
        """Store that `by` ended it; a consent that was never confirmed is deleted."""
        record = self._records.get(CONSENTS.name, number)
        if record is None:
            return
        if record.fields["confirmed_at"] is None:
            self._records.delete(CONSENTS.name, number)
            return
        ended: Fields = {**record.fields, "ended_at": self._moment(), "ended_by": by}
        self._records.update(CONSENTS.name, number, lambda _: ended, self._now() + CONSENT_KEPT)

    def go_on(self, number: str) -> None:
        """Store that a consent that a link ended holds again, as that was undone; once more changes nothing.

        Raises NotFound for any other one that has ended.
        """
        at = self._moment()

        def change(before: Fields | None) -> Fields:
            fields = _there(before)
            if fields["ended_by"] not in (LINK, None):
                raise NotFound("This ended otherwise", expected=f"one ended by a {LINK}", found="another")
            if fields["ended_by"] is None:
                return fields
            return {**fields, "ended_at": None, "ended_by": None, "undone_at": at}

        self._records.update(CONSENTS.name, number, change)

    def _moment(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="seconds")


def end_subscription(records: Records, listener: str, by: str, now: Callable[[], datetime]) -> Fields | None:
    """End a listener's weekly mail; `by` names the cause. Return the fields it had, None if there was none."""
    record = records.get(SUBSCRIPTIONS.name, listener)
    if record is None:
        return None
    records.delete(SUBSCRIPTIONS.name, listener)
    if consent := record.fields.get("consent"):
        Consents(records, now).end(str(consent), by)
    return record.fields


def erase_subscription(records: Records, listener: str) -> None:
    """Delete a listener's subscription and consents, as a deletion of the account came in between."""
    records.delete(SUBSCRIPTIONS.name, listener)
    for consent in records_of(CONSENTS, records, listener):
        records.delete(CONSENTS.name, consent.key)


def _fields(listener: str, address: str, wording: str, asked_at: str, confirmed_at: str | None) -> Fields:
    return {
        "listener": listener,
        "address": address,
        "wording": wording,
        "asked_at": asked_at,
        "confirmed_at": confirmed_at,
        "ended_at": None,
        "ended_by": None,
    }


def _there(before: Fields | None) -> Fields:
    if before is None:
        raise NotFound(
            "This was not asked for lately",
            expected=f"a link of the last {UNCONFIRMED_KEPT.days} days",
            found="none",
        )
    return before
