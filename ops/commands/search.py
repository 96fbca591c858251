"""`segue search`: songs by name."""

from pathlib import Path

import click

from ops.commands.options import model_option
from ops.open_model import open_model


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("-n", "limit", default=10, show_default=True, type=click.IntRange(1, 50), help="How many songs.")
@model_option
def search(words: tuple[str, ...], limit: int, folder: Path | None) -> None:
    """Find songs by name, typos and artists' names allowed.

    Example: segue search --model var/model paper lantrens
    """
    hits = open_model(folder).search.search(" ".join(words), limit)
    for hit in hits:
        click.echo(f"{hit.confidence:4.0%}  {hit.track.title}  {hit.track.id}")
    if not hits:
        click.echo("No song is near enough to these words.")
