"""Tight evidence: songs that share most lists with the seeds, where these songs also go together.

Where a seed's nearest songs by lift are near each other (Christmas songs, hymns, the music of one film), a
listener wants them, however little known they are; where they are not, sharing a list with the seed was chance.
"""

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.factors import FactorModel
from shared.model.candidates.retrieval import Pool
from shared.model.candidates.signals import signal
from shared.model.candidates.vectors import unit

NEAREST = 20
"""Songs of a neighbourhood, at most."""

LEAST_NEAREST = 10
"""Fewer songs are no neighbourhood."""

COHERENT = 0.58
"""Least mean cosine, by factors, of two songs of a neighbourhood.

On mpd_dev a third of the requests have one; giving it half of the list costs no hits there, below it does.
"""

SHARE = 0.5
"""Least share of the first songs that are of the neighbourhood, as long as it has any."""


def neighbourhood(pool: Pool, factors: FactorModel) -> NDArray[np.bool_]:
    """Return which of the m candidates are of the seeds' neighbourhood: (m,) bool, none if it is not coherent."""
    lift = signal(pool.signals, "item_cosine")
    nearest = np.argsort(-lift, kind="stable")[:NEAREST]
    nearest = nearest[lift[nearest] > 0]
    member = np.zeros(len(lift), dtype=np.bool_)
    if len(nearest) >= LEAST_NEAREST and _coherence(unit(factors.of(pool.tracks[nearest]))) >= COHERENT:
        member[nearest] = True
    return member


def _coherence(directions: NDArray[np.float32]) -> float:
    """Compute the mean cosine of two different ones of (k, d) float32 directions, of which each has length 1."""
    total = float((directions.sum(axis=0) ** 2).sum())
    return (total - len(directions)) / (len(directions) * (len(directions) - 1))


def with_share(order: NDArray[np.int64], member: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Move members forward until they are SHARE of every even beginning, while there are any: (m,) int64.

    `order` (m,) are places, best first; `member` (m,) is by place. Members keep their order, and so do the others;
    the best song of all stays the first.
    """
    inside = member[order]
    others_before: NDArray[np.int64] = np.cumsum(~inside) - ~inside
    rank = np.cumsum(inside)
    latest = np.minimum(others_before, rank * (1 - SHARE) / SHARE) - 0.5
    return order[np.argsort(np.where(inside, latest, others_before), kind="stable")]
