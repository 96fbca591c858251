"""`segue evaluate`: measure a model and other methods on held-out playlists."""

from pathlib import Path

import click
import numpy as np

from ops.commands.options import data_options, model_option, step
from shared.model.model import Model
from training.evaluate.compare import as_markdown, compare, ours
from training.fit.order import by_popularity
from training.fit.retrieval import describe
from training.fit.scaling import scale_known_features
from training.read.corpus import read_dataset
from training.read.dataset import Dataset
from training.requests import Request, requests_from
from training.train import fit_and_evaluate


@click.command()
@data_options
@model_option
def evaluate(
    playlists: tuple[Path, ...], features: tuple[Path, ...], seed: int, skip_bad: bool, folder: Path | None
) -> None:
    """Hold out a tenth of the playlists, train on the others, and compare methods on the tenth.

    With --model, evaluate that model on all the playlists instead; it must not have been trained on them.

    Example: segue evaluate --playlists var/demo/playlists.zip --features var/demo/features.csv.gz
    """
    dataset, _ = read_dataset(playlists, features, skip_bad=skip_bad)
    if folder is not None:
        model = Model.open(folder)
        click.echo(as_markdown(compare({"segue": ours(model.recommender)}, _requests(dataset, model, seed))))
        return
    dataset = by_popularity(dataset)
    step("fitting, then evaluating on held-out playlists")
    content = describe(dataset.tracks, scale_known_features(dataset))
    click.echo(as_markdown(fit_and_evaluate(dataset, content, seed=seed).table))


def _requests(dataset: Dataset, model: Model, seed: int) -> list[Request]:
    """Convert requests to the model's track indices; unknown tracks are left out."""
    ids = [track_id.decode("ascii") for track_id in dataset.tracks.ids.tolist()]
    index = model.index_of_each(ids)
    playlists = (index[dataset.playlist(row)] for row in range(len(dataset)))
    return requests_from((known[known >= 0] for known in playlists), np.random.default_rng(seed))
