"""Comparison of Segue with other methods on the same requests."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from shared.model.artefact.quality_gate import HoldoutScores, Ndcg
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import Recommender, tracks_of
from shared.model.ranking.selection import Rules
from training.evaluate.methods import Method, ranking
from training.evaluate.metrics import METRICS, RANKED, Interval, interval, ranking_metrics
from training.requests import KINDS, Request

Ranker = Callable[[NDArray[np.int32]], NDArray[np.int32]]
"""From seeds to a ranking of up to RANKED tracks."""

Table = dict[str, dict[str, dict[str, Interval]]]
"""Method -> kind of request -> metric -> mean and interval."""

Evaluations = dict[str, NDArray[np.float64]]
"""Method -> (r, len(METRICS)) float64: its metrics on each of r requests."""

CONTINUATION = Rules(n=RANKED, max_per_artist=None, one_release_per_song=False)
"""The challenge asks for the hidden tracks of real playlists, which have no artist cap."""


def ours(recommender: Recommender) -> Ranker:
    """Return a ranker that recommends as served, but without rules that real playlists do not follow."""

    def rank(seeds: NDArray[np.int32]) -> NDArray[np.int32]:
        return tracks_of(recommender.recommend(RecommendationQuery(seeds, CONTINUATION)))

    return rank


def single(method: Method) -> Ranker:
    """Return a ranker by one method's scores."""
    return partial(ranking, method, top=RANKED)


def compare(rankers: Mapping[str, Ranker], requests: Sequence[Request]) -> Table:
    """Compute the metrics of every ranker, averaged over the requests of each kind."""
    return tabulate(requests, evaluate_all(rankers, requests))


def evaluate_all(rankers: Mapping[str, Ranker], requests: Sequence[Request]) -> Evaluations:
    """Compute every ranker's metrics on every request."""
    return {
        name: np.array(
            [ranking_metrics(rank(request.seeds), request.hidden) for request in _shown(requests, name)],
            dtype=np.float64,
        ).reshape(len(requests), len(METRICS))
        for name, rank in rankers.items()
    }


def tabulate(requests: Sequence[Request], evaluations: Evaluations) -> Table:
    """Average the metrics over the requests of each kind."""
    kinds = np.array([request.kind for request in requests])
    return {
        name: {
            kind: {metric: interval(values[kinds == kind, column]) for column, metric in enumerate(METRICS)}
            for kind in KINDS
            if (kinds == kind).any()
        }
        for name, values in evaluations.items()
    }


def by_playlist(
    requests: Sequence[Request], evaluations: Evaluations, familiarity: Mapping[str, float]
) -> HoldoutScores:
    """Average the NDCG of `segue` and `popularity` over each playlist's requests, for the quality gate.

    `familiarity` has one value for each playlist.
    """
    keys = np.array([request.playlist for request in requests])
    column = METRICS.index("ndcg")

    def mean(method: str, key: str) -> float:
        return round(float(evaluations[method][keys == key, column].mean()), 6)

    return {
        key: Ndcg(mean("segue", key), mean("popularity", key), familiarity[key])
        for key in dict.fromkeys(keys.tolist())
    }


def _shown(requests: Sequence[Request], name: str) -> "tqdm[Request]":
    return tqdm(requests, f"evaluating {name}", leave=False, disable=None)


def overall(table: Table) -> dict[str, dict[str, float]]:
    """Average each method's metrics over the kinds of request, for the manifest."""
    return {
        method: {name: round(float(np.mean([kinds[kind][name].mean for kind in kinds])), 6) for name in METRICS}
        for method, kinds in table.items()
        if kinds
    }


def as_markdown(table: Table) -> str:
    """Return the table in Markdown: R-precision / NDCG / clicks for each kind of request."""
    kinds = [kind for kind in KINDS if any(kind in row for row in table.values())]
    lines = ["| method | " + " | ".join(f"{kind}: R / NDCG / clicks" for kind in kinds) + " |"]
    lines.append("|---" * (len(kinds) + 1) + "|")
    for method, row in table.items():
        cells = [" / ".join(_cell(name, row[kind][name]) for name in METRICS) for kind in kinds]
        lines.append(f"| {method} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(name: str, value: Interval) -> str:
    return f"{value.mean:.2f} ± {value.half_width:.2f}" if name == "clicks" else str(value)
