"""`segue demo`: a synthetic catalogue to try everything on, and a model of it."""

from pathlib import Path

import click

from ops.commands.options import DEFAULT_SEED, step
from shared.errors import NoModel, OutdatedModel
from shared.model.artefact.store import ModelStore
from shared.settings.config import Settings
from training.demo import demo_exists, generate_demo
from training.effort import QUICK
from training.read.corpus import read_dataset
from training.train import train

DEMO = Path("var/demo")
DEMO_MODEL = Path("var/demo-model")


@click.command()
@click.option("--out", default=DEMO, show_default=True, type=click.Path(path_type=Path), help="Folder to write.")
@click.option("--seed", default=DEFAULT_SEED, show_default=True, help="Another seed invents another catalogue.")
@click.option("--publish", is_flag=True, help="Train on it quickly, and publish the model if there is none.")
def demo(out: Path, seed: int, publish: bool) -> None:
    """Invent a catalogue: playlists in MPD layout, audio features and the hidden truth.

    Example: segue demo --out var/demo
    """
    if demo_exists(out):
        click.echo(f"{out} is there already.")
    else:
        generate_demo(out, seed=seed)
        click.echo(f"Wrote playlists.zip, features.csv.gz and truth.csv.gz to {out}.")
    if publish:
        publish_demo(ModelStore(Settings.from_environment().objects()), out, seed=seed)


def publish_demo(store: ModelStore, catalogue: Path, *, seed: int = DEFAULT_SEED) -> None:
    """Train on a demo catalogue with little effort, and publish the model unless one was published meanwhile."""
    dataset, _ = read_dataset((catalogue / "playlists.zip",), (catalogue / "features.csv.gz",))
    train(dataset, DEMO_MODEL, seed=seed, effort=QUICK, step=step)
    if not is_published(store):
        store.publish(DEMO_MODEL)


def is_published(store: ModelStore) -> bool:
    """Return whether a model is published that this code reads. Raises RefusedModel for a damaged pointer."""
    try:
        store.served()
    except (NoModel, OutdatedModel):
        return False
    return True
