"""Retries of calls to other people's services: how often, how long apart, and what a Retry-After header asks."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from tenacity import RetryCallState, Retrying
from tenacity.retry import retry_if_exception
from tenacity.stop import stop_after_attempt
from werkzeug.http import parse_date

from shared.errors import LimitReached, Unavailable

ATTEMPTS = 3
"""Attempts of a call before its failure is raised."""

PAUSE_SECONDS = 0.5
"""The pause before the second attempt; it doubles."""

LONGEST_PAUSE_SECONDS = 5.0
"""A service that asks for a longer wait is not retried, unless the caller has more time."""

T = TypeVar("T")


def with_retries(
    ask: Callable[[], T],
    *,
    sleep: Callable[[float], None] = time.sleep,
    unless: tuple[type[Unavailable], ...] = (),
    longest_pause_seconds: float = LONGEST_PAUSE_SECONDS,
) -> T:
    """Return what `ask` returns, after ATTEMPTS attempts at most.

    Only Unavailable is retried, and not its subclasses in `unless`. It is raised after the last attempt, or
    at once where the service asks for a wait over `longest_pause_seconds`. `sleep` takes seconds.
    """

    def may_pass(error: BaseException) -> bool:
        asked_seconds = _asked_seconds(error) or 0
        return isinstance(error, Unavailable) and asked_seconds <= longest_pause_seconds

    attempts = Retrying(
        retry=retry_if_exception(lambda error: may_pass(error) and not isinstance(error, unless)),
        wait=_pause_seconds,
        stop=stop_after_attempt(ATTEMPTS),
        sleep=sleep,
        reraise=True,
    )
    return attempts(ask)


def _pause_seconds(call: RetryCallState) -> float:
    """Return the wait that the service asked for, else ours."""
    asked = _asked_seconds(call.outcome.exception() if call.outcome else None)
    return PAUSE_SECONDS * 2 ** (call.attempt_number - 1) if asked is None else asked


def _asked_seconds(error: BaseException | None) -> int | None:
    return error.retry_after_seconds if isinstance(error, LimitReached) else None


def retry_after_seconds(header: str, now: datetime) -> int | None:
    """Return the seconds that a Retry-After header asks to wait, or None if it is neither seconds nor a date.

    Both forms are RFC 9110, section 10.2.3; a date that has passed is 0.
    """
    try:
        if header.isdecimal() and header.isascii():
            return int(header)
        moment = parse_date(header)
    except (ValueError, OverflowError):  # more digits than Python reads, or a year that no calendar has
        return None
    return None if moment is None else max(0, round((moment - now).total_seconds()))
