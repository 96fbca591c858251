"""Table of answers to unknown songs: the one seed of each request is taken for a song that nobody knows."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from bench.quality.split import Split
from shared.model.candidates.tracks import Indices
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import Recommender, tracks_of
from shared.model.stand_ins import ALONE, songs_for
from training.evaluate.compare import CONTINUATION
from training.evaluate.metrics import METRICS, interval, ranking_metrics
from training.requests import Request

ONE_SEED = "1 seed"
_PLAIN = 3
"""Songs of the artist in the comparison with plain seeds."""

Answer = Callable[[Request, Indices], Indices]
"""A request, and songs of its seed's artist -> a ranking without the seed."""


def by_artist(split: Split) -> str:
    """Return the metrics of answers to songs that are unknown but whose artist has others.

    The unknown song is neither seed nor recommended; the last row, where it is a seed, is the upper end.
    """
    recommender = split.recommender
    songs = _songs_of_artists(recommender)
    asked = [
        (request, theirs)
        for request in split.requests()
        if request.kind == ONE_SEED and len(theirs := songs(int(request.seeds[0])))
    ]
    ways: dict[str, Answer] = {
        "what is popular": lambda request, _: without_seed(recommender, request, request.seeds[:0]),
        f"the artist's {_PLAIN} most listed songs as seeds": lambda request, theirs: without_seed(
            recommender, request, theirs[:_PLAIN]
        ),
        "**segue**": lambda request, theirs: without_seed(
            recommender, request, request.seeds[:0], [songs_for(theirs, recommender.retrieval, ALONE)]
        ),
        "the song itself": lambda request, _: without_seed(recommender, request, request.seeds),
    }
    return as_table(asked, ways)


def as_table(asked: Sequence[tuple[Request, Indices]], ways: dict[str, Answer]) -> str:
    """Return a row of R, NDCG and clicks for each way to answer, and the requests they are means of."""
    lines = [f"| {len(asked)} requests | R | NDCG | clicks |", "|---|---|---|---|"]
    for name, way in ways.items():
        found = np.array([ranking_metrics(way(request, theirs), request.hidden) for request, theirs in asked])
        cells = [str(interval(found[:, column])) for column in range(len(METRICS))]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def without_seed(
    recommender: Recommender, request: Request, seeds: Indices, stand_ins: Sequence[Indices] = ()
) -> Indices:
    """Return the ranking of an answer that goes on with seeds and with songs that stand for unknown ones."""
    rules = replace(CONTINUATION, exclude=frozenset(request.seeds.tolist()))
    return tracks_of(recommender.recommend(RecommendationQuery(seeds, rules, stand_ins=stand_ins)))


def _songs_of_artists(recommender: Recommender) -> Callable[[int], Indices]:
    """Return a function from a track to the listed songs of its leading artist, without itself."""
    tracks, every = recommender.retrieval.tracks, np.arange(len(recommender.retrieval.tracks), dtype=np.int32)
    artists, places = recommender.retrieval.artists.credited(every)

    def others(track: int) -> Indices:
        artist = tracks.artists[track]
        theirs = np.sort(every[places[artists == artist]]) if artist >= 0 else every[:0]
        kept = (tracks.counts[theirs] > 0) & (tracks.songs[theirs] != tracks.songs[track])
        return np.asarray(theirs[kept])

    return others
