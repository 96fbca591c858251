"""Scores of candidates: the ranker's, less for songs too well known, and shifted by a listener's wishes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shared.domain.search import Tune
from shared.model.candidates.retrieval import Pool, Retrieval
from shared.model.candidates.signals import signal
from shared.model.candidates.sorting import best_first
from shared.model.candidates.tracks import Indices, TrackTable
from shared.model.ranking.imputation import averaged, imputed
from shared.model.ranking.neighbourhood import neighbourhood, with_share
from shared.model.ranking.popularity import held_down
from shared.model.ranking.preferences import (
    SAME_ARTIST_SIMILARITY,
    Opinions,
    hated_here,
    pushed_away,
    similarity_to_hated,
    with_loved,
)
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.ranked import Chances, Ranked, probabilities_of
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.selection import TARGET_WEIGHT, tuned

BREADTH = 400
"""Candidates from each main source, in training too; docs/decisions/0011 has the effect of more and fewer."""

BREADTH_OF_SOUND = 25 * BREADTH
"""Most popular songs among which those of a wanted sound are found, where there is nothing else to go by."""

SOUND_WEIGHT = 6 * TARGET_WEIGHT
"""As TARGET_WEIGHT, where there is nothing else to go by."""

NEWCOMER_BONUS = 1.1
"""Added to the log-odds of an unlisted track, for one seed; it falls with the fourth root of their number.

A ranker that has learned how rarely such tracks are chosen would never choose one; see docs/decisions/0030.
"""


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


class Scorer:
    """The first stage and the ranker, and what is made of its scores."""

    def __init__(self, retrieval: Retrieval, ranker: Ranker) -> None:
        self.retrieval = retrieval
        self._ranker = ranker

    def imputed(self, query: RecommendationQuery, most: int) -> "Imputed":
        """Score the candidates of a query's seeds with each of up to `most` lists of its stand-ins."""
        lists = imputed(query.seeds, query.stand_ins)[:most]
        given = len(query.seeds) + sum(1 for songs in query.stand_ins if len(songs))
        return Imputed(self, lists, [self._scored(replace(query, seeds=each), given) for each in lists])

    def _scored(self, query: RecommendationQuery, given: int) -> _Scored:
        """Score the candidates of the seeds, which stand for `given` songs, the title, and loved songs near."""
        seeds = with_loved(query.seeds, query.opinions.loved, self.retrieval.factors)
        given += len(seeds) - len(query.seeds)
        if query.tune.targets and not len(seeds) and not query.title:
            return self._by_sound_alone(query)
        pool = self.retrieval.pool(
            seeds,
            BREADTH,
            query.title,
            given,
            query.bounds,
            title_names_artists=query.title_names_artists,
        )
        return _Scored(replace(query, seeds=seeds), given, pool, self._ranker.scores(pool.signals))

    def _by_sound_alone(self, query: RecommendationQuery) -> _Scored:
        """Return many popular songs, of which only their popularity and sound will be asked."""
        tracks = self.retrieval.popular(BREADTH_OF_SOUND, query.bounds)
        pool = Pool(tracks, np.zeros((len(tracks), 0), dtype=np.float32))
        return _Scored(query, 0, pool, np.zeros(len(tracks), dtype=np.float32))

    def ranked(self, scored: _Scored, share: float) -> Ranked:
        """Rank candidates; songs better known than expected lose `share` of what the first songs of a list do.

        Tight evidence comes forward among those first songs only.
        """
        scores = self.scores(scored, share)
        order = best_first(scores)
        if len(scored.query.seeds) and share == 1:
            order = with_share(order, self.close(scored.pool, scored.query.opinions))
        return Ranked(scored.pool.tracks[order], scores[order])

    def close(self, pool: Pool, opinions: Opinions) -> NDArray[np.bool_]:
        """Return the candidates that are tight evidence and not like a hated song: (m,) bool."""
        factors, tracks = self.retrieval.factors, self.retrieval.tracks
        close = neighbourhood(pool, factors)
        hated = similarity_to_hated(pool.tracks[close], opinions.hated, factors, tracks)
        close[close] = hated < SAME_ARTIST_SIMILARITY
        return close

    def scores(self, scored: _Scored, share: float) -> NDArray[np.float32]:
        """Return (m,) float32 log-odds of the candidates, with `share` of the weight of popularity."""
        pool, query, tune = scored.pool, scored.query, scored.query.tune
        tracks, factors = self.retrieval.tracks, self.retrieval.factors
        counts = tracks.counts[pool.tracks]
        if not len(counts):
            return scored.scores
        if not len(query.seeds) and not query.title:  # the ranker has never seen such a request
            shares = np.log1p(counts) - np.log1p(len(self.retrieval.playlists))
            return tuned(shares.astype(np.float32), pool.tracks, tune, tracks, self.retrieval.audio, SOUND_WEIGHT)
        scores = scored.scores + _newcomer_bonus(pool, scored.given, tune, tracks)
        expected = signal(pool.signals, "expected_popularity")
        if len(query.seeds) and len(expected):
            scores = held_down(scores, counts, float(expected[0]), scored.given, tune.adventurous, share)
        here, elsewhere = hated_here(query.seeds, query.opinions.hated, factors)
        scores = pushed_away(scores, pool.tracks, here, factors, tracks, elsewhere)
        return tuned(scores, pool.tracks, tune, tracks, self.retrieval.audio)


@dataclass(frozen=True, slots=True)
class Imputed:
    """The candidates of a query for each of its lists of seeds; one list where no song is unknown."""

    scorer: Scorer
    lists: Sequence[Indices]
    scored: Sequence[_Scored]

    def ranked(self, share: float) -> Ranked:
        """Rank the candidates, by mean probability over several lists; `share` is as in `Scorer.ranked`."""
        if len(self.scored) == 1:
            return self.scorer.ranked(self.scored[0], share)
        return self.chances(share).ranked()

    def chances(self, share: float) -> Chances:
        """Return the candidates' mean probabilities over the lists; `share` is as in `Scorer.ranked`."""
        answers = [
            Chances(each.pool.tracks, probabilities_of(self.scorer.scores(each, share))) for each in self.scored
        ]
        return averaged(answers, self.lists)

    def tight(self, tracks: Indices) -> Indices:
        """Return the tight evidence among those candidates that are in `tracks`; none of several lists."""
        if len(self.scored) > 1:
            return tracks[:0]
        (only,) = self.scored
        inside = np.isin(only.pool.tracks, tracks)
        pool = Pool(only.pool.tracks[inside], only.pool.signals[inside])
        return pool.tracks[self.scorer.close(pool, only.query.opinions)]


def _newcomer_bonus(pool: Pool, seed_count: int, tune: Tune, tracks: TrackTable) -> NDArray[np.float32]:
    """Return the bonus of unlisted tracks, 0 where the dial for popularity is turned: (m,) float32."""
    bonus = 0.0 if tune.adventurous else NEWCOMER_BONUS * float(max(seed_count, 1)) ** -0.25
    return np.where(tracks.counts[pool.tracks] == 0, np.float32(bonus), np.float32(0.0))
