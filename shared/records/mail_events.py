"""Bounces, spam reports and unsubscriptions, told by SendGrid or by reports in a mailbox: each heeded once."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from shared.ports import Record, Records
from shared.record_kinds import ADDRESSES, MAIL_EVENT_KEPT, MAIL_EVENTS
from shared.records.consents import end_subscription
from shared.records.suppressions import hashed_address, suppress

BOUNCED = "bounced"
"""The cause of an end: the address takes no mail."""

SPAM_REPORT = "spam report"
"""The cause of an end: the mail was marked as spam."""


class MailEvents:
    """The rule for what becomes of an address; `end(address, why)` ends the weekly mail of whoever has it."""

    def __init__(self, records: Records, *, end: Callable[[str, str], None], now: Callable[[], datetime]) -> None:
        self._records = records
        self._end = end
        self._now = now

    @classmethod
    def of(cls, records: Records, now: Callable[[], datetime]) -> "MailEvents":
        """Return the rule over the records alone."""

        def end(address: str, why: str) -> None:
            if (listener := listener_of(records, address)) is not None:
                end_subscription(records, listener, why, now)

        return cls(records, end=end, now=now)

    def heed(self, number: str, address: str, why: str, *, suppresses: bool) -> bool:
        """End the weekly mail of an address, and suppress all other mail to it if the event says so.

        The event's number is stored when all is done, so that one that was cut off continues. Return whether it
        was new.
        """
        key = hashlib.sha256(number.encode()).hexdigest()
        if self._records.get(MAIL_EVENTS.name, key) is not None:
            return False
        if suppresses:
            suppress(self._records, address, why, self._now())
        self._end(address, why)
        self._records.create(MAIL_EVENTS.name, Record(key, {"why": why}, self._now() + MAIL_EVENT_KEPT))
        return True


def listener_of(records: Records, address: str) -> str | None:
    """Return the listener who has an address, or None."""
    record = records.get(ADDRESSES.name, hashed_address(address))
    return str(record.fields["listener"]) if record else None
