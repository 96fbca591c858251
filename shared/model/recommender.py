"""Answer a request: retrieve candidates, score them, choose the list."""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from shared.domain.search import Tune
from shared.model.ranker import Ranker
from shared.model.retrieval import Retrieval
from shared.model.selection import Rules, select, tuned
from shared.model.tracks import Indices

BREADTH = 600
"""Candidates each source gives; the ranker is trained with the same."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommended track and how sure the ranker is of it."""

    track: int
    score: float
    """0 to 1: the estimated probability that a listener would put it on this playlist, tuning included."""


class Recommender:
    """The two stages and the rules, over arrays alone."""

    def __init__(self, retrieval: Retrieval, ranker: Ranker) -> None:
        self.retrieval = retrieval
        self._ranker = ranker

    def recommend(self, seeds: Indices, rules: Rules, tune: Tune | None = None) -> list[Recommendation]:
        """Give up to `rules.n` tracks, best first. Seeds are distinct indices; with none, what is popular."""
        pool = self.retrieval.pool(seeds, BREADTH)
        scores = self._ranker.scores(pool.signals)
        if tune is not None:
            scores = tuned(scores, pool.tracks, tune, self.retrieval.tracks, self.retrieval.audio)
        order = np.argsort(-scores, kind="stable")
        by_track = dict(zip(pool.tracks[order].tolist(), _probability(scores[order]).tolist(), strict=True))
        # A pool is a few hundred tracks at least; strict rules or a long list go on with what is popular.
        everything = chain(by_track, range(len(self.retrieval.tracks)))
        chosen = select(everything, seeds, rules, self.retrieval.tracks)
        least = min(by_track.values(), default=0.0)
        return [Recommendation(track, by_track.get(track, least)) for track in chosen]


def _probability(
    logits: np.ndarray[tuple[int], np.dtype[np.float32]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return 1 / (1 + np.exp(-logits.astype(np.float64)))
