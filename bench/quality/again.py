"""Later answers in `bench/quality.md`: the cost of not repeating songs, and of "not this" counted as hate."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bench.quality.markdown import markdown
from bench.quality.split import Split
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.query import NO_OPINIONS, RecommendationQuery
from shared.model.ranking.recommender import Recommender
from shared.model.ranking.selection import Rules
from training.evaluate.beyond_accuracy import ranked, simulated_opinions
from training.evaluate.compare import CONTINUATION
from training.evaluate.metrics import interval, ranking_metrics
from training.requests import KINDS, Request

ANSWERS = ("first", "second", "third", "fourth")

_SHOWN = 10
_NDCG = 1


def asked_again(split: Split) -> str:
    """Return the hits of each answer to the same seeds, and how many of its songs had to be repeated."""
    rows = []
    for kind in KINDS:
        requests = [request for request in split.requests() if request.kind == kind]
        hits, repeated = zip(*(answers(split.recommender, request) for request in requests), strict=True)
        for place, name in enumerate(ANSWERS):
            found = np.array(hits)[:, place]
            cost = interval(np.array(hits)[:, 0] - found)
            rows.append(
                (kind, name, str(interval(found)), str(cost), f"{np.array(repeated)[:, place].mean():.1%}")
            )
    return markdown(("asked with", "answer", "hits in 10", "fewer than the first", "songs repeated"), rows)


def hated_elsewhere(split: Split) -> str:
    """Return what songs hated in one list's answer do to the answer to the next list's five seeds."""
    requests = [request for request in split.requests() if request.kind == "5 seeds"]
    gains = [_gain(split.recommender, asked, other) for other, asked in pairwise(requests)]
    return markdown(("answers", "change of NDCG"), [(f"{len(gains)}", str(interval(np.array(gains))))])


def _gain(recommender: Recommender, asked: Request, other: Request) -> float:
    """Compute the change of NDCG as songs hated in another answer push their like away, beside being left out."""
    hated = simulated_opinions(recommender, ranked(recommender, other.seeds, Rules(n=_SHOWN)), other.hidden).hated
    rules = replace(CONTINUATION, exclude=frozenset(hated.tolist()))
    without, with_hate = (
        ranking_metrics(ranked(recommender, asked.seeds, rules, opinions=opinions), asked.hidden)[_NDCG]
        for opinions in (NO_OPINIONS, Opinions(hated=hated))
    )
    return with_hate - without


def answers(recommender: Recommender, request: Request) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Answer the same seeds again and again, each time with all songs before as given.

    Returns the number of hidden songs among each ten, and the share of its songs that were given before:
    (len(ANSWERS),) float64 each.
    """
    given: tuple[int, ...] = ()
    hits, repeated = [], []
    for _ in ANSWERS:
        found = recommender.recommend(RecommendationQuery(request.seeds, Rules(n=_SHOWN, given=given)))
        shown = [each.track for each in found]
        hits.append(np.isin(shown, request.hidden).sum())
        repeated.append(np.isin(shown, given).mean())
        given = tuple(dict.fromkeys((*given, *shown)))
    return np.array(hits, dtype=np.float64), np.array(repeated)
