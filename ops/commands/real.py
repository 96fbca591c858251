"""`segue real`: from open data to a served model of real songs, in three steps that go on after a cut."""

import os
from pathlib import Path

import click

from ops.commands.fetch import OUT as FETCHED
from ops.commands.options import step
from ops.local.child import run_child
from ops.local.preparation import Progress, write_progress
from shared.errors import NoModel, RefusedModel
from shared.model.artefact.columns import require_columns
from shared.model.artefact.manifest import MANIFEST, Manifest, read_manifest
from shared.model.artefact.store import ModelStore
from shared.settings.config import Settings
from training.fetch.writing import PLAYLISTS, TRACKS

MODEL = Path("var/real-model")
NICENESS = 10
"""How far the work stands back for the server's."""


@click.command()
@click.option("--days", default=1, show_default=True, type=click.IntRange(1), help="How many of the newest days.")
@click.option("--from", "host", metavar="URL", help="Another host with the same files [default: SEGUE_METABRAINZ]")
def real(days: int, host: str | None) -> None:
    """Fetch what people listen to, train on it, and serve that model from then on.

    Example: segue real --days 1
    """
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    try:
        manifest = prepare(days, host)
    except BaseException:
        write_progress(Progress("failed"))
        click.echo("Real songs could not be prepared. Start it again, and it goes on where it ended.", err=True)
        raise
    songs = manifest.counts["tracks"]
    write_progress(Progress("published", manifest.version, songs))
    click.echo(f"Now with real songs: {songs:,} of them.")


def prepare(days: int, host: str | None) -> Manifest:
    """Fetch, train where the playlists are newer than the model, and publish it; return its manifest.

    Raises SystemExit if one of the commands fails, which has told why.
    """
    step("real songs, step 1 of 3: fetching what people listen to")
    run_child(
        "fetch", "listenbrainz", "--days", str(days), "--out", str(FETCHED), *(["--from", host] if host else [])
    )
    playlists, features = FETCHED / PLAYLISTS, FETCHED / TRACKS
    write_progress(Progress("training"))
    if not is_current(MODEL, playlists):
        step("real songs, step 2 of 3: learning from it, which takes some minutes")
        run_child("train", "--playlists", str(playlists), "--features", str(features), "--out", str(MODEL))
    write_progress(Progress("publishing"))
    manifest = read_manifest(MODEL)
    if not is_served(manifest.version):
        step("real songs, step 3 of 3: publishing the model")
        run_child("models", "publish", str(MODEL))
    return manifest


def is_current(model: Path, playlists: Path) -> bool:
    """Return whether a model of this code's layout is there that was written after the playlists."""
    try:
        require_columns(read_manifest(model))
    except RefusedModel:
        return False
    return (model / MANIFEST).stat().st_mtime >= playlists.stat().st_mtime


def is_served(version: str) -> bool:
    """Return whether the model of this version is the one to serve. Raises RefusedModel for a damaged pointer."""
    try:
        return ModelStore(Settings.from_environment().objects()).pointer().version == version
    except NoModel:
        return False
