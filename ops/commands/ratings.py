"""`segue ratings`: export all ratings as CSV, and import them."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO

import click

from ops.commands.options import EXISTING
from shared.model.artefact.download import whole_file
from shared.records.rating_csv import export_ratings, import_ratings
from shared.records.ratings import RatingLog
from shared.settings.config import Settings


@click.group()
def ratings() -> None:
    """Export all ratings as CSV, and import them.

    Example: segue ratings export ratings.csv
    """


@ratings.command("export")
@click.argument("path", required=False, type=click.Path(dir_okay=False, path_type=Path))
def export(path: Path | None) -> None:
    """Write all current ratings to PATH, atomically, or else to standard output.

    Example: segue ratings export ratings.csv
    """
    pages = export_ratings(Settings.from_environment().records())
    target: AbstractContextManager[IO[bytes]]
    target = nullcontext(sys.stdout.buffer) if path is None else whole_file(path)
    with target as file:
        file.writelines(page.encode() for page in pages)


@ratings.command("import")
@click.argument("path", type=EXISTING)
def import_(path: Path) -> None:
    """Import the ratings in PATH, as exported, unless a newer one is stored.

    Invalid lines are reported and skipped, and the exit code is then 1. A second import changes nothing.

    Example: segue ratings import ratings.csv
    """
    settings = Settings.from_environment()
    bus = settings.events()
    with path.open("rb") as lines:
        done = import_ratings(RatingLog(settings.records(), lambda: bus), lines)
    for number, why in done.refused:
        click.echo(f"{path}:{number}: {why}", err=True)
    click.echo(f"{done.imported:,} imported, {done.unchanged:,} unchanged, {len(done.refused):,} refused.")
    if done.refused:
        raise SystemExit(1)
