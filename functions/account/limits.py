"""Rate limits of mails and of wrong codes: counts in fixed windows of time, under keyed hashes."""

import hmac
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared import logs
from shared.errors import TooManyRequests
from shared.ports import Records
from shared.record_kinds import LIMIT_KEPT
from shared.records.limit_counts import admitted, take_back


@dataclass(frozen=True, slots=True)
class Limit:
    """The most mails, or wrong codes, in a window of time."""

    name: str
    most: int
    window: timedelta
    alerts: bool = False
    """Whether reaching it is an ERROR in the log, of which the operator is told."""
    what: str = "Too many mails were asked for"
    cure: str = ""
    """The way that works meanwhile."""

    def refusal(self, seconds: int) -> TooManyRequests:
        """Return the error of who is over the limit, with the seconds to wait."""
        return TooManyRequests(
            self.what,
            expected="a few an hour",
            found="more",
            cure="; ".join(filter(None, (self.cure, f"try again in {seconds} seconds"))),
            retry_after_seconds=seconds,
        )


MAILS_TO_ADDRESS = Limit("address", 5, LIMIT_KEPT)
"""Enough for an impatient person, too few to fill a mailbox."""

MAILS_FOR_CLIENT = Limit("client", 30, LIMIT_KEPT)
"""Enough for a household or an office behind one network address."""

MAILS_FOR_EVERYONE = Limit("everyone", 600, LIMIT_KEPT, alerts=True)
"""Enough for a very good day, and too few to ruin the sender's name with the mailbox providers."""

logger = logging.getLogger(__name__)


class Limits:
    """Counts of what was done; `secret` keys their hashes, since plain hashes of addresses could be guessed."""

    def __init__(self, records: Records, secret: Callable[[], str], now: Callable[[], datetime]) -> None:
        self._records = records
        self._secret = secret
        self._now = now

    @contextmanager
    def counted(self, limit: Limit, whose: str, *, stays: tuple[type[Exception], ...]) -> Iterator[None]:
        """Count what is done within the context, and take the count back if it fails, but for errors in `stays`.

        Raises TooManyRequests, without doing it, if the limit is reached.
        """
        key, end = self._admitted(limit, whose)
        try:
            yield
        except stays:
            raise
        except Exception:
            take_back(self._records, key, end)
            raise

    @contextmanager
    def failures_counted(self, limit: Limit, whose: str, failure: type[Exception]) -> Iterator[None]:
        """Count what fails in this way within the context; counted before, so that many at once stay bounded.

        Raises TooManyRequests, without doing it, if the limit is reached.
        """
        key, end = self._admitted(limit, whose)
        try:
            yield
        except failure:
            raise
        except Exception:
            take_back(self._records, key, end)
            raise
        take_back(self._records, key, end)

    def keyed(self, text: str) -> str:
        """Return the keyed hash of a text, in hex."""
        return hmac.digest(self._secret().encode(), text.encode(), "sha256").hex()

    def _admitted(self, limit: Limit, whose: str) -> tuple[str, datetime]:
        """Count one more; return its count's key and the end of the window."""
        now, length = self._now().timestamp(), int(limit.window.total_seconds())
        start = int(now) // length * length
        key = self.keyed(f"{limit.name} {start} {whose}")
        end = datetime.fromtimestamp(start + length, self._now().tzinfo)
        if not admitted(self._records, key, limit.most, end):
            if limit.alerts:  # the operator is alerted by errors of this function
                logs.event(logger, "ERROR", f"{limit.what}: {limit.most} within the hour, no more are taken")
            raise limit.refusal(max(1, start + length - int(now)))
        return key, end
