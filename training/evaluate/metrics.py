"""The Million Playlist Dataset challenge's metrics, with the tracks of a playlist as the truth.

Chen et al., "Recsys Challenge 2018" (RecSys 2018), section 4; R-precision here counts tracks alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RANKED = 500
"""Recommendations that are evaluated."""

NO_CLICK = 51
"""Clicks when no hidden track is among the ranked."""

METRICS: tuple[str, ...] = ("r_precision", "ndcg", "clicks")


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over playlists and half the width of its 95 % interval."""

    mean: float
    half_width: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} ± {self.half_width:.3f}"


def ranking_metrics(ranked: NDArray[np.int32], hidden: NDArray[np.int32]) -> tuple[float, float, float]:
    """Compute R-precision, NDCG and clicks of a ranking of up to RANKED tracks.

    R-precision: the share of the first |hidden| that are hidden. NDCG: gain 1/log2(rank + 1), over the gain of
    a perfect ranking. Clicks: pages of ten turned before the first hit.
    """
    hits = np.isin(ranked[:RANKED], hidden)
    gains = 1 / np.log2(np.arange(2, RANKED + 2))
    first = int(hits.argmax()) // 10 if hits.any() else NO_CLICK
    ideal = gains[: min(len(hidden), RANKED)].sum()
    return (
        float(hits[: len(hidden)].sum() / len(hidden)),
        float(gains[: len(hits)][hits].sum() / ideal),
        float(first),
    )


def interval(values: NDArray[np.float64]) -> Interval:
    """Compute the mean of independent (n,) values and its normal 95 % interval."""
    spread = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    return Interval(float(values.mean()), 1.96 * spread / float(np.sqrt(len(values))))


def intra_list_distance(directions: NDArray[np.float32]) -> float:
    """Compute the mean cosine distance of the pairs in a list, (m, d) of length 1; 0 for fewer than two.

    Smyth and McClave, "Similarity vs. diversity" (ICCBR 2001).
    """
    m = len(directions)
    if m < 2:
        return 0.0
    cosines = directions @ directions.T
    return float(1 - (cosines.sum() - np.trace(cosines)) / (m * (m - 1)))


def mean_cosine(tracks: NDArray[np.float32], others: NDArray[np.float32]) -> float:
    """Compute the mean cosine between two lists of directions, (m, d) and (k, d); 0 if either is empty."""
    return float((tracks @ others.T).mean()) if len(tracks) and len(others) else 0.0
