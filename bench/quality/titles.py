"""Measurement of what a playlist's title adds: alone, and beside one song and five, on the same requests."""

import numpy as np
from numpy.typing import NDArray

from bench.quality.markdown import markdown
from bench.quality.split import Split
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import Recommender, tracks_of
from training.evaluate.compare import CONTINUATION
from training.evaluate.metrics import METRICS, interval, ranking_metrics
from training.requests import TITLE_ALONE, Request

KINDS = ("1 seed", "5 seeds")

Values = NDArray[np.float64]


def titles(split: Split) -> str:
    """Return a table: each kind of request with and without its title, and the paired difference."""
    rows = [["title alone", *_cells(_measured(split.recommender, alone(split), split.titles)), "", "", ""]]
    for kind in KINDS:
        asked = [each for each in split.requests() if each.kind == kind]
        without = _measured(split.recommender, asked, {})
        titled = _measured(split.recommender, asked, split.titles)
        rows.append([kind, *_cells(without), "", "", ""])
        rows.append([f"{kind} and title", *_cells(titled), *_cells(titled - without)])
    return markdown(["request", *METRICS, *(f"{metric}: gained" for metric in METRICS)], rows)


def alone(split: Split) -> list[Request]:
    """Return a request without seeds for each held-out playlist: all its tracks are hidden."""
    return [Request(TITLE_ALONE, tracks[:0], tracks, key) for key, tracks in split.held_out.items()]


def _measured(recommender: Recommender, requests: list[Request], names: dict[str, str]) -> Values:
    """Return the metrics of each request, with its playlist's title if `names` has it: (r, 3) float64."""
    return np.array(
        [
            ranking_metrics(tracks_of(recommender.recommend(query)), each.hidden)
            for each in requests
            for query in [RecommendationQuery(each.seeds, CONTINUATION, title=names.get(each.playlist, ""))]
        ]
    ).reshape(len(requests), len(METRICS))


def _cells(values: Values) -> list[str]:
    return [str(interval(column)) for column in values.T]
