"""Queries of an answer at full size: songs of one kind, of several, within bounds, and a title."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from shared.domain.bounds import Bounds, Range
from shared.model.bounds.collections import Collections, collection_bounds
from shared.model.bounds.kinds import kind_bounds
from shared.model.bounds.numbers import number_bounds
from shared.model.bounds.song_bounds import SongBounds
from shared.model.candidates.tracks import Indices
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import Recommender
from shared.model.ranking.selection import Rules

N = 50
TITLE = "late night"
SORTS = (1, 1), (5, 1), (20, 1), (100, 1), (20, 2), (20, 3), (20, 4)
"""Seeds and their kinds."""
OWN_SONGS = 10_000
BOUNDS = {
    "90s": Bounds(years=Range(1990, 1999)),
    "rock": Bounds(genres=("rock",)),
    "90s rock of 100 to 110 beats": Bounds(years=Range(1990, 1999), tempo=Range(100, 110), genres=("rock",)),
    f"of {OWN_SONGS:,} of one's own": None,
}
"""Name -> bounds on facts; None for a collection."""
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
    found |= {f"20 seeds, {name}": _bounded(recommender, found["20 seeds"], name, rng) for name in BOUNDS}
    found["a title"] = [RecommendationQuery(rules=Rules(N), title=f"{TITLE} {i}") for i in range(count)]
    return found


def _bounded(
    recommender: Recommender, asked: Sequence[RecommendationQuery], name: str, rng: np.random.Generator
) -> list[RecommendationQuery]:
    """Return the queries with bounds, each with its own: those of one request remember what they saw."""
    retrieval = recommender.retrieval
    facts, tracks, bounds = retrieval.facts, retrieval.tracks, BOUNDS[name]
    own = np.sort(rng.permutation(len(tracks))[:OWN_SONGS]).astype(np.int32) if bounds is None else None
    collections = Collections(only=own)
    parts = [] if bounds is None else [*number_bounds(bounds, facts), *kind_bounds(bounds, facts, tracks)]
    parts += collection_bounds(collections, tracks)
    return [replace(each, bounds=SongBounds(parts, len(tracks), collections.universe)) for each in asked]


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
