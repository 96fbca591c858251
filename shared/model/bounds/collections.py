"""Bounds by songs that a listener names one by one: their own collection, and what they do not want."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.bounds.bound import Bound
from shared.model.candidates.sorting import distinct, located
from shared.model.candidates.tracks import Indices, TrackTable


@dataclass(frozen=True, slots=True)
class Collections:
    """Songs that a listener names one by one."""

    only: Indices | None = None
    """(k,) int32 the songs of which no other is wanted; None for any."""
    leave_out: Indices | None = None
    """(k,) int32 songs of which no release is wanted."""

    @property
    def universe(self) -> Indices | None:
        """The only songs that may be allowed, ascending: int32; None for any."""
        return None if self.only is None else distinct(self.only)


ANY = Collections()


def collection_bounds(collections: Collections, tracks: TrackTable) -> list[Bound]:
    """Return the bounds by songs."""
    universe, out = collections.universe, collections.leave_out
    found = [] if universe is None else [_only(universe)]
    return found + ([_left_out(out, tracks)] if out is not None and len(out) else [])


def _only(universe: Indices) -> Bound:
    words = f"of the {len(universe):,} of your collection that we know"

    def allows(found: Indices) -> NDArray[np.bool_]:
        return located(universe, found)[1] if len(universe) else np.zeros(len(found), dtype=np.bool_)

    return Bound(words, "none is of your collection", allows)


def _left_out(out: Indices, tracks: TrackTable) -> Bound:
    songs = distinct(tracks.songs[out])

    def allows(found: Indices) -> NDArray[np.bool_]:
        return ~located(songs, tracks.songs[found])[1]

    return Bound("that you do not leave out", "you leave out all", allows)
