"""`segue train`: train a model on playlists, and audio features if there are any, with a report."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from ops.commands.options import data_options, step
from shared.adapters.work_folder import work_folder
from shared.settings.config import Settings
from training.contributed.adding import add_contributed
from training.contributed.features import fill_features
from training.contributed.summary import ContributedSummary
from training.effort import QUICK, THOROUGH, Effort
from training.evaluate.compare import as_markdown
from training.read.corpus import read_dataset
from training.read.dataset import Dataset
from training.report.data import contributed_section, data_sections
from training.report.model import model_sections
from training.report.page import write_report
from training.requests import holdout_key
from training.staged.fetch import fetch_staged
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
    settings = Settings.from_environment()
    if staged and not settings.holdout_key:
        click.echo(
            "SEGUE_HOLDOUT_KEY is not set: who has your playlists can tell which judge the model.", err=True
        )
    with ExitStack() as stack:
        shared = Staged()
        if staged:
            shared = Staged(*fetch_staged(settings.objects(), stack.enter_context(work_folder(out))))
        trained = train_from_files(
            playlists,
            features,
            out,
            seed=seed,
            skip_bad=skip_bad,
            min_coverage=min_coverage,
            effort=QUICK if quick else THOROUGH,
            staged=shared,
            key=holdout_key(settings.holdout_key),
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


@dataclass(frozen=True, slots=True)
class Staged:
    """Files of what listeners shared; none of them can fail a training."""

    playlists: Sequence[Path] = ()
    features: Sequence[Path] = ()


def train_from_files(
    playlists: tuple[Path, ...],
    features: tuple[Path, ...],
    out: Path,
    *,
    seed: int,
    skip_bad: bool = False,
    min_coverage: float | None = None,
    effort: Effort = THOROUGH,
    staged: Staged = Staged(),
    key: bytes = b"",
) -> Trained:
    """Read, train and report. Raises InvalidData for unusable input; then `out` is unchanged.

    `playlists` and `features` are the operator's, and what is demanded of the data is demanded of them alone.
    """
    step("reading")
    operator, summary = read_dataset(playlists, features, skip_bad=skip_bad, min_coverage=min_coverage)
    dataset, contributed = with_staged(operator, features, staged, key=key)
    trained = train_model(dataset, out, seed=seed, effort=effort, key=key, step=step)
    step("writing the report")
    shared = [contributed_section(contributed)] if staged.playlists else []
    sections = [*data_sections(operator, summary), *shared, *model_sections(trained)]
    write_report(out / "report.html", sections, title="Segue training report")
    return trained


def with_staged(
    operator: Dataset, tables: Sequence[Path], staged: Staged, *, key: bytes
) -> tuple[Dataset, ContributedSummary]:
    """Return the data with what listeners shared, and the counts, which are printed, too."""
    if staged.features:
        operator, reason = fill_features(operator, tables, staged.features)
        if reason:
            click.echo(f"Features looked up for shared playlists are left out: {reason}")
    dataset, contributed = add_contributed(operator, staged.playlists, key=key)
    if staged.playlists:
        click.echo(str(contributed))
    return dataset, contributed
