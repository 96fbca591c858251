"""`segue backup`: copy all records and objects to another store, and restore them."""

from datetime import UTC, datetime, timedelta

import click

from ops.backup.create import Create
from ops.backup.layout import Manifest, all_backups, delete_backup, name_of, read_manifest
from ops.backup.restore import Restore
from ops.backup.sweep import sweep
from shared.errors import InvalidData
from shared.ports import ObjectStore
from shared.record_kinds import BACKUPS_KEPT
from shared.settings.config import Settings, object_store


@click.group()
def backup() -> None:
    """Copy all records and objects to another store, and restore them.

    STORE has the form of SEGUE_OBJECTS: file:///PATH or gs://BUCKET.

    Example: segue backup create file:///var/backups
    """


@backup.command()
@click.argument("store")
@click.option("--days", type=click.IntRange(1), help="Then delete the backups that are older than that.")
def create(store: str, days: int | None) -> None:
    """Copy every record and object into a new backup in STORE, while Segue is running.

    Example: segue backup create file:///var/backups
    """
    settings, destination = Settings.from_environment(), object_store("STORE", store)
    if store == settings.objects_url:
        raise click.BadParameter(f"expected another store than SEGUE_OBJECTS, found {store}: both would be lost")
    bus = settings.sqlite_bus()
    messages = bus.copies if bus else tuple
    making = Create(settings.records(), settings.objects(), destination, datetime.now(UTC), messages)
    click.echo(_line(making.backup, making.run()))
    if days is not None:
        _delete_older(destination, making.now - timedelta(days=days))


@backup.command("list")
@click.argument("store")
def list_(store: str) -> None:
    """List the backups in STORE, oldest first.

    Those that were cut off are among them: they hold personal data until they are deleted.

    Example: segue backup list file:///var/backups
    """
    source = object_store("STORE", store)
    for name, is_complete in all_backups(source).items():
        if not is_complete:
            click.echo(f"{name}  is not complete: it is being made, or was cut off")
            continue
        try:
            click.echo(_line(name, read_manifest(source, name)))
        except InvalidData as error:  # the others are listed all the same
            click.echo(f"{name}  cannot be restored: {error}")


@backup.command()
@click.argument("store")
@click.argument("name")
@click.option("--into-used", is_flag=True, help="Keep what is there, and add what is missing.")
def restore(store: str, name: str, into_used: bool) -> None:
    """Restore the backup NAME of STORE into the stores that the settings name, which must be empty.

    Data of listeners who have deleted their account since is not restored. If interrupted, run again with
    --into-used.

    Example: segue backup restore file:///var/backups 2026-11-29T120000Z
    """
    settings, source = Settings.from_environment(), object_store("STORE", store)
    restoring = Restore(source, name, settings.records(), settings.objects(), datetime.now(UTC))
    done = restoring.run(into_used=into_used)
    click.echo(
        f"{done.records:,} records and {done.objects:,} objects are back; {done.there:,} were there already, "
        f"{done.deleted:,} are of listeners who left, {done.expired:,} have expired."
    )
    if restoring.now - done.made_at > BACKUPS_KEPT:
        click.echo(
            f"This backup is older than {BACKUPS_KEPT.days} days: some who left since may be back.", err=True
        )


@backup.command()
@click.argument("store")
@click.argument("name")
def delete(store: str, name: str) -> None:
    """Delete the backup NAME of STORE, also one that was cut off.

    Example: segue backup delete file:///var/backups 2026-11-29T120000Z
    """
    click.echo(f"{delete_backup(object_store('STORE', store), name):,} objects are deleted.")


@backup.command("sweep")
def sweep_() -> None:
    """Delete the data of listeners who deleted their account, after a restore by other means.

    Example: segue backup sweep
    """
    settings = Settings.from_environment()
    deleted = sweep(settings.records(), settings.objects(), datetime.now(UTC))
    click.echo(f"{deleted:,} records of listeners who left are deleted.")


def _delete_older(store: ObjectStore, before: datetime) -> None:
    for name in all_backups(store):
        if name < name_of(before):
            delete_backup(store, name)
            click.echo(f"{name}  is deleted")


def _line(name: str, manifest: Manifest) -> str:
    count = sum(part.records for part in manifest.records)
    lost = f"; lost before, and not in it: {', '.join(manifest.lost)}" if manifest.lost else ""
    return f"{name}  {count:,} records, {len(manifest.objects):,} objects{lost}"
