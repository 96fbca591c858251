"""Rate limits of mails: counts of those that were sent, in fixed windows of time, under keyed hashes."""

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
    """The most mails in a window of time."""

    name: str
    most: int
    window: timedelta


MAILS_TO_ADDRESS = Limit("address", 5, LIMIT_KEPT)
"""Enough for an impatient person, too few to fill a mailbox."""

MAILS_FOR_CLIENT = Limit("client", 30, LIMIT_KEPT)
"""Enough for a household or an office behind one network address."""

MAILS_FOR_EVERYONE = Limit("everyone", 600, LIMIT_KEPT)
"""Enough for a very good day, and too few to ruin the sender's name with the mailbox providers."""

logger = logging.getLogger(__name__)


class Limits:
    """Counts of mails; `secret` keys their hashes, since plain hashes of addresses could be guessed."""

    def __init__(self, records: Records, secret: Callable[[], str], now: Callable[[], datetime]) -> None:
        self._records = records
        self._secret = secret
        self._now = now

    @contextmanager
    def counted(self, limit: Limit, whose: str, *, stays: tuple[type[Exception], ...]) -> Iterator[None]:
        """Count what is done within the context, and take the count back if it fails, but for errors in `stays`.

        Raises TooManyRequests, without doing it, if the limit is reached.
        """
        now, length = self._now().timestamp(), int(limit.window.total_seconds())
        start = int(now) // length * length
        key = hmac.digest(self._secret().encode(), f"{limit.name} {start} {whose}".encode(), "sha256").hex()
        end = datetime.fromtimestamp(start + length, self._now().tzinfo)
        if not admitted(self._records, key, limit.most, end):
            if limit is MAILS_FOR_EVERYONE:  # the operator is alerted by errors of this function
                logs.event(logger, "ERROR", f"{limit.most} mails were asked for within the hour; no more are sent")
            raise _too_many(max(1, start + length - int(now)))
        try:
            yield
        except stays:
            raise
        except Exception:
            take_back(self._records, key, end)
            raise


def _too_many(seconds: int) -> TooManyRequests:
    return TooManyRequests(
        "Too many mails were asked for",
        expected="a few an hour",
        found="more",
        cure=f"try again in {seconds} seconds",
        retry_after_seconds=seconds,
    )
