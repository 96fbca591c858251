"""The recommender: retrieve candidates, score them, choose the list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from shared.domain.search import Tune
from shared.model.candidates.retrieval import Pool, Retrieval
from shared.model.candidates.sorting import best_first, located
from shared.model.candidates.tracks import Indices, TrackTable
from shared.model.candidates.vectors import unit
from shared.model.ranking.diversity import spread
from shared.model.ranking.preferences import Opinions, pushed_away, with_loved
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.selection import Rules, select, tuned

BREADTH = 400
"""Candidates from each main source, in training too; docs/decisions/0011 has the effect of more and fewer."""

SPREAD_OVER = 50
"""Tracks that a diverse list is chosen from, for each one in the list."""

NEWCOMER_BONUS = 1.1
"""Added to the log-odds of an unlisted track, for one seed; it falls with the fourth root of their number.

A ranker that has learned how rarely such tracks are chosen would never choose one; see docs/decisions/0030.
"""

AS_LEARNED = Tune()
NO_OPINIONS = Opinions()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommended track and its score."""

    track: int
    score: float
    """0 to 1: the estimated probability that the listener would put it on this playlist, tuning included."""


class Recommender:
    """The two stages and the rules of a list; it knows tracks by their indices only.

    >>> seeds = np.array([0, 1], dtype=np.int32)
    >>> found = model.recommender.recommend(seeds, Rules(n=3))
    >>> len(found), found[0].score >= found[-1].score
    (3, True)
    """

    def __init__(self, retrieval: Retrieval, ranker: Ranker) -> None:
        self.retrieval = retrieval
        self._ranker = ranker

    def without(self, source: str) -> "Recommender":
        """Return the same recommender with one source of candidates switched off, its ranker as it was fitted.

        Raises ValueError if no source has that name.
        """
        return Recommender(self.retrieval.without(source), self._ranker)

    def recommend(
        self, seeds: Indices, rules: Rules, tune: Tune = AS_LEARNED, opinions: Opinions = NO_OPINIONS
    ) -> list[Recommendation]:
        """Return up to `rules.n` tracks, best first. Seeds are distinct; without any, the most popular tracks."""
        extended = with_loved(seeds, opinions.loved, self.retrieval.factors)
        pool = self.retrieval.pool(extended, BREADTH)
        scores = self._scores(pool, len(extended), tune, opinions)
        # A pool is a few hundred tracks at least; strict rules or a long list go on with the most popular.
        everything: Iterable[int] = chain(
            pool.tracks[best_first(scores)].tolist(), range(len(self.retrieval.tracks))
        )
        known = frozenset((*opinions.loved.tolist(), *opinions.hated.tolist()))
        rules = replace(rules, exclude=rules.exclude | known)
        if tune.diverse:
            everything = self._spread(everything, pool, scores, seeds, rules, tune.diverse)
        chosen = select(everything, seeds, rules, self.retrieval.tracks)
        chances = _probabilities(np.array(chosen, dtype=np.int32), pool, scores)
        return [Recommendation(track, chance) for track, chance in zip(chosen, chances.tolist(), strict=True)]

    def _scores(self, pool: Pool, seed_count: int, tune: Tune, opinions: Opinions) -> NDArray[np.float32]:
        tracks, factors = self.retrieval.tracks, self.retrieval.factors
        if not seed_count:  # the ranker has never seen such a request
            shares = np.log1p(tracks.counts[pool.tracks]) - np.log1p(len(self.retrieval.playlists))
            return tuned(shares.astype(np.float32), pool.tracks, tune, tracks, self.retrieval.audio)
        scores = self._ranker.scores(pool.signals) + _newcomer_bonus(pool, seed_count, tune, tracks)
        scores = pushed_away(scores, pool.tracks, opinions.hated, factors, tracks)
        return tuned(scores, pool.tracks, tune, tracks, self.retrieval.audio)

    def _spread(
        self,
        order: Iterable[int],
        pool: Pool,
        scores: NDArray[np.float32],
        seeds: Indices,
        rules: Rules,
        diverse: float,
    ) -> Iterator[int]:
        """Yield a diverse list of `rules.n`, chosen from SPREAD_OVER times as many, then the others allowed."""
        allowed = select(order, seeds, replace(rules, n=SPREAD_OVER * rules.n), self.retrieval.tracks)
        in_pool = int(np.isin(allowed, pool.tracks).sum())
        tracks = np.array(allowed[: max(in_pool, rules.n)], dtype=np.int32)
        chances = _probabilities(tracks, pool, scores).astype(np.float32)
        first = spread(chances, unit(self.retrieval.factors.of(tracks)), rules.n, diverse)
        return chain(tracks[first].tolist(), tracks.tolist())


def _newcomer_bonus(pool: Pool, seed_count: int, tune: Tune, tracks: TrackTable) -> NDArray[np.float32]:
    """Return the bonus of unlisted tracks, 0 where the dial for popularity is turned: (m,) float32."""
    bonus = 0.0 if tune.adventurous else NEWCOMER_BONUS * float(seed_count) ** -0.25
    return np.where(tracks.counts[pool.tracks] == 0, np.float32(bonus), np.float32(0.0))


def _probabilities(tracks: Indices, pool: Pool, scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the probabilities of tracks, (len(tracks),) float64; a track outside the pool has its least one."""
    if not len(scores):
        return np.full(len(tracks), 0.5)
    place, found = located(pool.tracks, tracks)
    log_odds = np.where(found, scores[place], scores.min())
    return np.asarray(1 / (1 + np.exp(-log_odds.astype(np.float64))))
