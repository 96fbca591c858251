"""The tables of `bench/quality.md` about the first ten songs: how well known, how tight, and of which crowd."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bench.quality.markdown import markdown
from bench.quality.split import Split
from shared.model.candidates.tracks import Indices
from shared.model.ranking.neighbourhood import neighbourhood
from shared.model.ranking.recommender import Recommender
from shared.model.ranking.scoring import BREADTH
from shared.model.ranking.selection import Rules
from training.evaluate.beyond_accuracy import ranked
from training.evaluate.compare import ours
from training.evaluate.first_ten import FirstTen, first_tens
from training.evaluate.metrics import interval, ranking_metrics
from training.requests import KINDS, Request

_QUINTILES = 5
_FEW, _SEVERAL = 3, 30
"""Playlists of a rare seed."""
_RARE_SEEDS = 1_000
_GENRES, _SONGS_EACH, _MIXED_LISTS = 10, 3, 40
_KNOWN_SONGS = 30
"""The best known songs of a genre, from which those of a mixed list are drawn."""

_NDCG = 1
_TIGHT = (
    "rare seeds",
    "with a neighbourhood",
    "its share of their ten",
    "distinct songs shown",
    "most frequent song",
    "most frequent first song",
)


def popularity(split: Split) -> str:
    """Return how well known the first ten are beside the list's own songs, by quintile of the seeds' counts."""
    rows = []
    for kind in KINDS:
        requests = [request for request in split.requests() if request.kind == kind]
        shown = first_tens(split.recommender, requests)
        for place, of_quintile in enumerate(_quintiles(split, requests), start=1):
            rows.append((kind, str(place), *_popularity(shown, of_quintile)))
        rows.append((kind, "all", *_popularity(shown, np.arange(len(requests)))))
    header = (
        "asked with",
        "quintile",
        "ten / own, median count",
        "ratio",
        "1 % best known: ten / own",
        "hits in 10",
        "given artists",
    )
    return markdown(header, rows)


def _quintiles(split: Split, requests: Sequence[Request]) -> list[NDArray[np.int64]]:
    """Divide requests by the median count of their seeds, rarest first."""
    counts = split.recommender.retrieval.tracks.counts
    known_by = [np.median(counts[request.seeds]) for request in requests]
    return np.array_split(np.argsort(known_by, kind="stable"), _QUINTILES)


def _popularity(shown: FirstTen, rows: NDArray[np.int64]) -> tuple[str, ...]:
    ten, own = shown.known_by[rows].mean(), shown.own_known_by[rows].mean()
    return (
        f"{ten:.0f} / {own:.0f}",
        f"{ten / own:.2f}",
        f"{shown.best_known[rows].mean():.2f} / {shown.own_best_known[rows].mean():.2f}",
        str(interval(shown.hits[rows])),
        f"{shown.by_given_artists[rows].mean():.2f}",
    )


def tight(split: Split) -> str:
    """Return the share of the first ten that are of a coherent neighbourhood, for rare seeds that have one."""
    recommender, counts = split.recommender, split.recommender.retrieval.tracks.counts
    rare = np.flatnonzero((counts >= _FEW) & (counts <= _SEVERAL)).astype(np.int32)
    seeds = np.random.default_rng(0).permutation(rare)[:_RARE_SEEDS, None]
    shown = [ranked(recommender, seed, Rules(n=10)) for seed in seeds]
    near = [_neighbours(recommender, seed) for seed in seeds]
    shares = [np.isin(top, songs).mean() for top, songs in zip(shown, near, strict=True) if len(songs)]
    times = np.unique(np.concatenate(shown), return_counts=True)[1]
    times_first = np.unique([top[0] for top in shown], return_counts=True)[1]
    row = (
        f"{len(seeds)}",
        f"{len(shares)}",
        str(interval(np.array(shares))) if shares else "none has one",
        f"{len(times):,}",
        f"{times.max() / len(seeds):.1%}",
        f"{times_first.max() / len(seeds):.1%}",
    )
    return markdown(_TIGHT, [row])


def _neighbours(recommender: Recommender, seeds: Indices) -> Indices:
    pool = recommender.retrieval.pool(seeds, BREADTH)
    return pool.tracks[neighbourhood(pool, recommender.retrieval.factors)]


def crowds(split: Split) -> str:
    """Return what a second seed, or a second list's seeds, do to the answer to the first."""
    rank = ours(split.recommender)
    five = [request for request in split.requests() if request.kind == "5 seeds"]
    rows = [
        (name, str(interval(np.array([_ndcg(rank(seeds), hidden) for seeds, hidden in asked]))))
        for name, asked in (
            ("1 seed", [(first, hidden) for first, _, _, hidden in _pairs(five)]),
            (
                "1 and a related one",
                [(_both(first, own), np.setdiff1d(hidden, own)) for first, own, _, hidden in _pairs(five)],
            ),
            (
                "1 and an unrelated one",
                [(_both(first, other), hidden) for first, _, other, hidden in _pairs(five)],
            ),
        )
    ]
    split_up = np.mean(
        [len(split.recommender.crowds(_both(first, other))) > 1 for first, _, other, _ in _pairs(five)]
    )
    together = np.mean([len(split.recommender.crowds(request.seeds)) > 1 for request in five])
    return markdown(("asked with", "NDCG by the first seed's list"), rows) + (
        f"\nTwo unrelated seeds are two crowds in {split_up:.0%} of cases, five of one list in {together:.0%}.\n"
    )


def genres(split: Split) -> str:
    """Return how many of ten genres are in the answer to three songs of each."""
    of_track = split.known.tracks.genres
    songs: dict[str, list[int]] = {}
    for track, named in enumerate(of_track):
        if len(named) == 1:  # a song of several genres is of none of them alone
            songs.setdefault(named[0], []).append(track)
    known = sorted(genre for genre, tracks in songs.items() if len(tracks) >= _KNOWN_SONGS)
    rng = np.random.default_rng(0)
    found: dict[int, list[int]] = {n: [] for n in (10, 20)}
    for _ in range(_MIXED_LISTS):
        wanted = set(rng.choice(known, _GENRES, replace=False).tolist())
        drawn = [rng.choice(songs[genre][:_KNOWN_SONGS], _SONGS_EACH, replace=False) for genre in sorted(wanted)]
        seeds = rng.permutation(np.concatenate(drawn)).astype(np.int32)
        for n, counts in found.items():
            answered = ranked(split.recommender, seeds, Rules(n=n)).tolist()
            counts.append(len(wanted & {genre for track in answered for genre in of_track[track]}))
    rows = [(f"{n}", str(interval(np.array(counts, dtype=np.float64)))) for n, counts in found.items()]
    return markdown(("songs in the answer", f"of {_GENRES} genres, those with a song"), rows)


def _pairs(requests: Sequence[Request]) -> Iterator[tuple[Indices, Indices, Indices, Indices]]:
    """Yield a first seed, one of its list, one of the next list, and the other songs of the first one's list."""
    for request, other in pairwise(requests):
        hidden = np.concatenate([request.seeds[1:], request.hidden])
        if other.seeds[0] not in hidden and other.seeds[0] != request.seeds[0]:
            yield request.seeds[:1], request.seeds[1:2], other.seeds[:1], hidden


def _both(one: Indices, other: Indices) -> Indices:
    return np.concatenate([one, other])


def _ndcg(found: Indices, hidden: Indices) -> float:
    return ranking_metrics(found, hidden)[_NDCG]
