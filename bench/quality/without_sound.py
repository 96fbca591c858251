"""Measurement of what a model loses without sound: `python -m bench.quality.without_sound ../shared/data`.

Listening sessions of known structure, and the MPD sample without its table of features: each is trained with and
without sound, and asked the same.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bench.quality.sessions import SessionSize, listening_sessions
from bench.quality.split import Split, learn, read
from training.effort import THOROUGH, Effort
from training.evaluate.compare import Ranker, evaluate_all, ours, single
from training.evaluate.methods import ImplicitAls, ItemKnn, PlaylistKnn
from training.evaluate.metrics import METRICS, interval
from training.fit.factors import Als
from training.read.corpus import read_dataset
from training.read.dataset import Dataset

SEED = 7
HELD_OUT = 400

KIND = "5 seeds"

Values = NDArray[np.float64]

WITH, WITHOUT = "segue with sound", "segue without sound"

_TUNED = (Als(64, 200.0, 400.0), Als(64, 40.0, 100.0), Als(32, 40.0, 100.0))
"""Settings of iALS that are tried; the first is the best of many on the MPD sample."""


@click.command()
@click.argument("data", type=click.Path(path_type=Path))
@click.option("--only", type=click.Choice(["sessions", "mpd"]), help="One of the two datasets.")
@click.option(
    "--queries", default=THOROUGH.query_playlists, show_default=True, help="Query playlists of the ranker."
)
@click.option("--rows", default=THOROUGH.rows_per_network, show_default=True, help="Candidates of each network.")
def main(data: Path, only: str | None, queries: int, rows: int) -> None:
    """Measure both datasets and print a table of each."""
    effort = replace(THOROUGH, query_playlists=queries, rows_per_network=rows)
    with threadpool_limits(1, "blas"):
        if only != "mpd":
            click.echo(measured("sessions", *_sessions(), effort=effort))
        if only != "sessions":
            click.echo(measured("mpd_dev", *_mpd(data), effort=effort))


def _sessions() -> tuple[Dataset, Dataset]:
    heard = listening_sessions(SessionSize(), seed=SEED)
    return heard, silenced(heard)


def _mpd(data: Path) -> tuple[Dataset, Dataset]:
    return read(data, "mpd_dev"), read_dataset([data / "mpd_dev.zip"])[0]


def silenced(dataset: Dataset) -> Dataset:
    """Return the dataset with every audio feature unknown."""
    features = np.full_like(dataset.tracks.features, np.nan)
    return replace(dataset, tracks=replace(dataset.tracks, features=features))


def measured(
    name: str, heard: Dataset, silent: Dataset, *, held_out: int = HELD_OUT, effort: Effort = THOROUGH
) -> str:
    """Train on both and return a table of NDCG@500: with sound, without it and by how much, and single methods."""
    with_sound = learn(heard, held_out=held_out, seed=SEED, effort=effort)
    click.echo(f"{name}: learned with sound", err=True)
    without = learn(silent, held_out=held_out, seed=SEED, effort=effort)
    ndcg = _ndcg(with_sound, {WITH: ours(with_sound.recommender)})
    ndcg |= _ndcg(without, {WITHOUT: ours(without.recommender), **_singles(without)})
    lines = [f"| {name} | NDCG@500 at {KIND} |", "|---|---|"]
    lines += [f"| {method} | {_cell(method, values, ndcg[WITH])} |" for method, values in ndcg.items()]
    return "\n".join(lines) + "\n"


def _singles(split: Split) -> dict[str, Ranker]:
    known = split.known
    knn = {"item-kNN": single(ItemKnn(known)), "playlist-kNN": single(PlaylistKnn(known))}
    return knn | dict(_als(known))


def _als(known: Dataset) -> Iterator[tuple[str, Ranker]]:
    for each in _TUNED:
        name = f"iALS, {each.factors} factors, alpha {each.confidence:g}, reg {each.regularisation:g}"
        yield name, single(ImplicitAls(known, each, seed=SEED))


def _ndcg(split: Split, rankers: dict[str, Ranker]) -> dict[str, Values]:
    asked = [request for request in split.requests() if request.kind == KIND]
    column = METRICS.index("ndcg")
    return {name: values[:, column] for name, values in evaluate_all(rankers, asked).items()}


def _cell(method: str, values: Values, with_sound: Values) -> str:
    """Return the mean and, without sound, the paired difference as a share of that with sound."""
    if method != WITHOUT:
        return str(interval(values))
    lost = interval((values - with_sound) / with_sound.mean())
    return f"{interval(values)} ({100 * lost.mean:+.1f} % ± {100 * lost.half_width:.1f})"


if __name__ == "__main__":
    main()
