"""Shares of crowds in a list: which of them has the next place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

NO_CROWD = -1
"""Crowd of a track that is no candidate of any."""


@overload
def turn(place: NDArray[np.int64], size: int) -> NDArray[np.float64]: ...
@overload
def turn(place: int, size: int) -> float: ...
def turn(place: NDArray[np.int64] | int, size: int) -> NDArray[np.float64] | float:
    """Return the moment of the song at `place` of a crowd of `size` seeds: Sainte-Laguë's divisors."""
    return (place + 0.5) / size


@dataclass(frozen=True, slots=True)
class Shares:
    """The sizes of the crowds, and the crowd of each of m tracks."""

    sizes: tuple[int, ...]
    """Seeds of each crowd."""
    crowds: NDArray[np.int64]
    """(m,), NO_CROWD for a track of none."""

    def in_turn(self) -> Iterator[NDArray[np.bool_]]:
        """Yield the tracks, (m,) bool, that may have the next place: those of the crowd whose turn it is.

        As many places as there are tracks are yielded; those of no crowd are the last.
        """
        left = [int((self.crowds == crowd).sum()) for crowd in range(len(self.sizes))]
        taken = [0] * len(self.sizes)
        for _ in range(sum(left)):
            open_ = [crowd for crowd, count in enumerate(left) if taken[crowd] < count]
            next_ = min(open_, key=lambda crowd: turn(taken[crowd], self.sizes[crowd]))
            taken[next_] += 1
            yield self.crowds == next_
        for _ in range(len(self.crowds) - sum(left)):
            yield self.crowds == NO_CROWD
