"""Answer a request: retrieve candidates, score them, choose the list."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from shared.domain.search import Tune
from shared.model.diversity import spread
from shared.model.opinions import Opinions, pushed_away, with_loved
from shared.model.ordering import best_first
from shared.model.ranker import Ranker
from shared.model.retrieval import Pool, Retrieval
from shared.model.selection import Rules, select, tuned
from shared.model.tracks import Indices, TrackTable
from shared.model.vectors import unit

BREADTH = 600
"""Candidates each source gives; the ranker is trained with the same."""

SPREAD_OVER = 50
"""Tracks that a diverse list is chosen from, for each one that is answered."""

NEWCOMER_BONUS = 1.1
"""Added to the log-odds of a track that no playlist holds yet, for one seed; it falls with their fourth root.

A ranker that has learned how rarely such tracks are chosen would never let them be; see docs/decisions/0008.
"""

AS_LEARNED = Tune()
NO_OPINIONS = Opinions()


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

    def recommend(
        self, seeds: Indices, rules: Rules, tune: Tune = AS_LEARNED, opinions: Opinions = NO_OPINIONS
    ) -> list[Recommendation]:
        """Give up to `rules.n` tracks, best first. Seeds are distinct indices; with none, what is popular."""
        asked = with_loved(seeds, opinions.loved, self.retrieval.factors)
        pool = self.retrieval.pool(asked, BREADTH)
        scores = self._scores(pool, len(asked), tune, opinions)
        order = best_first(scores)
        by_track = dict(zip(pool.tracks[order].tolist(), scores[order].tolist(), strict=True))
        # A pool is a few hundred tracks at least; strict rules or a long list go on with what is popular.
        everything: Iterator[int] = chain(by_track, range(len(self.retrieval.tracks)))
        known = frozenset((*opinions.loved.tolist(), *opinions.hated.tolist()))
        rules = replace(rules, exclude=rules.exclude | known)
        if tune.diverse:
            everything = self._spread(everything, by_track, seeds, rules, tune.diverse)
        chosen = select(everything, seeds, rules, self.retrieval.tracks)
        least = min(by_track.values(), default=0.0)
        return [Recommendation(track, _probability(by_track.get(track, least))) for track in chosen]

    def _scores(self, pool: Pool, seed_count: int, tune: Tune, opinions: Opinions) -> NDArray[np.float32]:
        tracks, factors = self.retrieval.tracks, self.retrieval.factors
        if not seed_count:  # nothing to rank by, and nothing the ranker has learned from
            shares = np.log1p(tracks.counts[pool.tracks]) - np.log1p(len(self.retrieval.playlists))
            return tuned(shares.astype(np.float32), pool.tracks, tune, tracks, self.retrieval.audio)
        scores = self._ranker.scores(pool.signals) + _newcomer_bonus(pool, seed_count, tune, tracks)
        scores = pushed_away(scores, pool.tracks, opinions.hated, factors, tracks)
        return tuned(scores, pool.tracks, tune, tracks, self.retrieval.audio)

    def _spread(
        self, order: Iterable[int], scores: Mapping[int, float], seeds: Indices, rules: Rules, diverse: float
    ) -> Iterator[int]:
        """Put a diverse list of `rules.n` first, chosen from several times as many, then what else is allowed."""
        allowed = select(order, seeds, replace(rules, n=SPREAD_OVER * rules.n), self.retrieval.tracks)
        in_pool = sum(track in scores for track in allowed)
        allowed = allowed[: max(in_pool, rules.n)]
        least = min(scores.values(), default=0.0)
        directions = unit(self.retrieval.factors.of(np.array(allowed, dtype=np.int32)))
        chances = [_probability(scores.get(track, least)) for track in allowed]
        first = [
            allowed[place] for place in spread(np.array(chances, dtype=np.float32), directions, rules.n, diverse)
        ]
        return chain(first, allowed)


def _newcomer_bonus(pool: Pool, seed_count: int, tune: Tune, tracks: TrackTable) -> NDArray[np.float32]:
    """Give tracks nobody has listed yet a hearing; where the dial is turned, it decides: (m,) float32."""
    bonus = 0.0 if tune.adventurous else NEWCOMER_BONUS * float(seed_count) ** -0.25
    return np.where(tracks.counts[pool.tracks] == 0, np.float32(bonus), np.float32(0.0))


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
