"""The Camelot wheel: keys as hours of a clock, neighbours on which share all notes but one.

Devised by Mark Davis (camelotsound.com) and used by DJs for harmonic mixing: the circle of fifths, numbered 1 to
12, with A for minor and B for major, so that a minor key and its relative major have one number.
"""

import numpy as np
from numpy.typing import NDArray

HOURS = 12

UNKNOWN = 0
"""The hour of a song whose key or mode is unknown."""

FARTHEST = 7.0
"""The greatest distance of two keys: half the circle and the other mode."""

_C_MAJOR, _C_MINOR = 8, 5
_FIFTH = 7
"""Semitones in a fifth, which is an hour of the wheel."""


def hours(keys: NDArray[np.floating], major: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the hour, 1 to 12, of (m,) pitch classes, 0 to 11 from C on, in their modes; UNKNOWN for NaN."""
    known = np.isfinite(keys)
    classes = np.where(known, keys, 0).astype(np.int64)
    hour = (_FIFTH * classes + np.where(major, _C_MAJOR, _C_MINOR) - 1) % HOURS + 1
    return np.where(known, hour, UNKNOWN)


def code(hour: int, *, major: bool) -> str | None:
    """Return a key as DJs write it, "8A" for A minor; None if it is unknown."""
    return None if hour == UNKNOWN else f"{hour}{'B' if major else 'A'}"


def steps(
    hour: NDArray[np.int64], major: NDArray[np.bool_], other: NDArray[np.int64], other_major: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return how many moves to an adjoining key lead from each key to another, 0 to 7; arrays are broadcast."""
    apart = np.abs(hour - other) % HOURS
    return np.asarray(np.minimum(apart, HOURS - apart) + (major != other_major))
