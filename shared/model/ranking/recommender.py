"""The recommender: retrieve candidates, score them, choose the list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from shared.domain.search import Tune
from shared.model.candidates.retrieval import Pool, Retrieval
from shared.model.candidates.signals import signal
from shared.model.candidates.sorting import best_first
from shared.model.candidates.tracks import Indices, TrackTable
from shared.model.candidates.vectors import unit
from shared.model.ranking.crowds import crowds_of
from shared.model.ranking.diversity import spread
from shared.model.ranking.given import withheld
from shared.model.ranking.imputation import averaged, imputed
from shared.model.ranking.neighbourhood import neighbourhood, with_share
from shared.model.ranking.popularity import FIRST_SONGS, LATER_SHARE, held_down
from shared.model.ranking.preferences import (
    SAME_ARTIST_SIMILARITY,
    Opinions,
    hated_here,
    pushed_away,
    similar_to,
    similarity_to_hated,
    with_loved,
)
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.ranked import Ranked, followed_by, in_turn
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.selection import Rules, select, tuned

BREADTH = 400
"""Candidates from each main source, in training too; docs/decisions/0011 has the effect of more and fewer."""

_LEFT_OUT_OF_CROWDS = "playlist_knn"
"""The source that takes half of the time; without it the answers to crowds are hardly worse."""

SPREAD_OVER = 50
"""Tracks that a diverse list is chosen from, for each one in the list."""

NEWCOMER_BONUS = 1.1
"""Added to the log-odds of an unlisted track, for one seed; it falls with the fourth root of their number.

A ranker that has learned how rarely such tracks are chosen would never choose one; see docs/decisions/0030.
"""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommended track and its score."""

    track: int
    score: float
    """0 to 1: the estimated probability that the listener would put it on this playlist, tuning included."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """The candidates of a query by the ranker alone, before popularity is held down and before any wish."""

    query: RecommendationQuery
    """Its seeds include the loved songs near them."""
    given: int
    """Number of songs that the seeds stand for."""
    pool: Pool
    scores: NDArray[np.float32]
    """(m,) float32 log-odds."""


def tracks_of(found: Sequence[Recommendation]) -> Indices:
    """Return the tracks of recommendations, in their order: (len(found),) int32."""
    return np.array([each.track for each in found], dtype=np.int32)


class Recommender:
    """The two stages and the rules of a list; it knows tracks by their indices only.

    >>> seeds = np.array([0, 1], dtype=np.int32)
    >>> found = model.recommender.recommend(RecommendationQuery(seeds, Rules(n=3)))
    >>> len(found), 0 <= found[0].score <= 1
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

    def crowds(self, seeds: Indices) -> list[Indices]:
        """Divide distinct seeds into crowds, each of which is answered for its share; the greatest first."""
        return crowds_of(seeds, self.retrieval.similar_playlists.factors)

    def joining(self, seeds: Indices, unsure: Indices) -> Indices:
        """Return the tracks of `unsure` that are similar to one of the seeds' crowds at least."""
        joined = [similar_to(crowd, unsure, self.retrieval.factors) for crowd in self.crowds(seeds)]
        return np.unique(np.concatenate(joined))

    def recommend(self, query: RecommendationQuery) -> list[Recommendation]:
        """Return up to `query.rules.n` tracks, best first."""
        ranked, seeds, tracks = self._answered(query), query.seeds, self.retrieval.tracks
        # A pool is a few hundred tracks at least; strict rules or a long list go on with the most popular.
        everything: Iterable[int] = chain(ranked.tracks.tolist(), range(len(tracks)))
        known = frozenset((*query.opinions.loved.tolist(), *query.opinions.hated.tolist()))
        rules = replace(query.rules, exclude=query.rules.exclude | known)
        rules = replace(rules, exclude=rules.exclude | withheld(ranked, seeds, rules, tracks))
        if query.tune.diverse:
            everything = self._spread(everything, ranked, seeds, rules, query.tune.diverse)
        chosen = select(everything, seeds, rules, tracks)
        chances = ranked.probabilities(np.array(chosen, dtype=np.int32))
        return [Recommendation(track, chance) for track, chance in zip(chosen, chances.tolist(), strict=True)]

    def _answered(self, query: RecommendationQuery) -> Ranked:
        """Rank for all seeds, averaged over what may stand for unknown ones, and for their crowds in turn."""
        lists = imputed(query.seeds, query.stand_ins)
        crowds = self.crowds(query.seeds) if query.crowds is None else query.crowds
        given = len(query.seeds) + sum(1 for songs in query.stand_ins if len(songs))
        wholes = [self._scored(replace(query, seeds=each), given) for each in lists]
        quick = self.without(_LEFT_OUT_OF_CROWDS)
        parts = [quick._scored(replace(query, seeds=each), len(each)) for each in crowds if len(crowds) > 1]

        def ranked(share: float) -> Ranked:
            whole = averaged([self._ranked(each, share) for each in wholes], lists)
            sizes = [len(crowd) for crowd in crowds]
            return in_turn(whole, [self._ranked(part, share) for part in parts], sizes) if parts else whole

        first = ranked(1.0)
        long = query.rules.n > FIRST_SONGS
        return followed_by(first, ranked(LATER_SHARE), FIRST_SONGS) if long else first

    def _scored(self, query: RecommendationQuery, given: int) -> _Scored:
        """Score the candidates of the seeds, which stand for `given` songs, the title, and loved songs near."""
        seeds = with_loved(query.seeds, query.opinions.loved, self.retrieval.factors)
        given += len(seeds) - len(query.seeds)
        pool = self.retrieval.pool(seeds, BREADTH, query.title, given)
        return _Scored(replace(query, seeds=seeds), given, pool, self._ranker.scores(pool.signals))

    def _ranked(self, scored: _Scored, share: float) -> Ranked:
        """Rank candidates; songs better known than expected lose `share` of what the first songs of a list do.

        Tight evidence comes forward among those first songs only.
        """
        scores = self._scores(scored, share)
        order = best_first(scores)
        if len(scored.query.seeds) and share == 1:
            order = with_share(order, self._close(scored.pool, scored.query.opinions))
        return Ranked(scored.pool.tracks[order], scores[order])

    def _close(self, pool: Pool, opinions: Opinions) -> NDArray[np.bool_]:
        """Return the candidates that are tight evidence and not like a hated song: (m,) bool."""
        factors, tracks = self.retrieval.factors, self.retrieval.tracks
        close = neighbourhood(pool, factors)
        hated = similarity_to_hated(pool.tracks[close], opinions.hated, factors, tracks)
        close[close] = hated < SAME_ARTIST_SIMILARITY
        return close

    def _scores(self, scored: _Scored, share: float) -> NDArray[np.float32]:
        pool, query, tune = scored.pool, scored.query, scored.query.tune
        tracks, factors = self.retrieval.tracks, self.retrieval.factors
        counts = tracks.counts[pool.tracks]
        if not len(query.seeds) and not query.title:  # the ranker has never seen such a request
            shares = np.log1p(counts) - np.log1p(len(self.retrieval.playlists))
            return tuned(shares.astype(np.float32), pool.tracks, tune, tracks, self.retrieval.audio)
        scores = scored.scores + _newcomer_bonus(pool, scored.given, tune, tracks)
        expected = signal(pool.signals, "expected_popularity")
        if len(query.seeds) and len(expected):
            scores = held_down(scores, counts, float(expected[0]), scored.given, tune.adventurous, share)
        here, elsewhere = hated_here(query.seeds, query.opinions.hated, factors)
        scores = pushed_away(scores, pool.tracks, here, factors, tracks, elsewhere)
        return tuned(scores, pool.tracks, tune, tracks, self.retrieval.audio)

    def _spread(
        self, order: Iterable[int], ranked: Ranked, seeds: Indices, rules: Rules, diverse: float
    ) -> Iterator[int]:
        """Yield a diverse list of `rules.n`, chosen from SPREAD_OVER times as many, then the others allowed."""
        allowed = select(order, seeds, replace(rules, n=SPREAD_OVER * rules.n), self.retrieval.tracks)
        in_pool = int(np.isin(allowed, ranked.tracks).sum())
        tracks = np.array(allowed[: max(in_pool, rules.n)], dtype=np.int32)
        chances = ranked.probabilities(tracks).astype(np.float32)
        directions = unit(self.retrieval.factors.of(tracks))
        first = spread(chances, directions, rules.n, diverse, ranked.shares_of(tracks))
        return chain(tracks[first].tolist(), tracks.tolist())


def _newcomer_bonus(pool: Pool, seed_count: int, tune: Tune, tracks: TrackTable) -> NDArray[np.float32]:
    """Return the bonus of unlisted tracks, 0 where the dial for popularity is turned: (m,) float32."""
    bonus = 0.0 if tune.adventurous else NEWCOMER_BONUS * float(max(seed_count, 1)) ** -0.25
    return np.where(tracks.counts[pool.tracks] == 0, np.float32(bonus), np.float32(0.0))
