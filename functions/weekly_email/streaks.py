"""Failures in a row: they tell a mailer that is down from mailboxes that take no mail."""

from dataclasses import dataclass, field

from shared.errors import Unavailable

from .delivery import Attempt

ANSWERED = frozenset({"sent", "refused", "deferred", "given up"})
"""Outcomes of a mailer that works: it answered for one mail."""

MOST_BREAKS_IN_A_ROW = 3
"""Broken connections after which the mailer is taken to be down: half a minute, if each is a timeout."""

MOST_DOUBTFUL_IN_A_ROW = 3
"""Lost answers after which the mailer is taken to be down: each costs a listener the mail of a week, perhaps."""

MOST_DEFERRED_IN_A_ROW = 20
"""Deferrals with one and the same reply after which it is taken for a refusal of us.

All twenty are tried again later, so a wrong guess delays nobody else: a redelivery begins behind them.
"""


@dataclass(slots=True)
class Streaks:
    """The failures at the end of the attempts so far."""

    broken: list[Attempt] = field(default_factory=list)
    """The attempts that broke off, and are not judged yet."""
    answered: bool = False
    """Whether the mailer answered for any mail of this run."""
    _breaks: int = 0
    _doubtful: int = 0
    _deferred: int = 0
    _reply: str = ""
    _last: Attempt | None = None

    def add(self, attempt: Attempt) -> None:
        """Count one attempt; those that did not reach the mailer say nothing."""
        if attempt.outcome == "broken off":
            self.broken.append(attempt)
            self._breaks += 1
            self._last = attempt
        elif attempt.outcome == "in doubt" and attempt.error:
            self._doubtful += 1
            self._last = attempt
        elif attempt.outcome in ANSWERED:
            self._answer(attempt)

    def take_broken(self) -> list[Attempt]:
        """Return the attempts that broke off, and forget them."""
        broken, self.broken = self.broken, []
        return broken

    def is_the_mailers(self) -> bool:
        """Return whether so many failures in a row are no fault of the mailboxes."""
        return (
            self._breaks >= MOST_BREAKS_IN_A_ROW
            or self._doubtful >= MOST_DOUBTFUL_IN_A_ROW
            or self._deferred >= MOST_DEFERRED_IN_A_ROW
        )

    def unavailable(self) -> Unavailable:
        """Return the error that has the batch delivered again."""
        error = self._last.error if self._last else None
        if isinstance(error, Unavailable):
            return error
        found = error.found if error else ""
        return Unavailable("The mailer takes no mail now", found=f"{found} in a row", cure="try again later")

    def _answer(self, attempt: Attempt) -> None:
        self.answered = True
        self._breaks = self._doubtful = 0
        reply = attempt.error.found if attempt.error else ""
        was_deferred = attempt.outcome in ("deferred", "given up")
        self._deferred = (self._deferred if reply == self._reply else 0) + 1 if was_deferred else 0
        self._reply, self._last = reply, attempt
