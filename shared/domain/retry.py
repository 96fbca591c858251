"""A weekly mail that was not delivered at its due moment: how often it was tried, and when it is again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from shared.domain.search import JSON

RETRY_WAITS = (
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=24),
)
"""The wait after each refusal: about four days, then the mail is given up."""

MOST_BREAKS = 30
"""Connections that may break off at one mail before this counts as a refusal of it."""


@dataclass(frozen=True, slots=True)
class Retry:
    """The mail of one due moment, and its failures so far."""

    mail_due_at: datetime
    refusals: int = 0
    """Answers that this mailbox or this mail cannot be served now."""
    breaks: int = 0
    """Connections that broke off at it since the last refusal, without a sign whose fault it was."""

    def refused(self) -> "Retry":
        """Return it after one more refusal."""
        return replace(self, refusals=self.refusals + 1, breaks=0)

    def broken(self) -> "Retry":
        """Return it after one more broken connection."""
        return replace(self, breaks=self.breaks + 1)

    @property
    def wait(self) -> timedelta | None:
        """The wait after the last refusal; None if the mail is given up."""
        return RETRY_WAITS[self.refusals - 1] if self.refusals <= len(RETRY_WAITS) else None

    def to_fields(self) -> dict[str, JSON]:
        """Return its fields within the record of a subscription."""
        mail_due_at = self.mail_due_at.astimezone(UTC).isoformat(timespec="seconds")
        return {"mail_due_at": mail_due_at, "refusals": self.refusals, "breaks": self.breaks}

    @classmethod
    def of(cls, fields: JSON) -> "Retry | None":
        """Read it back; None where no mail is tried again."""
        if not isinstance(fields, Mapping):
            return None
        due = datetime.fromisoformat(str(fields["mail_due_at"]))
        return cls(due, int(str(fields["refusals"])), int(str(fields["breaks"])))
