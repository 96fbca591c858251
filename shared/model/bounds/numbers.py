"""Bounds on numbers of a song: years, length and tempo. A song whose number is unknown keeps to none of them."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.bounds import EVERYTHING, Bounds, Range
from shared.errors import InvalidInput
from shared.model.bounds.bound import Bound
from shared.model.candidates.facts import TENTHS, FactTable
from shared.model.candidates.tracks import Indices


@dataclass(frozen=True, slots=True)
class _Kind:
    """A number that songs have."""

    name: str
    field: str
    written: Callable[[float], str]
    between: str
    """The words for a range, with places for its ends."""
    from_: str
    until: str


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _plain(value: float) -> str:
    return f"{value:g}"


_YEARS = _Kind("year", "years", _plain, "from {} to {}", "from {} on", "up to {}")
_TEMPO = _Kind(
    "tempo", "tempo", _plain, "of {} to {} beats a minute", "of {} beats a minute or more",
    "of {} beats a minute or fewer",
)  # fmt: skip
_LENGTH = _Kind("length", "length", _clock, "{} to {} long", "{} long or longer", "{} long or shorter")


def number_bounds(bounds: Bounds, facts: FactTable) -> list[Bound]:
    """Return the bounds on numbers. Raises InvalidInput for an empty range, or one that nothing is known of."""
    asked = (
        (_YEARS, bounds.years, facts.years, 1),
        (_TEMPO, bounds.tempo, facts.tempos, TENTHS),
        (_LENGTH, bounds.seconds, facts.seconds, 1),
    )
    found = [_bound(kind, range_, values, steps) for kind, range_, values, steps in asked if range_ != EVERYTHING]
    return [*found, *(_hole(_bound(_YEARS, years, facts.years, 1)) for years in bounds.not_years)]


def _hole(bound: Bound) -> Bound:
    """Return the bound of all that does not keep to another: what is unknown does not, so that it stays."""
    return Bound(f"not {bound.words}", f"all are {bound.words}", lambda tracks: ~bound.allows(tracks))


def _bound(kind: _Kind, range_: Range, values: NDArray[np.integer], steps: int) -> Bound:
    low = -math.inf if range_.low is None else range_.low
    high = math.inf if range_.high is None else range_.high
    if not low <= high:
        raise InvalidInput(
            f"The bounds on the {kind.name} contradict each other",
            expected="a beginning that is not after the end",
            found=f"from {kind.written(low)} to {kind.written(high)}",
            cure="swap them",
        )
    if not values.any():
        raise unknown_of_all(f"the {kind.name}", kind.field)

    def within(tracks: Indices) -> NDArray[np.bool_]:
        theirs = values[tracks].astype(np.float64) / steps
        return np.asarray((theirs > 0) & (theirs >= low) & (theirs <= high))

    words = _words(kind, range_)
    return Bound(words, f"none is {words}", within)


def _words(kind: _Kind, range_: Range) -> str:
    ends = [kind.written(end) for end in (range_.low, range_.high) if end is not None]
    if len(ends) == 2:
        return f"from {ends[0]}" if kind is _YEARS and ends[0] == ends[1] else kind.between.format(*ends)
    return (kind.from_ if range_.high is None else kind.until).format(*ends)


def unknown_of_all(what: str, field: str) -> InvalidInput:
    """Return the error for a bound that this model can judge no song by."""
    return InvalidInput(
        f"Songs cannot be bounded by {what} here",
        expected=f"a catalogue that knows {what} of some songs",
        found="none",
        cure=f"leave “{field}” out; whoever runs this can train with a table that has it",
    )
