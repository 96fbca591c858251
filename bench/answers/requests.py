"""Queries of an answer at full size: songs of one kind, of several, and a title."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from shared.model.candidates.tracks import Indices
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import Recommender
from shared.model.ranking.selection import Rules

N = 50
TITLE = "late night"
SORTS = (1, 1), (5, 1), (20, 1), (100, 1), (20, 2), (20, 3), (20, 4)
"""Seeds and their kinds."""
_MOST_DRAWN = 40
"""Draws for each query wanted, at most."""


def queries(recommender: Recommender, count: int) -> dict[str, list[RecommendationQuery]]:
    """Return `count` queries of each sort by its name: by number of seeds and of their kinds, and with a title.

    The random seed is fixed. Raises ValueError if too few are found.
    """
    rng = np.random.default_rng(0)
    found = {}
    for seeds, kinds in SORTS:
        name = "1 seed" if seeds == 1 else f"{seeds} seeds" + f" of {kinds} kinds" * (kinds > 1)
        found[name] = list(islice(_of_kinds(recommender, seeds, kinds, count, rng), count))
        if len(found[name]) < count:
            raise ValueError(f"expected {count} queries of {name}, found {len(found[name])}")
    found["20 seeds, a title"] = [replace(each, title=f"{TITLE} {i}") for i, each in enumerate(found["20 seeds"])]
    found["a title"] = [RecommendationQuery(rules=Rules(N), title=f"{TITLE} {i}") for i in range(count)]
    return found


def _of_kinds(
    recommender: Recommender, seeds: int, kinds: int, count: int, rng: np.random.Generator
) -> Iterator[RecommendationQuery]:
    """Yield queries with so many seeds of as many crowds: of each, songs near one that a random playlist holds."""
    playlists = recommender.retrieval.playlists
    for _ in range(_MOST_DRAWN * count):
        held = [playlists.tracks_of(row) for row in rng.integers(len(playlists), size=kinds).tolist()]
        if all(map(len, held)):
            parts = [_around(recommender, tracks, seeds // kinds, rng) for tracks in held]
            mixed = np.array(list(dict.fromkeys(np.concatenate(parts).tolist())), dtype=np.int32)
            if len(mixed) > seeds - kinds and len(recommender.crowds(mixed)) == kinds:
                yield RecommendationQuery(mixed, Rules(N))


def _around(recommender: Recommender, tracks: Indices, count: int, rng: np.random.Generator) -> Indices:
    """Return songs near one of the tracks by factors, those of the greatest crowd."""
    first = tracks[rng.integers(len(tracks), size=1)]
    near = recommender.crowds(recommender.retrieval.nearest(first, 4 * count))[0].seeds if count > 1 else first
    return near[rng.permutation(len(near))[:count]]
