"""`segue demo`: a synthetic catalogue to try everything on."""

from pathlib import Path

import click

from ops.commands.options import DEFAULT_SEED
from training.demo import demo_exists, generate_demo

DEMO = Path("var/demo")


@click.command()
@click.option("--out", default=DEMO, show_default=True, type=click.Path(path_type=Path), help="Folder to write.")
@click.option("--seed", default=DEFAULT_SEED, show_default=True, help="Another seed invents another catalogue.")
def demo(out: Path, seed: int) -> None:
    """Invent a catalogue: playlists in MPD layout, audio features and the hidden truth.

    Example: segue demo --out var/demo
    """
    if demo_exists(out):
        click.echo(f"{out} is there already.")
        return
    generate_demo(out, seed=seed)
    click.echo(f"Wrote playlists.zip, features.csv.gz and truth.csv.gz to {out}.")
