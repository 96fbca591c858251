"""The recommender: retrieve candidates, score them, choose the list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from shared.model.bounds.song_bounds import SongBounds
from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import unit
from shared.model.ranking.crowds import crowds_of
from shared.model.ranking.diversity import spread
from shared.model.ranking.given import withheld
from shared.model.ranking.imputation import IMPUTATIONS
from shared.model.ranking.popularity import FIRST_SONGS, LATER_SHARE
from shared.model.ranking.preferences import similar_to
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.ranked import Ranked, followed_by
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.scoring import Imputed, Scorer
from shared.model.ranking.selection import Rules, select
from shared.model.ranking.song_group import SongGroup, UnknownSong
from shared.model.ranking.turns import Turns

_LEFT_OUT_OF_CROWDS = "playlist_knn"
"""The source that takes half of the time; without it the answers to crowds are hardly worse."""

LISTS_OF_CROWD = 2
"""Lists of a crowd with unknown songs: with one, the songs in it could only be recommended for other crowds."""

SPREAD_OVER = 50
"""Tracks that a diverse list is chosen from, for each one in the list."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommended track and its score."""

    track: int
    score: float
    """0 to 1: the estimated probability that the listener would put it on this playlist, tuning included."""


def tracks_of(found: Sequence[Recommendation]) -> Indices:
    """Return the tracks of recommendations, in their order: (len(found),) int32."""
    return np.array([each.track for each in found], dtype=np.int32)


def _all_of(bounds: SongBounds | None, tracks: int) -> Iterable[int]:
    """Return all tracks that an answer may hold, the most popular first."""
    if bounds is None:
        return range(tracks)
    return (track for part in bounds.popular() for track in part.tolist())


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
        self._scorer = Scorer(retrieval, ranker)

    def without(self, source: str) -> "Recommender":
        """Return the same recommender with one source of candidates switched off, its ranker as it was fitted.

        Raises ValueError if no source has that name.
        """
        return Recommender(self.retrieval.without(source), self._ranker)

    def crowds(self, seeds: Indices, unknown: Sequence[UnknownSong] = ()) -> list[SongGroup]:
        """Divide distinct seeds and unknown songs into crowds, each answered for its share; the greatest first."""
        return crowds_of(SongGroup(seeds, tuple(unknown)), self.retrieval.similar_playlists.factors)

    def joining(self, seeds: Indices, unsure: Indices) -> Indices:
        """Return the tracks of `unsure` that are similar to one of the seeds' crowds at least."""
        joined = [similar_to(crowd.seeds, unsure, self.retrieval.factors) for crowd in self.crowds(seeds)]
        return np.unique(np.concatenate(joined))

    def recommend(self, query: RecommendationQuery) -> list[Recommendation]:
        """Return up to `query.rules.n` tracks, best first."""
        if query.bounds is not None and not query.bounds.allow_any(query.never):
            return []
        return self.listed(self._answered(query), query)

    def answered_each(self, query: RecommendationQuery, groups: Sequence[SongGroup]) -> list[Ranked]:
        """Rank for each of some groups of songs by itself, with all else that is asked."""
        few = replace(query.rules, n=min(query.rules.n, FIRST_SONGS))
        each = [
            replace(
                query,
                rules=few,
                seeds=group.seeds,
                stand_ins=group.stand_ins,
                crowds=self.crowds(group.seeds, group.unknown),
            )
            for group in groups
        ]
        return [self._answered(one) for one in each]

    def listed(self, ranked: Ranked, query: RecommendationQuery) -> list[Recommendation]:
        """Return up to `query.rules.n` ranked tracks, as rules and opinions allow and as diverse as asked."""
        seeds, tracks = query.seeds, self.retrieval.tracks
        # A pool is a few hundred tracks at least; strict rules or a long list go on with the most popular.
        everything: Iterable[int] = chain(ranked.tracks.tolist(), _all_of(query.bounds, len(tracks)))
        known = frozenset((*query.opinions.loved.tolist(), *query.opinions.hated.tolist()))
        rules = replace(query.rules, exclude=query.rules.exclude | known)
        rules = replace(rules, exclude=rules.exclude | withheld(ranked, seeds, rules, tracks))
        if query.tune.diverse:
            everything = self._spread(everything, ranked, seeds, rules, query.tune.diverse)
        return self.chosen(everything, ranked, replace(query, rules=rules))

    def chosen(self, order: Iterable[int], ranked: Ranked, query: RecommendationQuery) -> list[Recommendation]:
        """Return the first `query.rules.n` tracks of an order that the rules allow, with their ranked chances."""
        tracks = select(order, query.seeds, query.rules, self.retrieval.tracks)
        chances = ranked.probabilities(np.array(tracks, dtype=np.int32))
        return [Recommendation(track, chance) for track, chance in zip(tracks, chances.tolist(), strict=True)]

    def _answered(self, query: RecommendationQuery) -> Ranked:
        """Rank for all songs, averaged over what may stand for unknown ones, and for their crowds in turn."""
        crowds = self.crowds(query.seeds) if query.crowds is None else query.crowds
        whole = self._scorer.imputed(query, IMPUTATIONS)
        shares = [1.0, LATER_SHARE] if query.rules.n > FIRST_SONGS else [1.0]
        if len(crowds) > 1:
            ranked = self._of_crowds(query, whole, crowds, shares)
        else:
            ranked = [whole.ranked(share) for share in shares]
        return followed_by(ranked[0], ranked[-1], FIRST_SONGS) if len(ranked) > 1 else ranked[0]

    def _of_crowds(
        self, query: RecommendationQuery, whole: Imputed, crowds: Sequence[SongGroup], shares: Sequence[float]
    ) -> list[Ranked]:
        """Rank for several crowds in turn, by each of some weights of popularity."""
        quick = self.without(_LEFT_OUT_OF_CROWDS)._scorer
        parts = [
            quick.imputed(replace(query, seeds=crowd.seeds, stand_ins=crowd.stand_ins), LISTS_OF_CROWD)
            for crowd in crowds
        ]
        chances = [(whole.chances(share), [part.chances(share) for part in parts]) for share in shares]
        of_all, of_each = chances[0]
        turns = Turns(of_all.tracks, [each.tracks for each in of_each], [crowd.size for crowd in crowds])
        # The answers to crowds know no lift, as `playlist_knn` tells it; that to all songs does.
        tight = [whole.tight if share == 1 else None for share in shares]
        return [turns.ranked(*each, close) for each, close in zip(chances, tight, strict=True)]

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
