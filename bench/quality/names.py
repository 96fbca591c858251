"""Truth of the names of answers: whether they hold a genre of the songs given, and fit the songs of the answer."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bench.quality.markdown import markdown
from bench.quality.split import Split
from shared.domain.track import Track
from shared.model.candidates.tracks import Indices
from shared.model.naming import genre_name, truest
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from training.fit.clustering import Clustering, cluster_playlists
from training.requests import KINDS

SHOWN = 10
"""Songs of an answer."""

Namer = Callable[[Sequence[Track], Sequence[Track], Indices], str]
"""Returns the name of some songs, given those of their answer and their indices."""


def names(split: Split, *, seed: int) -> str:
    """Return a table of how often names hold a genre of a song given, beside those of other answers by chance.

    Requests of songs without any genre are left out.
    """
    tracks = split.known.tracks
    clusters = cluster_playlists(split.known, split.recommender.retrieval, split.scaled, seed=seed)
    by_cluster = partial(_cluster_name, split, clusters)
    namers: dict[str, Namer] = {
        "**name of the answer**": lambda songs, around, seeds: (
            truest((genre_name(songs, around), genre_name(around), by_cluster(seeds)), around) or ""
        ),
        "name of the cluster alone": lambda _songs, _around, seeds: by_cluster(seeds),
    }

    def songs(rows: Iterable[int]) -> list[Track]:
        return [Track("", tracks.names[row], tracks.artists[row], genres=tracks.genres[row]) for row in rows]

    table = []
    for kind in KINDS:
        asked = [request for request in split.requests() if request.kind == kind]
        given = [songs(request.seeds.tolist()) for request in asked]
        answers = [
            songs(
                each.track
                for each in split.recommender.recommend(RecommendationQuery(request.seeds, Rules(SHOWN)))
            )
            for request in asked
        ]
        for name, namer in namers.items():
            called = list(map(namer, given, answers, (request.seeds for request in asked)))
            table.append((kind, name, *_row(called, given, answers, seed=seed)))
    header = (
        "asked with",
        "",
        "holds a genre of the songs",
        "that of another answer does",
        "fits half of the ten",
    )
    return markdown(header, table)


def _cluster_name(split: Split, clustering: Clustering, seeds: Indices) -> str:
    directions = split.recommender.retrieval.similar_playlists.factors.directions(seeds)
    distances = ((clustering.clusters.centres - np.nan_to_num(directions).mean(axis=0)) ** 2).sum(axis=1)
    return clustering.names[int(distances.argmin())].name


def _row(
    called: Sequence[str], given: Sequence[Sequence[Track]], answers: Sequence[Sequence[Track]], *, seed: int
) -> tuple[str, str, str]:
    known = np.array([any(song.genres for song in songs) for songs in given])
    others = [called[place] for place in np.random.default_rng(seed).permutation(len(called))]
    holds = _shares(called, given)[known] > 0
    chance = _shares(others, given)[known] > 0
    fits = _shares(called, answers)[known] >= 0.5
    return f"{holds.mean():.0%}", f"{chance.mean():.0%}", f"{fits.mean():.0%}"


def _shares(called: Sequence[str], lists: Sequence[Sequence[Track]]) -> NDArray[np.float64]:
    """Return the share of each list's songs that have a genre of its name: (len(called),) float64."""
    return np.array(
        [
            sum(_fits(song, set(name.casefold().split(" · "))) for song in songs) / max(len(songs), 1)
            for name, songs in zip(called, lists, strict=True)
        ]
    )


def _fits(song: Track, name: set[str]) -> bool:
    return any(genre.casefold() in name for genre in song.genres)
