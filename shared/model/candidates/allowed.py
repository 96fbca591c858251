"""Allowed tracks: those that keep to the bounds of one request, as the sources of candidates see them."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.sorting import best_first
from shared.model.candidates.tracks import Indices


class Allowed(Protocol):
    """The tracks that an answer may hold."""

    @property
    def universe(self) -> Indices | None:
        """Some ascending tracks, int32, of which no other is allowed; None where any may be."""

    def allows(self, tracks: Indices) -> NDArray[np.bool_]:
        """Return which of some tracks are allowed: (len(tracks),) bool. The cost grows with these tracks alone."""

    def may_allow(self, tracks: Indices) -> NDArray[np.bool_]:
        """Return the same as far as can be told without reading names, which is cheap."""

    def popular(self) -> Iterator[Indices]:
        """Yield all allowed tracks, the most popular first, in parts of int32, as far as they are asked for."""

    def note(self, candidates: Indices) -> None:
        """Take in the candidates that there would be without bounds, to say how many keep to each."""


def best_allowed(tracks: Indices, scores: NDArray[np.float32], allowed: Allowed, count: int) -> Indices:
    """Return up to `count` allowed tracks of the greatest scores, the best first: int32."""
    kept = allowed.may_allow(tracks)
    tracks, scores = tracks[kept], scores[kept]
    return first_allowed(tracks[best_first(scores)], allowed, count)


def first_allowed(tracks: Indices, allowed: Allowed, count: int) -> Indices:
    """Return the first `count` allowed ones of tracks, in their order: int32.

    They are looked at in parts, each twice the one before, so that the rest costs nothing.
    """
    found: list[Indices] = []
    size, start = max(count, 1), 0
    while count > 0 and start < len(tracks):
        part = tracks[start : start + size]
        kept = part[allowed.allows(part)][:count]
        found.append(kept)
        count, start, size = count - len(kept), start + size, 2 * size
    return np.concatenate(found) if found else tracks[:0]


def most_popular(allowed: Allowed, count: int, without: Indices) -> Indices:
    """Return up to `count` most popular allowed tracks that are not among `without`: int32."""
    found: list[Indices] = []
    for part in allowed.popular():
        if count <= 0:
            break
        found.append(part[~np.isin(part, without)][:count])
        count -= len(found[-1])
    return np.concatenate([without[:0], *found])
