"""Evaluation of the first ten songs as listeners see them: hits, and how well known they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.tracks import Indices, TrackTable
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import Recommender, tracks_of
from shared.model.ranking.selection import Rules
from training.evaluate.beyond_accuracy import long_tail_share
from training.requests import Request

SHOWN = Rules(n=10)
"""The rules of an answer where a listener asks for nothing else."""

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FirstTen:
    """Figures of r requests, (r,) float64 each."""

    hits: Values
    """Share of the songs shown that are hidden."""
    known_by: Values
    """Median count of the songs shown: training playlists that hold a song."""
    own_known_by: Values
    """Median count of the hidden songs."""
    best_known: Values
    """Share of the songs shown that are among the 1 % best known."""
    own_best_known: Values
    """The same of the hidden songs."""
    by_given_artists: Values
    """Share of the songs shown whose leading artist is one of the seeds'."""

    @property
    def familiarity(self) -> Values:
        """Logarithm of how many times as well known the songs shown are as the hidden ones."""
        return np.asarray(np.log1p(self.known_by) - np.log1p(self.own_known_by))


def first_tens(recommender: Recommender, requests: Sequence[Request]) -> FirstTen:
    """Answer every request as listeners are answered and describe the songs shown."""
    tracks = recommender.retrieval.tracks
    rows = [
        _figures(tracks_of(recommender.recommend(RecommendationQuery(request.seeds, SHOWN))), request, tracks)
        for request in requests
    ]
    return FirstTen(*np.array(rows, dtype=np.float64).reshape(len(requests), 6).T)


def _figures(shown: Indices, request: Request, tracks: TrackTable) -> tuple[float, ...]:
    given = np.setdiff1d(tracks.artists[request.seeds], [-1])
    return (
        float(np.isin(shown, request.hidden).mean()),
        float(np.median(tracks.counts[shown])),
        float(np.median(tracks.counts[request.hidden])),
        1 - long_tail_share(shown, len(tracks)),
        1 - long_tail_share(request.hidden, len(tracks)),
        float(np.isin(tracks.artists[shown], given).mean()),
    )


def familiarity_by_playlist(requests: Sequence[Request], shown: FirstTen) -> Mapping[str, float]:
    """Average the familiarity over each playlist's requests, for the quality gate."""
    keys, place, counts = np.unique(
        [request.playlist for request in requests], return_inverse=True, return_counts=True
    )
    means = np.bincount(place, weights=shown.familiarity) / counts
    return {key: round(mean, 6) for key, mean in zip(keys.tolist(), means.tolist(), strict=True)}
