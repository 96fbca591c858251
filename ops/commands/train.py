"""`segue train`: train a model on playlists, and audio features if there are any, with a report."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import click

from ops.commands.options import data_options, step
from shared.adapters.work_folder import work_folder
from shared.settings.config import Settings
from training.effort import QUICK, THOROUGH, Effort
from training.evaluate.compare import as_markdown
from training.read.corpus import read_dataset
from training.read.staged import fetch_staged
from training.report.data import data_sections
from training.report.model import model_sections
from training.report.page import write_report
from training.train import Trained
from training.train import train as train_model


@click.command()
@data_options
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder of the model.")
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 1),
    help="Least share of the playlists' tracks that must have features [default: any, if the features are theirs]",
)
@click.option("--quick", is_flag=True, help="Learn from fewer requests: sooner, and not quite as well.")
@click.option("--staged", is_flag=True, help="Learn from the playlists that `ingest` staged too.")
def train(
    playlists: tuple[Path, ...],
    features: tuple[Path, ...],
    seed: int,
    skip_bad: bool,
    out: Path,
    min_coverage: float | None,
    quick: bool,
    staged: bool,
) -> None:
    """Train a model and write it, with report.html beside it.

    Example: segue train --playlists var/demo/playlists.zip --features var/demo/features.csv.gz --out var/model
    """
    with ExitStack() as stack:
        if staged:
            folder = stack.enter_context(work_folder(out))
            more = fetch_staged(Settings.from_environment().objects(), folder)
            playlists, features = (*playlists, *more[0]), (*features, *more[1])
        trained = train_from_files(
            playlists,
            features,
            out,
            seed=seed,
            skip_bad=skip_bad,
            min_coverage=min_coverage,
            effort=QUICK if quick else THOROUGH,
        )
    click.echo(as_markdown(trained.table))
    counts = trained.manifest.counts
    size = f"{counts['tracks']:,} tracks from {counts['playlists']:,} playlists"
    click.echo(f"Model {trained.manifest.version} in {out}: {size}.")
    click.echo(sound_line(trained.manifest.known_features))


def sound_line(known: Mapping[str, float]) -> str:
    """Return a sentence on the features that a model knows, with their shares."""
    if not known:
        return "Nothing is known of how the songs sound: there are no dials for it."
    shares = ", ".join(f"{name} {share:.0%}" for name, share in known.items())
    return f"Known of how songs sound, as shares of the entries in playlists: {shares}."


def train_from_files(
    playlists: tuple[Path, ...],
    features: tuple[Path, ...],
    out: Path,
    *,
    seed: int,
    skip_bad: bool = False,
    min_coverage: float | None = None,
    effort: Effort = THOROUGH,
) -> Trained:
    """Read, train and report. Raises InvalidData for unusable input; then `out` is unchanged."""
    step("reading")
    dataset, summary = read_dataset(playlists, features, skip_bad=skip_bad, min_coverage=min_coverage)
    trained = train_model(dataset, out, seed=seed, effort=effort, step=step)
    step("writing the report")
    sections = [*data_sections(dataset, summary), *model_sections(trained)]
    write_report(out / "report.html", sections, title="Segue training report")
    return trained
