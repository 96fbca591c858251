"""The effects of words: bounds, wanted sound, words of titles, songs to go on, and the order of the answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import reduce
from typing import Any

from shared.domain.bounds import EVERYTHING, Bounds, Range
from shared.domain.song_order import Curve, Order
from shared.intake import TrackReference
from shared.model.catalogue.found import Found

NO_BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a part of a sentence, or of all together."""

    names: tuple[tuple[TrackReference, Found], ...] = ()
    """Artists and songs to go on, with their tracks in the catalogue."""
    title: tuple[str, ...] = ()
    """Words by which playlists that suit it are called."""
    bounds: Bounds = NO_BOUNDS
    levels: Mapping[str, float] = field(default_factory=dict)
    """Feature -> wanted level, 0 to 1."""
    shifts: Mapping[str, float] = field(default_factory=dict)
    """Feature -> how far from the seeds' own level the answer is to be, -1 to 1."""
    n: int | None = None
    order: Order | None = None
    curve: Curve | None = None


NO_EFFECT = Effect()


def together(effects: Iterable[Effect]) -> Effect:
    """Join effects: bounds of several parts must all hold, but of two spans of years either will do."""
    return reduce(_joined, effects, NO_EFFECT)


def _joined(one: Effect, other: Effect) -> Effect:
    return Effect(
        names=one.names + other.names,
        title=tuple(dict.fromkeys(one.title + other.title)),
        bounds=joined_bounds(one.bounds, other.bounds),
        levels=_mean(one.levels, other.levels),
        shifts=_sums(one.shifts, other.shifts),
        n=other.n or one.n,
        order=other.order or one.order,
        curve=other.curve or one.curve,
    )


def _mean(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Return levels, those that both name halfway between: "sad party songs" are neither wholly."""
    both = {feature: (one[feature] + other[feature]) / 2 for feature in one.keys() & other.keys()}
    return {**one, **other, **both}


def _sums(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {feature: one.get(feature, 0.0) + other.get(feature, 0.0) for feature in {**one, **other}}


def joined_bounds(one: Bounds, other: Bounds) -> Bounds:
    """Return bounds that keep to both; what is named later wins where both cannot hold."""
    return replace(
        one, **{each.name: _both(getattr(one, each.name), getattr(other, each.name)) for each in fields(one)}
    )


def _both(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, Range):
        return joined_ranges(ours, theirs)
    if isinstance(ours, tuple):
        return tuple(dict.fromkeys(ours + theirs))
    return ours if theirs is None else theirs


def joined_ranges(one: Range, other: Range) -> Range:
    """Return the span from the lower to the higher of two closed ranges, else what is in both.

    >>> joined_ranges(Range(1980, 1989), Range(1990, 1999)), joined_ranges(Range(1994), Range(None, 2000))
    (Range(low=1980, high=1999), Range(low=1994, high=2000))
    """
    if EVERYTHING in (one, other):
        return one if other == EVERYTHING else other
    lows = [low for low in (one.low, other.low) if low is not None]
    highs = [high for high in (one.high, other.high) if high is not None]
    if len(lows) == len(highs) == 2:
        return Range(min(lows), max(highs))
    return Range(max(lows, default=None), min(highs, default=None))
