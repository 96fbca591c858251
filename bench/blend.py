"""Quality of blends: `python -m bench.blend ../shared/data tidytuesday`; trains without the playlists it blends.

Each held-out playlist is blended with the next one: half of each is given, the other half hidden.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click
import numpy as np
from threadpoolctl import threadpool_limits

from bench.quality.markdown import markdown
from bench.quality.split import read
from shared.model.blend import Blend, NamedSongs, blend
from shared.model.candidates.tracks import Indices
from shared.model.explained import recommended
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.ranking.song_group import SongGroup
from training.effort import QUICK, THOROUGH
from training.evaluate.metrics import interval
from training.fit.order import only_playlists
from training.requests import holdout_split
from training.train import train

SHOWN = 10
_HALF = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lists: the halves that are given, and the hidden ones."""

    given: tuple[Indices, Indices]
    hidden: tuple[Indices, Indices]

    @property
    def both(self) -> Indices:
        """All songs given, each once."""
        return np.array(list(dict.fromkeys(np.concatenate(self.given).tolist())), dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of one pair."""

    hits: tuple[int, int]
    shares: tuple[float, float]
    """Share of the reasons that refer to each list."""
    with_both: float
    """Share of the songs with a reason for both lists."""
    milliseconds: float


Answer = Callable[[Pair], tuple[Indices, Sequence[set[int]]]]
"""Returns the songs of an answer, and the lists that the reasons of each refer to."""


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.argument("name", default="tidytuesday")
@click.option("--held-out", default=118, show_default=True)
@click.option("--quick", is_flag=True)
def main(data: Path, name: str, held_out: int, quick: bool) -> None:
    """Measure blends of held-out playlists, beside the answers to all songs of both."""
    with threadpool_limits(1, "blas"), tempfile.TemporaryDirectory() as folder:
        dataset = read(data, name)
        split = holdout_split(dataset, 1.0, held_out)
        train(only_playlists(dataset, split.known), Path(folder) / "m", effort=QUICK if quick else THOROUGH)
        model = Model.open(Path(folder) / "m")
        ids = [each.decode() for each in dataset.tracks.ids.tolist()]
        lists = [model.indices_of([ids[row] for row in tracks]) for tracks in split.held_out.values()]
        click.echo(measured(model, lists))


def measured(model: Model, lists: Sequence[Indices]) -> str:
    """Return the table."""
    pairs = list(_pairs(lists))
    ways: dict[str, Answer] = {
        "all songs as one list": lambda pair: _as_one(model, pair),
        "**blend**": lambda pair: _blended(model, pair),
    }
    rows = [(name, *_row([_scores(pair, way) for pair in pairs])) for name, way in ways.items()]
    header = (
        f"{len(pairs)} pairs",
        "hits in ten, each list",
        "of the worse served list",
        "songs with a reason for both",
        "least share of reasons",
        "pairs with a share under 35 %",
        "ms of processor time, median",
    )
    return markdown(header, rows)


def _pairs(lists: Sequence[Indices]) -> Iterator[Pair]:
    rng = np.random.default_rng(0)
    for one, other in pairwise([rng.permutation(each) for each in lists if len(each) >= 2 * _HALF]):
        given = (one[: len(one) // 2], other[: len(other) // 2])
        every = np.concatenate(given)
        yield Pair(
            given, (np.setdiff1d(one[len(one) // 2 :], every), np.setdiff1d(other[len(other) // 2 :], every))
        )


def _as_one(model: Model, pair: Pair) -> tuple[Indices, list[set[int]]]:
    """Answer to the songs of both lists as to one, with its own reasons: what a seed they name belongs to."""
    seeds = pair.both
    tracks = dict(zip(seeds.tolist(), model.tracks(seeds), strict=True))
    found = recommended(model, RecommendationQuery(seeds, Rules(SHOWN)), tracks)
    owners = [{tracks[seed].id for seed in given.tolist()} for given in pair.given]
    of_each = [
        {place for reason in song.reasons for place, own in enumerate(owners) if own.intersection(reason.seeds)}
        for song in found
    ]
    return model.indices_of([song.track.id for song in found]), of_each


def _blended(model: Model, pair: Pair) -> tuple[Indices, list[set[int]]]:
    found = _blend(model, pair)
    of_each = [{int(reason.of_list) for reason in song.reasons if reason.of_list} for song in found.songs]
    return model.indices_of([song.track.id for song in found.songs]), of_each


def _blend(model: Model, pair: Pair) -> Blend:
    seeds = pair.both
    tracks = dict(zip(seeds.tolist(), model.tracks(seeds), strict=True))
    lists = [NamedSongs(str(place), SongGroup(given)) for place, given in enumerate(pair.given)]
    return blend(model, RecommendationQuery(seeds, Rules(SHOWN)), lists, tracks)


def _scores(pair: Pair, way: Answer) -> Scores:
    began = time.process_time()
    found, of_each = way(pair)
    took = 1000 * (time.process_time() - began)
    counts = [sum(place in lists for lists in of_each) for place in (0, 1)]
    total = max(sum(counts), 1)
    return Scores(
        hits=tuple(int(np.isin(found, hidden).sum()) for hidden in pair.hidden),  # type: ignore[arg-type]
        shares=(counts[0] / total, counts[1] / total),
        with_both=sum(len(lists) == 2 for lists in of_each) / max(len(of_each), 1),
        milliseconds=took,
    )


def _row(scores: Sequence[Scores]) -> tuple[str, ...]:
    hits = np.array([each.hits for each in scores], dtype=np.float64)
    least = np.array([min(each.shares) for each in scores])
    return (
        str(interval(hits.mean(axis=1))),
        str(interval(hits.min(axis=1))),
        f"{np.mean([each.with_both for each in scores]):.0%}",
        f"{least.min():.0%}",
        f"{(least < 0.35).mean():.0%}",
        f"{np.median([each.milliseconds for each in scores]):.0f}",
    )


if __name__ == "__main__":
    main()
