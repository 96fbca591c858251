"""`segue models`: published models, and which one is served."""

from pathlib import Path

import click

from shared.errors import NoModel, RefusedModel
from shared.model.artefact.store import ModelStore
from shared.settings.config import Settings

KEPT = 10
"""Two months and more of weekly models."""


@click.group()
def models() -> None:
    """List, publish, promote, roll back and delete models in the object store.

    Example: segue models publish var/model
    """


def store() -> ModelStore:
    """Build the configured model store."""
    return ModelStore(Settings.from_environment().objects())


@models.command("list")
def list_models() -> None:
    """List the published models; a star marks the served one.

    Example: segue models list
    """
    published = store()
    served = ""
    try:
        served = published.pointer().version
    except NoModel:
        pass
    except RefusedModel as error:  # the list is what it is mended from
        click.echo(f"segue: {error}", err=True)
    for manifest in published.manifests():
        mark = "*" if manifest.version == served else " "
        ndcg = manifest.metrics.get("segue", {}).get("ndcg", 0.0)
        notes = f"  ({'; '.join(manifest.notes)})" if manifest.notes else ""
        click.echo(
            f"{mark} {manifest.version}  {manifest.counts['tracks']:>9,} tracks  "
            f"{manifest.counts['playlists']:>9,} playlists  NDCG {ndcg:.3f}{notes}"
        )


@models.command()
@click.argument("folder", type=click.Path(path_type=Path))
def fetch(folder: Path) -> None:
    """Copy the served model into FOLDER/VERSION, for an image or a volume that SEGUE_MODELS names.

    Example: segue models fetch models
    """
    published = store()
    found = published.fetch(published.served().version, folder)
    click.echo(f"The served model is in {found}.")


@models.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--force",
    is_flag=True,
    help="Publish even a model that loses to popularity or to the served model; its manifest will say so.",
)
@click.option(
    "--keep",
    type=click.IntRange(min=2),
    default=KEPT,
    show_default=True,
    help="Newest models that stay in the store, beside the served one and the one before.",
)
def publish(folder: Path, force: bool, keep: int) -> None:
    """Upload a trained model, verify it and serve it from now on.

    A model that does not beat popularity, or is worse than the served model, is refused. One of real songs is not
    compared with the demo.

    Example: segue models publish var/model
    """
    published = store()
    manifest = published.publish(folder, force=force)
    for note in manifest.notes:
        click.echo(f"Noted in its manifest: {note}")
    click.echo(f"Serving model {manifest.version}.")
    if old := published.prune(keep):
        click.echo(f"Deleted {len(old)} older than the newest {keep}: {', '.join(old)}.")


@models.command()
@click.argument("version")
def delete(version: str) -> None:
    """Delete a published model that is not served.

    Example: segue models delete 3f2a9c81d0b4
    """
    store().delete(version)
    click.echo(f"Deleted model {version}.")


@models.command()
@click.argument("version")
def promote(version: str) -> None:
    """Serve a published model.

    Example: segue models promote 3f2a9c81d0b4
    """
    store().promote(version)
    click.echo(f"Serving model {version}.")


@models.command()
def rollback() -> None:
    """Serve the previous model again.

    Example: segue models rollback
    """
    click.echo(f"Serving model {store().rollback()} again.")
