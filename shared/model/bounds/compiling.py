"""Compile the bounds that a listener sets for one model."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.bounds import Bounds
from shared.model.bounds.bound import Bound
from shared.model.bounds.kinds import kind_bounds
from shared.model.bounds.names import name_bounds
from shared.model.bounds.numbers import number_bounds
from shared.model.bounds.song_bounds import SongBounds
from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.sorting import distinct
from shared.model.candidates.tracks import Indices
from shared.model.catalogue.catalogue import Catalogue

NO_BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Collections:
    """Songs that a listener names one by one."""

    only: Indices | None = None
    """(k,) int32 the songs of which no other is wanted; None for any."""
    leave_out: Indices | None = None
    """(k,) int32 songs of which no release is wanted."""


ANY = Collections()


def compiled(
    bounds: Bounds, retrieval: Retrieval, catalogue: Catalogue, collections: Collections = ANY
) -> SongBounds | None:
    """Return a listener's bounds for one model and one request, None where there are none.

    Raises InvalidInput for a range that ends before it begins, and for a bound that the catalogue can judge no
    song by, such as years where it knows none.
    """
    found = [
        *number_bounds(bounds, retrieval.facts),
        *kind_bounds(bounds, retrieval.facts, retrieval.tracks),
        *name_bounds(bounds, catalogue),
    ]
    if collections.leave_out is not None and len(collections.leave_out):
        found.append(_left_out(collections.leave_out, retrieval))
    universe = None
    if collections.only is not None:
        universe = distinct(collections.only)
        found.insert(0, _only(universe))
    return SongBounds(found, len(retrieval.tracks), universe) if found else None


def _only(universe: Indices) -> Bound:
    def allows(tracks: Indices) -> NDArray[np.bool_]:
        return np.isin(tracks, universe)

    return Bound("of your collection", "none is in our catalogue", allows)


def _left_out(tracks: Indices, retrieval: Retrieval) -> Bound:
    """Another release of a song that is left out is left out as well."""
    songs = distinct(retrieval.tracks.songs[tracks])

    def allows(found: Indices) -> NDArray[np.bool_]:
        return ~np.isin(retrieval.tracks.songs[found], songs)

    return Bound("that you do not leave out", "you leave out all", allows)
