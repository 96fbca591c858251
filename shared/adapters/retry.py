"""How long adapters wait for a service that is busy, and how often they ask again."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from shared.errors import LimitReached, Unavailable

ATTEMPTS = 3
"""How often the same is asked for before its failure is the caller's."""

PAUSE_SECONDS = 0.5
"""The pause before the second attempt; it doubles."""

LONGEST_PAUSE_SECONDS = 5.0
"""A service that asks for a longer wait is not waited for."""

T = TypeVar("T")


def with_retries(
    ask: Callable[[], T],
    *,
    sleep: Callable[[float], None] = time.sleep,
    unless: tuple[type[Unavailable], ...] = (),
) -> T:
    """Ask until there is an answer, ATTEMPTS times at most.

    Only what `ask` raises as Unavailable is worth another attempt, `unless` it is one of these; a wait that is too
    long ends it at once. `sleep` takes seconds.
    """
    for attempt in range(ATTEMPTS - 1):
        try:
            return ask()
        except unless:
            raise
        except Unavailable as error:
            pause = _pause_seconds(error, attempt)
            if pause > LONGEST_PAUSE_SECONDS:
                raise
            sleep(pause)
    return ask()


def _pause_seconds(error: Unavailable, attempt: int) -> float:
    """Give the wait after a failed attempt (counted from 0): what the service says, else ours."""
    asked = error.retry_after_seconds if isinstance(error, LimitReached) else None
    return PAUSE_SECONDS * 2**attempt if asked is None else float(asked)


def retry_after_seconds(header: str, now: datetime) -> int | None:
    """Give the seconds that a Retry-After header asks to wait, or None if it is neither seconds nor a date.

    Both forms are RFC 9110, section 10.2.3; a date that has passed is 0.
    """
    if header.isdecimal() and header.isascii():
        return int(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, round((aware - now).total_seconds()))
