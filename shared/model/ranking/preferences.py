"""Preferences in an answer: loved songs join the seeds, songs similar to hated ones lose score."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.factors import FactorModel
from shared.model.candidates.tracks import Indices, TrackTable
from shared.model.candidates.vectors import unit

MOST_LOVED = 10
"""Maximum number of loved tracks added to the seeds; the most similar to them are chosen."""

LEAST_SIMILARITY = 0.2
"""Least mean cosine to the seeds of a loved track, or of an unsure one, that joins them."""

HATE_WEIGHT = 1.25
"""Penalty, in standard deviations of score, for a cosine of 1 to a hated track.

Up to 1.5 the second answer of the replay in `bench/quality.md` also fits the listener better; from 2 on, worse.
"""

SAME_ARTIST_SIMILARITY = 0.5
"""Least similarity to a hated track of the same leading artist."""

HATED_HERE = 0.4
"""Least mean cosine to the seeds of a hated track that pushes all its like away; others were hated elsewhere.

With .3 a hate costs the answers to other lists .001 of NDCG, with .4 nothing; docs/decisions/0089.
"""

LEAST_LIKE_ELSEWHERE = 0.5
"""Cosine to a track hated elsewhere, from which on a candidate is pushed away."""

MOST_HATED = 200
"""Hated tracks that lower scores, the last ones given; all are kept out of the answer."""


NO_TRACKS: Indices = np.zeros(0, dtype=np.int32)


def _none() -> Indices:
    return NO_TRACKS


@dataclass(frozen=True, slots=True)
class Opinions:
    """Indices of the tracks a listener loves and hates; an answer contains none of them."""

    loved: Indices = field(default_factory=_none)
    hated: Indices = field(default_factory=_none)


def with_loved(seeds: Indices, loved: Indices, factors: FactorModel) -> Indices:
    """Add to the seeds the loved tracks similar to them. Returns distinct int32 indices, seeds first."""
    if not len(seeds) or not len(loved):
        return seeds
    others = np.setdiff1d(loved, seeds).astype(np.int32)
    if not len(others):
        return seeds
    return np.concatenate([seeds, similar_to(seeds, others, factors)[:MOST_LOVED]])


def similar_to(seeds: Indices, tracks: Indices, factors: FactorModel) -> Indices:
    """Return those tracks that are similar enough to the seeds to join them, the most similar first: int32."""
    similarity = factors.mean_cosine(tracks, seeds)
    order = np.argsort(-similarity, kind="stable")
    return tracks[order[similarity[order] >= LEAST_SIMILARITY]]


def hated_here(seeds: Indices, hated: Indices, factors: FactorModel) -> tuple[Indices, Indices]:
    """Divide hated tracks into those near the seeds and those hated elsewhere; without seeds all are elsewhere."""
    if not len(seeds) or not len(hated):
        return hated[:0], hated
    near = factors.mean_cosine(hated, seeds) >= HATED_HERE
    return hated[near], hated[~near]


def pushed_away(
    scores: NDArray[np.float32],
    candidates: Indices,
    hated: Indices,
    factors: FactorModel,
    tracks: TrackTable,
    elsewhere: Indices = NO_TRACKS,
) -> NDArray[np.float32]:
    """Lower (m,) float32 scores by similarity to the nearest hated track, in standard deviations of score.

    Tracks hated `elsewhere` push only what is nearly the same: nothing up to LEAST_LIKE_ELSEWHERE, as others at 1.
    """
    if not len(hated) and not len(elsewhere):
        return scores
    similarity = similarity_to_hated(candidates, hated, factors, tracks)
    if len(elsewhere):
        beyond = similarity_to_hated(candidates, elsewhere, factors, tracks) - LEAST_LIKE_ELSEWHERE
        similarity = np.maximum(similarity, np.maximum(beyond, 0.0) / (1 - LEAST_LIKE_ELSEWHERE))
    return np.asarray(scores - HATE_WEIGHT * similarity * float(scores.std()), dtype=np.float32)


def similarity_to_hated(
    candidates: Indices, hated: Indices, factors: FactorModel, tracks: TrackTable
) -> NDArray[np.float32]:
    """Compute each candidate's cosine to the nearest of the last MOST_HATED hated tracks: (m,) float32."""
    if not len(hated):
        return np.zeros(len(candidates), dtype=np.float32)
    hated = hated[-MOST_HATED:]
    cosines = unit(factors.of(candidates)) @ unit(factors.of(hated)).T
    theirs = tracks.artists[hated]
    same_artist = (tracks.artists[candidates][:, None] == theirs) & (theirs >= 0)
    return np.asarray(np.maximum(cosines, SAME_ARTIST_SIMILARITY * same_artist).max(axis=1), dtype=np.float32)
