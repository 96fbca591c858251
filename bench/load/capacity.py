"""Capacity of a server: the highest sustained rate of requests, found by trials."""

from collections.abc import Callable
from typing import TypeVar

FIRST_PER_SECOND = 8.0
MOST_PER_SECOND = 4_096.0
HALVINGS = 3
"""Number of bisections, by ratio, between the last sustained rate and the first that was not."""

TRIES = 2
"""Trials of a rate before it counts as not sustained: other work on the machine may spoil one."""

STEP_DOWN = 2**0.25
"""Factor by which a rate that is not sustained for long is lowered."""

MOST_STEPS_DOWN = 8

Found = TypeVar("Found")


def highest_sustained(
    is_sustained: Callable[[float], bool], *, first: float = FIRST_PER_SECOND, most: float = MOST_PER_SECOND
) -> float:
    """Return the highest sustained rate, to about 9 %: doubled until one is not sustained, then bisected.

    Raises ValueError if not even the first is sustained, or all up to the most are.
    """
    sustained, too_much = 0.0, first
    while any(is_sustained(too_much) for _ in range(TRIES)):
        sustained, too_much = too_much, too_much * 2
        if too_much > most:
            raise ValueError(f"expected a rate that is too much, found none up to {most:g} a second")
    if not sustained:
        raise ValueError(f"expected {first:g} requests a second to be sustained, found that they are not")
    for _ in range(HALVINGS):
        middle = (sustained * too_much) ** 0.5
        if any(is_sustained(middle) for _ in range(TRIES)):
            sustained = middle
        else:
            too_much = middle
    return sustained


def sustained_for_long(
    at: Callable[[float], Found], is_sustained: Callable[[Found], bool], per_second: float
) -> tuple[float, Found]:
    """Return the first sustained rate from `per_second` down, and the result of `at` for it.

    A rate that is sustained for seconds need not be for minutes, once messages queue up. Raises ValueError after
    MOST_STEPS_DOWN.
    """
    for _ in range(MOST_STEPS_DOWN):
        found = at(per_second)
        if is_sustained(found):
            return per_second, found
        per_second /= STEP_DOWN
    raise ValueError(f"expected a rate that is sustained for long, found none down to {per_second:.1f} a second")
