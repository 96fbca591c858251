"""Measurement of wrong songs among the seeds: `python -m bench.quality.weak_matches ../shared/data`.

Held-out playlists are asked with five of their songs, and with two more: songs drawn by popularity, as a title
alone may be taken for another song, or songs of the playlist. The two are seeds, or only if they fit the five.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bench.quality.markdown import markdown
from bench.quality.split import Split, learn, read
from shared.model.candidates.tracks import Indices
from shared.model.ranking.recommender import Recommender
from shared.model.ranking.selection import Rules
from training.evaluate.beyond_accuracy import ranked
from training.evaluate.compare import CONTINUATION
from training.evaluate.metrics import interval, ranking_metrics

SEED = 7
HELD_OUT = 400
KIND = "5 seeds"
UNSURE = 2
_NDCG = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """Five sure seeds, two unsure ones and the songs that are hidden."""

    sure: Indices
    unsure: Indices
    hidden: NDArray[np.int32]


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
def main(data: Path) -> None:
    """Train on the MPD sample and print the table."""
    with threadpool_limits(1, "blas"):
        click.echo(table(learn(read(data, "mpd_dev"), held_out=HELD_OUT, seed=SEED)))


def table(split: Split) -> str:
    """Return NDCG@500 and hits in ten where all unsure songs are seeds, those that fit, and none."""
    rows = []
    for name, asked in (("wrong songs", list(with_wrong(split))), ("right songs", list(with_right(split)))):
        joined = [split.recommender.joining(each.sure, each.unsure) for each in asked]
        ways = {
            "all seeds": [each.unsure for each in asked],
            "those that fit": joined,
            "none": [each.unsure[:0] for each in asked],
        }
        share = sum(map(len, joined)) / (UNSURE * len(asked))
        rows += [
            (name, way, f"{share:.2f}", *_figures(split.recommender, asked, added)) for way, added in ways.items()
        ]
    return markdown(("two unsure", "seeds beside the five", "share that fits", "NDCG@500", "hits in ten"), rows)


def with_wrong(split: Split) -> Iterator[Asked]:
    """Yield the requests with songs of other playlists, drawn by the number of playlists they are on."""
    draw = np.random.default_rng(SEED)
    counts = split.recommender.retrieval.tracks.counts
    for request in split.requests():
        if request.kind == KIND:
            others = counts * ~np.isin(np.arange(len(counts)), np.concatenate([request.seeds, request.hidden]))
            drawn = draw.choice(len(counts), UNSURE, replace=False, p=others / others.sum())
            yield Asked(request.seeds, drawn.astype(np.int32), request.hidden)


def with_right(split: Split) -> Iterator[Asked]:
    """Yield the requests with more songs of the same playlist, where any stay hidden."""
    for request in split.requests():
        if request.kind == KIND and len(request.hidden) > UNSURE:
            yield Asked(request.seeds, request.hidden[:UNSURE], request.hidden[UNSURE:])


def _figures(recommender: Recommender, asked: list[Asked], added: list[Indices]) -> tuple[str, str]:
    rows = [_figure(recommender, each, more) for each, more in zip(asked, added, strict=True)]
    ndcg, hits = np.array(rows).T
    return str(interval(ndcg)), str(interval(hits))


def _figure(recommender: Recommender, asked: Asked, added: Indices) -> tuple[float, float]:
    """Return NDCG@500 and the share of the first ten that are hidden; neither answer holds an unsure song."""
    seeds, unsure = np.concatenate([asked.sure, added]), frozenset(asked.unsure.tolist())
    whole, ten = (
        ranked(recommender, seeds, replace(rules, exclude=unsure)) for rules in (CONTINUATION, Rules(n=10))
    )
    return ranking_metrics(whole, asked.hidden)[_NDCG], float(np.isin(ten, asked.hidden).mean())


if __name__ == "__main__":
    main()
