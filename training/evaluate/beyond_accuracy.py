"""Evaluation beyond accuracy: the effect and cost of the dials, and the effect of opinions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shared.domain.search import Tune
from shared.model.candidates.vectors import unit
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.query import AS_LEARNED, NO_OPINIONS, RecommendationQuery
from shared.model.ranking.recommender import Recommender, tracks_of
from shared.model.ranking.selection import Rules
from training.evaluate.compare import CONTINUATION
from training.evaluate.metrics import intra_list_distance, mean_cosine, ranking_metrics
from training.requests import Request

SHOWN = 10
"""Songs of an answer as listeners see it."""

_HATED = 3
"""Songs of the first answer that the simulated listener hates: those least similar to their playlist."""


@dataclass(frozen=True, slots=True)
class BeyondAccuracy:
    """Properties of the first SHOWN songs of the answers to some requests; means over requests."""

    ndcg: float
    """Of RANKED tracks: the songs shown, then the ranking as learned."""
    hits: float
    """Share of the songs shown that are on the playlist."""
    level: float
    """Mean percentile, among the catalogue, of the requested feature; NaN if there is none."""
    known_by: float
    """Median number of training playlists of the songs shown."""
    distance: float
    """Intra-list distance: mean cosine distance of factor vectors."""
    coverage: float
    """Share of the catalogue shown in any answer."""
    long_tail: float
    """Share of the songs shown that are outside the 1 % most popular."""


def beyond_accuracy(
    recommender: Recommender, requests: Sequence[Request], tune: Tune = AS_LEARNED, feature: str = ""
) -> BeyondAccuracy:
    """Answer every request with the dials at `tune` and describe the songs shown."""
    tops = [ranked(recommender, request.seeds, replace(CONTINUATION, n=SHOWN), tune) for request in requests]
    accuracy = [_ndcg_and_hits(recommender, top, request) for top, request in zip(tops, requests, strict=True)]
    tracks, audio = recommender.retrieval.tracks, recommender.retrieval.audio
    shown = np.concatenate(tops)
    ndcg, hits = np.mean(accuracy, axis=0).tolist()
    return BeyondAccuracy(
        ndcg=ndcg,
        hits=hits,
        level=float(audio.percentiles(shown, feature).mean()) if feature else float("nan"),
        known_by=float(np.mean([np.median(tracks.counts[top]) for top in tops])),
        distance=float(np.mean([intra_list_distance(directions(recommender, top)) for top in tops])),
        coverage=len(np.unique(shown)) / len(tracks),
        long_tail=long_tail_share(shown, len(tracks)),
    )


def _ndcg_and_hits(recommender: Recommender, top: NDArray[np.int32], request: Request) -> tuple[float, float]:
    """Compute the NDCG of a list followed by the ranking as learned, and the share of hits in the list."""
    learned = ranked(recommender, request.seeds, CONTINUATION)
    whole = np.concatenate([top, learned[~np.isin(learned, top)]])
    return ranking_metrics(whole, request.hidden)[1], float(np.isin(top, request.hidden).mean())


def ranked(
    recommender: Recommender,
    seeds: NDArray[np.int32],
    rules: Rules,
    tune: Tune = AS_LEARNED,
    opinions: Opinions = NO_OPINIONS,
) -> NDArray[np.int32]:
    """Return the tracks of an answer, best first: (up to rules.n,) int32."""
    return tracks_of(recommender.recommend(RecommendationQuery(seeds, rules, tune, opinions)))


def directions(recommender: Recommender, tracks: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return the factor vectors of tracks, scaled to length 1: (len(tracks), d) float32."""
    return unit(recommender.retrieval.factors.of(tracks))


def long_tail_share(tracks: NDArray[np.int32], catalogue: int) -> float:
    """Return the share of tracks outside the 1 % most popular; an index is a place by popularity."""
    return float((tracks >= catalogue // 100).mean())


@dataclass(frozen=True, slots=True)
class Replay:
    """Second answers, given opinions on the first ones; (r,) float64 each."""

    ndcg: NDArray[np.float64]
    """Against the tracks of the playlist that were not shown yet."""
    similarity_to_hated: NDArray[np.float64]
    """Mean cosine of the first SHOWN to the hated songs, 0 where there are none."""


Feedback = Callable[[Opinions], Opinions]
"""The part of all opinions that the simulated listener gives."""

FEEDBACK: dict[str, Feedback] = {
    "nothing": lambda _: NO_OPINIONS,
    "loved songs": lambda all_: Opinions(loved=all_.loved),
    "hated songs": lambda all_: Opinions(hated=all_.hated),
    "both": lambda all_: all_,
}


def replay(recommender: Recommender, requests: Sequence[Request], feedback: Feedback) -> Replay:
    """Answer every request, simulate the listener's opinions, and answer again.

    The listener loves those of the first SHOWN that are on the playlist, and hates the three others least similar
    to it. The second answer repeats none of them, whatever opinions are given; requests with nothing left to find
    are left out.
    """
    ndcg, likeness = [], []
    for request in requests:
        first = ranked(recommender, request.seeds, CONTINUATION)[:SHOWN]
        left = np.setdiff1d(request.hidden, first)
        if not len(left):
            continue
        opinions = simulated_opinions(recommender, first, request.hidden)
        rules = replace(CONTINUATION, exclude=frozenset(first.tolist()))
        second = ranked(recommender, request.seeds, rules, opinions=feedback(opinions))
        ndcg.append(ranking_metrics(second, left)[1])
        hated = directions(recommender, opinions.hated)
        likeness.append(mean_cosine(directions(recommender, second[:SHOWN]), hated))
    return Replay(np.array(ndcg), np.array(likeness))


def simulated_opinions(
    recommender: Recommender, shown: NDArray[np.int32], playlist: NDArray[np.int32]
) -> Opinions:
    """Return what a listener thinks who loves those on their playlist and hates three others, least like it."""
    loved = np.isin(shown, playlist)
    others = shown[~loved]
    likeness = (directions(recommender, others) @ directions(recommender, playlist).T).mean(axis=1)
    return Opinions(loved=shown[loved], hated=others[np.argsort(likeness, kind="stable")[:_HATED]])
