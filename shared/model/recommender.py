"""Answer a request: retrieve candidates, score them, choose the list."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from shared.domain.search import Tune
from shared.model.cells import unit
from shared.model.diversity import spread
from shared.model.opinions import Opinions, pushed_away, with_loved
from shared.model.ranker import Ranker
from shared.model.retrieval import Pool, Retrieval
from shared.model.selection import Newcomers, Rules, select, tuned
from shared.model.tracks import Indices

BREADTH = 600
"""Candidates each source gives; the ranker is trained with the same."""

SPREAD_OVER = 10
"""Tracks that a diverse list is chosen from, for each one that is answered."""

NEWCOMER_SHARE = 0.1
"""Share of a list for tracks no playlist holds yet: what the catalogue has of them, but no more than this."""

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
        unlisted = float((retrieval.tracks.counts == 0).mean()) if len(retrieval.tracks) else 0.0
        self._newcomer_every = round(1 / min(unlisted, NEWCOMER_SHARE)) if unlisted else None

    def recommend(
        self, seeds: Indices, rules: Rules, tune: Tune = AS_LEARNED, opinions: Opinions = NO_OPINIONS
    ) -> list[Recommendation]:
        """Give up to `rules.n` tracks, best first. Seeds are distinct indices; with none, what is popular."""
        pool = self.retrieval.pool(with_loved(seeds, opinions.loved, self.retrieval.factors), BREADTH)
        scores = self._scores(pool, tune, opinions)
        order = np.argsort(-scores, kind="stable")
        newcomers = self._newcomers(pool.tracks[order], tune)
        by_track = dict(zip(pool.tracks[order].tolist(), scores[order].tolist(), strict=True))
        # A pool is a few hundred tracks at least; strict rules or a long list go on with what is popular.
        everything: Iterator[int] = chain(by_track, range(len(self.retrieval.tracks)))
        known = frozenset((*opinions.loved.tolist(), *opinions.hated.tolist()))
        rules = replace(rules, exclude=rules.exclude | known)
        if tune.diverse:
            everything = self._spread(everything, by_track, seeds, rules, tune.diverse)
        chosen = select(everything, seeds, rules, self.retrieval.tracks, newcomers)
        least = min(by_track.values(), default=0.0)
        return [Recommendation(track, _probability(by_track.get(track, least))) for track in chosen]

    def _scores(self, pool: Pool, tune: Tune, opinions: Opinions) -> NDArray[np.float32]:
        tracks, factors = self.retrieval.tracks, self.retrieval.factors
        scores = self._ranker.scores(pool.signals)
        scores = pushed_away(scores, pool.tracks, opinions.hated, factors, tracks)
        return tuned(scores, pool.tracks, tune, tracks, self.retrieval.audio)

    def _newcomers(self, order: Indices, tune: Tune) -> Newcomers | None:
        """Give tracks nobody has listed yet a hearing, unless what is familiar was asked for."""
        if self._newcomer_every is None or tune.adventurous < 0:
            return None
        new = order[self.retrieval.tracks.counts[order] == 0]
        return Newcomers(new.tolist(), self._newcomer_every)

    def _spread(
        self, order: Iterable[int], scores: Mapping[int, float], seeds: Indices, rules: Rules, diverse: float
    ) -> Iterator[int]:
        """Put a diverse list of `rules.n` first, chosen from several times as many, then what else is allowed."""
        allowed = select(order, seeds, replace(rules, n=SPREAD_OVER * rules.n), self.retrieval.tracks)
        in_pool = sum(track in scores for track in allowed)
        allowed = allowed[: max(in_pool, rules.n)]
        least = min(scores.values(), default=0.0)
        directions = unit(self.retrieval.factors.index.of(np.array(allowed, dtype=np.int32)))
        values = np.array([scores.get(track, least) for track in allowed], dtype=np.float32)
        first = [allowed[place] for place in spread(values, directions, rules.n, diverse)]
        return chain(first, allowed)


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
