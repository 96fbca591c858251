"""What a listener thinks of songs, brought to bear on her next answer: loved ones pull, hated ones push away."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.factors import FactorModel
from shared.model.candidates.tracks import Indices, TrackTable
from shared.model.candidates.vectors import unit

MOST_LOVED = 10
"""Loved tracks that join the seeds, those most like them; what else she loves is of another mood."""

LEAST_LIKENESS = 0.2
"""Mean cosine to the seeds below which a loved track is no help to them."""

HATE_WEIGHT = 1.25
"""Standard deviations of score that a candidate loses whose cosine to a hated track is 1.

Up to 1.5 the second answer of the replay in `bench/quality.md` also fits the listener better; from 2 on, worse.
"""

SAME_ARTIST_LIKENESS = 0.5
"""Likeness that sharing a leading artist with a hated track counts for at least."""

MOST_HATED = 200
"""Hated tracks that are heeded, the last ones given; all of them stay out of the answer."""


def _none() -> Indices:
    return np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Opinions:
    """Tracks a listener loves and hates, as indices; none of them comes back in an answer."""

    loved: Indices = field(default_factory=_none)
    hated: Indices = field(default_factory=_none)


def with_loved(seeds: Indices, loved: Indices, factors: FactorModel) -> Indices:
    """Add to the seeds the loved tracks that are like them; give distinct indices, seeds first."""
    if not len(seeds) or not len(loved):
        return seeds
    others = np.setdiff1d(loved, seeds).astype(np.int32)
    if not len(others):
        return seeds
    likeness = factors.mean_cosine(others, seeds)
    nearest = np.argsort(-likeness, kind="stable")[:MOST_LOVED]
    return np.concatenate([seeds, others[nearest[likeness[nearest] >= LEAST_LIKENESS]]])


def pushed_away(
    scores: NDArray[np.float32], candidates: Indices, hated: Indices, factors: FactorModel, tracks: TrackTable
) -> NDArray[np.float32]:
    """Lower (m,) scores by likeness to the nearest hated track, in units of their standard deviation."""
    if not len(hated):
        return scores
    hated = hated[-MOST_HATED:]
    cosines = unit(factors.of(candidates)) @ unit(factors.of(hated)).T
    theirs = tracks.artists[hated]
    same_artist = (tracks.artists[candidates][:, None] == theirs) & (theirs >= 0)
    likeness = np.maximum(cosines, SAME_ARTIST_LIKENESS * same_artist).max(axis=1).clip(min=0.0)
    return np.asarray(scores - HATE_WEIGHT * likeness * float(scores.std()), dtype=np.float32)
