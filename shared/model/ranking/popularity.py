"""Popularity of a list: songs far better known than those of the seeds' playlists lose score.

A ranker that learned from playlists prefers what is on many of them: for a playlist of rare songs the likeliest
ten are three times as well known as its own songs. docs/decisions/0085 has what each weight costs.
"""

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.tracks import Indices

SLACK = 0.4
"""Log popularity above what is expected that costs nothing: a factor of 1.5 in playlists."""

WEIGHT = 0.68
"""Log-odds lost for each unit of log popularity beyond that, from TELLING_SEEDS on."""

TELLING_SEEDS = 5
"""Fewer seeds tell less about the list: the weight falls with the root of their number."""

FIRST_SONGS = 20
"""Songs of a list that lose all of it; its further songs, which few see, lose LATER_SHARE of it."""

LATER_SHARE = 0.5


def held_down(
    scores: NDArray[np.float32],
    counts: Indices,
    expected: float,
    seed_count: int,
    adventurous: float,
    share: float = 1.0,
) -> NDArray[np.float32]:
    """Lower (m,) float32 log-odds of songs better known than expected; `counts` (m,) are their playlists.

    `expected` is the mean of log(1 + count) over the songs of the seeds' playlist; `share` of the weight counts.
    At the familiar end of the dial, -1, nothing is lost.
    """
    telling = (min(seed_count, TELLING_SEEDS) / TELLING_SEEDS) ** 0.5
    weight = WEIGHT * telling * share * (1.0 + min(adventurous, 0.0))
    excess = np.log1p(counts).astype(np.float32) - np.float32(expected + SLACK)
    return np.asarray(scores - np.float32(weight) * np.maximum(excess, np.float32(0.0)))
