"""Measure lists that flow and paths between songs: `python -m bench.ordering FOLDER`, that of a trained model.

Answers are those to one song, or to five of a playlist, drawn at random; paths lead between songs drawn at random.
Times are of the processor, each beside the answer or the answers that were computed just before.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from shared.domain.song_order import CURVES
from shared.model.arrays import ArrayFolder
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import unit
from shared.model.model import Model
from shared.model.ordering.between import found_between, songs_between
from shared.model.ordering.camelot import UNKNOWN, steps
from shared.model.ordering.curves import can_follow, levels, wanted
from shared.model.ordering.distance import distances, octaves, steps_of
from shared.model.ordering.flow import flowing
from shared.model.ordering.path import large_steps
from shared.model.ordering.paths import path_between
from shared.model.ordering.songs import Songs, joined, songs_of
from shared.model.ordering.tour import greedy_tour
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import tracks_of
from shared.model.ranking.selection import Rules

SEED = 7
ANSWERS, SONGS = 100, 50
PATHS, STEPS = 100, 10
_OF_PLAYLIST = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer, and the milliseconds it took."""

    songs: Songs
    milliseconds: float


def timed(call: Callable[[], object]) -> float:
    """Return the milliseconds of the processor that a call takes."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1e3


def seeds_of(folder: Path, model: Model, rng: np.random.Generator) -> list[Indices]:
    """Draw the seeds of ANSWERS requests: of every second one a song, of the others five of a playlist."""
    starts, entries = (ArrayFolder(folder)[name] for name in ("playlist_starts", "playlist_tracks"))
    long = np.flatnonzero(np.diff(starts) >= _OF_PLAYLIST)
    drawn = []
    for place in range(ANSWERS):
        playlist = rng.choice(long)
        theirs = np.unique(entries[starts[playlist] : starts[playlist + 1]])
        some = rng.choice(theirs, min(_OF_PLAYLIST, len(theirs)), replace=False)
        drawn.append(np.sort(some if place % 2 else rng.choice(model.track_count, 1)).astype(np.int32))
    return drawn


def asked(model: Model, seeds: Indices) -> Asked:
    """Return the songs of an answer."""
    query = RecommendationQuery(seeds, Rules(n=SONGS))
    taken = timed(lambda: model.recommend(query))
    return Asked(songs_of(model, tracks_of(model.recommend(query))), taken)


def flow_table(answers: list[Asked], rng: np.random.Generator) -> str:
    """Return a table of orders of the answers."""
    orders: dict[str, Callable[[Songs], NDArray[np.int64]]] = {
        "random": lambda songs: rng.permutation(len(songs)),
        "ranked": lambda songs: np.arange(len(songs)),
        "greedy tour": lambda songs: greedy_tour(distances(songs, songs), 0),
        "**flow**": flowing,
        **{f"flow, {curve}": partial(flowing, curve=curve) for curve in CURVES},
    }
    rows = [_flow_row(name, order, answers) for name, order in orders.items()]
    parts = "tempo, octaves | moves of key | energy"
    head = f"| order | mean step | largest step | {parts} | follows its curve | ms | of an answer |"
    return "\n".join([head, "|---" * 9 + "|", *rows])


def _flow_row(name: str, order: Callable[[Songs], NDArray[np.int64]], answers: list[Asked]) -> str:
    figures, milliseconds, followed = [], [], []
    for each in answers:
        milliseconds.append(timed(partial(order, each.songs)))
        songs = each.songs.take(order(each.songs))
        found = steps_of(songs)
        figures.append([found.mean(), found.max(), *_parts(songs)])
        curves = [curve for curve in CURVES if name.endswith(curve) and can_follow(songs.energy)]
        followed += [_follows(songs.energy, wanted(curve, len(songs))) for curve in curves]
    mean = np.nanmean(np.array(figures), axis=0)
    follows = f"{np.mean(followed):.2f}, least {min(followed):.2f}" if followed else ""
    share = sum(milliseconds) / sum(each.milliseconds for each in answers)
    told = [f"{value:.{digits}f}" for value, digits in zip(mean, (3, 3, 2, 1, 2), strict=True)]
    return f"| {' | '.join([name, *told, follows])} | {np.mean(milliseconds):.1f} | {share:.2f} |"


def _parts(songs: Songs) -> list[float]:
    """Return the mean distances of neighbours in tempo, key and energy, as far as they are known."""
    one, other = songs.take(np.arange(len(songs) - 1)), songs.take(np.arange(1, len(songs)))
    known = (one.hour != UNKNOWN) & (other.hour != UNKNOWN)
    keys = steps(one.hour, one.major, other.hour, other.major)[known]
    return [
        float(np.nanmean(octaves(one.tempo, other.tempo))),
        float(keys.mean()),
        float(np.nanmean(np.abs(one.energy - other.energy))),
    ]


def _follows(energy: Floats, curve: Floats) -> float:
    """Return the rank correlation of energy with what a curve wants, where it wants any and energy is known."""
    known = ~np.isnan(energy) & ~np.isnan(curve)
    return float(np.corrcoef(levels(energy[known]), levels(curve[known]))[0, 1])


def path_table(model: Model, pairs: list[tuple[int, int]], answer_milliseconds: float) -> str:
    """Return a table of ways to lead from one song to another."""
    ways: dict[str, Callable[[Model, int, int], Songs]] = {
        "nearest by factors to even points": nearest_by_factors,
        "nearest by all to even points": nearest_by_all,
        "**path**": lambda model, start, end: path_between(model, start, end, Rules(n=STEPS)).songs,
    }
    rows = []
    for name, way in ways.items():
        taken = np.mean([timed(partial(way, model, *pair)) for pair in pairs])
        found = [steps_of(way(model, *pair)) for pair in pairs]
        figures = [[each.mean(), each.max(), each.max() / each.mean(), each.std() / each.mean()] for each in found]
        mean, largest, ratio, variation = np.mean(figures, axis=0)
        over = np.mean([bool(large_steps(each)) for each in found])
        rows.append(
            f"| {name} | {mean:.3f} | {largest:.3f} | {ratio:.2f} | {over:.0%} | {variation:.2f} | {taken:.1f}"
            f" | {taken / answer_milliseconds:.1f} |"
        )
    head = (
        "| way | mean step | largest step | largest over mean | over twice the mean | variation | ms | answers |"
    )
    return "\n".join([head, "|---" * 8 + "|", *rows])


def nearest_by_factors(model: Model, start: int, end: int) -> Songs:
    """Return the songs whose factors are nearest to even points between those of two songs, each once."""
    tracks = _candidates(model, start, end)
    first, last, *theirs = model.retrieval.factors.directions(np.array([start, end, *tracks], dtype=np.int32))
    shares = np.arange(1, STEPS + 1)[:, None] / (STEPS + 1)
    points = unit(np.nan_to_num((1 - shares) * first + shares * last).astype(np.float32))
    return _each_nearest(model, start, end, tracks, -points @ np.nan_to_num(np.array(theirs)).T)


def nearest_by_all(model: Model, start: int, end: int) -> Songs:
    """Return the songs nearest to even points of the straight way by all that is known, each once."""
    ends = songs_of(model, np.array([start, end], dtype=np.int32))
    between = songs_between(model, ends, _candidates(model, start, end))
    apart = np.stack([between.apart_from(step / (STEPS + 1)) for step in range(1, STEPS + 1)])
    return _each_nearest(model, start, end, between.tracks, apart)


def _candidates(model: Model, start: int, end: int) -> Indices:
    found, songs = found_between(model, start, end, STEPS), model.retrieval.tracks.songs
    return model.retrieval.tracks.first_releases(found[~np.isin(songs[found], songs[[start, end]])])


def _each_nearest(model: Model, start: int, end: int, tracks: Indices, apart: NDArray[np.floating]) -> Songs:
    chosen: list[int] = []
    for row in apart.copy():
        row[chosen] = np.inf
        chosen.append(int(row.argmin()))
    ends = songs_of(model, np.array([start, end], dtype=np.int32))
    return joined(ends.take([0]), songs_of(model, tracks[chosen]), ends.take([1]))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Print both tables."""
    rng = np.random.default_rng(SEED)
    with threadpool_limits(1, "blas"):
        model = Model.open(folder)
        answers = [asked(model, seeds) for seeds in seeds_of(folder, model, rng)]
        click.echo(flow_table(answers, rng))
        drawn = [rng.choice(model.track_count, 2, replace=False).tolist() for _ in range(PATHS)]
        pairs = [(start, end) for start, end in drawn]
        click.echo("\n" + path_table(model, pairs, float(np.mean([each.milliseconds for each in answers]))))
        paths = [path_between(model, start, end, Rules(n=STEPS)) for start, end in pairs]
        click.echo(f"\nPaths with a hole: {sum(bool(path.holes) for path in paths)} of {len(paths)}")


if __name__ == "__main__":
    main()
