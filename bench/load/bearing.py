"""What a server can bear: the highest rate of requests that some way of trying finds to be borne."""

from collections.abc import Callable
from typing import TypeVar

FIRST_PER_SECOND = 8.0
MOST_PER_SECOND = 4_096.0
HALVINGS = 3
"""How often what lies between the last rate that was borne and the first that was not is halved, by ratio."""

TRIES = 2
"""How often a rate is tried before it counts as not borne: other work on the machine may spoil one."""

STEP_DOWN = 2**0.25
"""By how much a rate that is not borne for long is lowered."""

MOST_STEPS_DOWN = 8

Found = TypeVar("Found")


def highest_borne(
    is_borne: Callable[[float], bool], *, first: float = FIRST_PER_SECOND, most: float = MOST_PER_SECOND
) -> float:
    """Give the highest rate that is borne, to about 9 %: doubled until one is not, then halved in between.

    Raises ValueError if not even the first is borne, or all up to the most are.
    """
    borne, too_much = 0.0, first
    while any(is_borne(too_much) for _ in range(TRIES)):
        borne, too_much = too_much, too_much * 2
        if too_much > most:
            raise ValueError(f"expected a rate that is too much, found none up to {most:g} a second")
    if not borne:
        raise ValueError(f"expected {first:g} requests a second to be borne, found that they are not")
    for _ in range(HALVINGS):
        middle = (borne * too_much) ** 0.5
        if any(is_borne(middle) for _ in range(TRIES)):
            borne = middle
        else:
            too_much = middle
    return borne


def borne_for_long(
    at: Callable[[float], Found], is_borne: Callable[[Found], bool], per_second: float
) -> tuple[float, Found]:
    """Give the first rate that is borne, from `per_second` down, and what `at` found at it.

    Why: what is borne for seconds need not be for minutes, when messages have come to wait. Raises ValueError if
    it is lowered too often.
    """
    for _ in range(MOST_STEPS_DOWN):
        found = at(per_second)
        if is_borne(found):
            return per_second, found
        per_second /= STEP_DOWN
    raise ValueError(f"expected a rate that is borne for long, found none down to {per_second:.1f} a second")
