"""What a listener notices beyond accuracy: whether the dials work, what they cost, whether opinions count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shared.domain.search import Tune
from shared.model.candidates.vectors import unit
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.recommender import AS_LEARNED, NO_OPINIONS, Recommender
from shared.model.ranking.selection import Rules
from training.evaluate.compare import CONTINUATION
from training.evaluate.metrics import intra_list_distance, judge, mean_likeness
from training.requests import Request

SHOWN = 10
"""Songs of an answer as people see it."""

_HATED = 3
"""Songs of the first answer that the listener of the replay hates: those least like the rest of her playlist."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the first SHOWN songs of the answers to some requests were like; means over requests."""

    ndcg: float
    """Of RANKED tracks: the songs shown, then the ranking as it was learned."""
    hits: float
    """Share of the songs shown that the playlist's owner had put on it."""
    level: float
    """Mean percentile, among the catalogue, of the feature asked for; NaN if none was."""
    known_by: float
    """Median number of training playlists of the songs shown."""
    distance: float
    """Intra-list distance: mean cosine distance of factor vectors."""
    coverage: float
    """Share of the catalogue that some answer showed."""
    long_tail: float
    """Share of the songs shown that are outside the 1 % most popular."""


def hear(
    recommender: Recommender, requests: Sequence[Request], tune: Tune = AS_LEARNED, feature: str = ""
) -> Heard:
    """Ask every request with the dials at `tune` and describe what is shown."""
    tops = [ranked(recommender, request.seeds, replace(CONTINUATION, n=SHOWN), tune) for request in requests]
    judged = [_judged(recommender, top, request) for top, request in zip(tops, requests, strict=True)]
    tracks, audio = recommender.retrieval.tracks, recommender.retrieval.audio
    shown = np.concatenate(tops)
    ndcg, hits = np.mean(judged, axis=0).tolist()
    return Heard(
        ndcg=ndcg,
        hits=hits,
        level=float(audio.percentiles(shown, feature).mean()) if feature else float("nan"),
        known_by=float(np.mean([np.median(tracks.counts[top]) for top in tops])),
        distance=float(np.mean([intra_list_distance(directions(recommender, top)) for top in tops])),
        coverage=len(np.unique(shown)) / len(tracks),
        long_tail=long_tail_share(shown, len(tracks)),
    )


def _judged(recommender: Recommender, top: NDArray[np.int32], request: Request) -> tuple[float, float]:
    """Give the NDCG of a list and what would follow it, and the share of hits in the list."""
    learned = ranked(recommender, request.seeds, CONTINUATION)
    whole = np.concatenate([top, learned[~np.isin(learned, top)]])
    return judge(whole, request.hidden)[1], float(np.isin(top, request.hidden).mean())


def ranked(
    recommender: Recommender,
    seeds: NDArray[np.int32],
    rules: Rules,
    tune: Tune = AS_LEARNED,
    opinions: Opinions = NO_OPINIONS,
) -> NDArray[np.int32]:
    """Give the tracks of an answer, best first."""
    found = recommender.recommend(seeds, rules, tune, opinions)
    return np.array([each.track for each in found], dtype=np.int32)


def directions(recommender: Recommender, tracks: NDArray[np.int32]) -> NDArray[np.float32]:
    """Give the factor vectors of tracks, scaled to length 1."""
    return unit(recommender.retrieval.factors.of(tracks))


def long_tail_share(tracks: NDArray[np.int32], catalogue: int) -> float:
    """Give the share of tracks outside the 1 % most popular; an index is a place by popularity."""
    return float((tracks >= catalogue // 100).mean())


@dataclass(frozen=True, slots=True)
class Replay:
    """How second answers did once the listener had said what she thinks of the first; (r,) float64 each."""

    ndcg: NDArray[np.float64]
    """Against what she has not seen of her playlist."""
    likeness_to_hated: NDArray[np.float64]
    """Mean cosine of the first SHOWN to the songs she hates, 0 where there are none."""


Voice = Callable[[Opinions], Opinions]
"""Which of her opinions a listener lets us know."""

VOICES: dict[str, Voice] = {
    "says nothing": lambda _: NO_OPINIONS,
    "says what she loves": lambda all_: Opinions(loved=all_.loved),
    "says what she hates": lambda all_: Opinions(hated=all_.hated),
    "says both": lambda all_: all_,
}


def replay(recommender: Recommender, requests: Sequence[Request], voice: Voice) -> Replay:
    """Answer, hear the listener, answer again.

    She loves what the first SHOWN have of her playlist, and hates the three of the others that are least like it.
    The second answer shows nothing again, whatever she says; requests with nothing left to find are left out.
    """
    ndcg, likeness = [], []
    for request in requests:
        first = ranked(recommender, request.seeds, CONTINUATION)[:SHOWN]
        left = np.setdiff1d(request.hidden, first)
        if not len(left):
            continue
        opinions = _opinions(recommender, first, request.hidden)
        rules = replace(CONTINUATION, exclude=frozenset(first.tolist()))
        second = ranked(recommender, request.seeds, rules, opinions=voice(opinions))
        ndcg.append(judge(second, left)[1])
        hated = directions(recommender, opinions.hated)
        likeness.append(mean_likeness(directions(recommender, second[:SHOWN]), hated))
    return Replay(np.array(ndcg), np.array(likeness))


def _opinions(recommender: Recommender, shown: NDArray[np.int32], playlist: NDArray[np.int32]) -> Opinions:
    loved = np.isin(shown, playlist)
    others = shown[~loved]
    likeness = (directions(recommender, others) @ directions(recommender, playlist).T).mean(axis=1)
    return Opinions(loved=shown[loved], hated=others[np.argsort(likeness, kind="stable")[:_HATED]])
