"""One bound: words for the listener, and a test of tracks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import join_names
from shared.model.candidates.tracks import Indices

Test = Callable[[Indices], NDArray[np.bool_]]
"""Returns which of (m,) int32 tracks keep to a bound: (m,) bool."""

_SHOWN = 3
"""Names that are told of many."""


def listed(names: Sequence[str]) -> str:
    """Join the first names and the number of the others: "A, B, C or 57 others"."""
    more = [f"{len(names) - _SHOWN} others"] if len(names) > _SHOWN + 1 else names[_SHOWN:]
    return join_names([*names[:_SHOWN], *more], "or")


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound, compiled for one model."""

    words: str
    """It, as one says it after "songs": "from 1990 to 1999", "without live versions"."""
    none: str
    """A clause for where no song keeps to it: "none is “polka”"."""
    allows: Test
    reads_texts: bool = False
    """Whether names are read, which costs some microseconds a track: such bounds are looked at last."""
