"""Checks of the configured parts and of the served model."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

from ops.doctor.findings import Finding, found
from ops.doctor.sender_domain import default_resolver, examine_sender
from ops.local.health import lateness
from ops.open_model import open_model
from shared.adapters.sqlite_bus import SqliteBus
from shared.errors import NotFound, SegueError
from shared.model.artefact.store import ModelStore
from shared.ports import ObjectStore, Record, Records, TrackNames
from shared.record_kinds import CHECK_KEPT, CHECKS
from shared.settings.config import Settings

_ANY_TRACK = "spotify:track:11dFghVXANMlKmJXsNCbNl"
"""The example of Spotify's documentation; any other would do."""


def examine() -> Iterator[Finding]:
    """Run every check, also after a failure; without valid settings there are no others."""
    try:
        settings = Settings.from_environment()
    except SegueError as error:
        yield Finding("settings", False, str(error))
        return
    yield Finding("settings", True, f"site {settings.site_url}")
    yield found(f"records {settings.records_url}", lambda: try_records(settings.records()))
    yield found(f"objects {settings.objects_url}", lambda: try_objects(settings.objects()))
    yield found("model pointer", lambda: try_pointer(ModelStore(settings.objects())))
    if bus := settings.sqlite_bus():
        yield found("records' file", lambda: try_file(bus))
        yield found("messages", lambda: try_messages(bus))
    if names := settings.track_names():
        yield found(f"names from {settings.spotify_url}", lambda: try_names(names))
    yield from examine_sender(settings, default_resolver)
    yield found("model", _try_model)


def try_records(records: Records) -> str:
    """Write, read and remove one record."""
    key = uuid4().hex
    records.create(CHECKS.name, Record(key, {"checked": True}, datetime.now(UTC) + CHECK_KEPT))
    kept = records.get(CHECKS.name, key)
    records.delete(CHECKS.name, key)
    return "a record was written, read and removed" if kept else "a record was written but not found"


def try_objects(objects: ObjectStore) -> str:
    """Write, read and remove one object."""
    name = f"doctor/{uuid4().hex}"
    objects.put(name, b"checked", if_generation=0)
    objects.get(name)
    objects.delete(name)
    return "an object was written, read and removed"


def try_names(names: TrackNames) -> str:
    """Look up one track. Raises the error of a service that refuses the app, or does not answer."""
    answer = names.names([_ANY_TRACK])[_ANY_TRACK]
    if isinstance(answer, SegueError) and not isinstance(answer, NotFound):
        raise answer
    return "answers the app"


def try_pointer(store: ModelStore) -> str:
    """Read both copies of the pointer. Raises RefusedModel if one is damaged, also if the other is whole."""
    for fault in store.pointer_faults():
        raise fault
    return f"{store.pointer().version} is to be served"


def try_file(bus: SqliteBus) -> str:
    """Read the whole file of records and messages. Raises SpoiltStore if it is damaged."""
    bus.check()
    return "whole"


def try_messages(bus: SqliteBus) -> str:
    """Count the messages of the local cloud. Raises Unavailable if one has waited for too long."""
    backlog = bus.backlog()
    if late := lateness(backlog):
        raise late
    aside = (
        f"; {backlog.undelivered:,} could not be delivered, see segue replay --list" if backlog.undelivered else ""
    )
    return f"{backlog.waiting:,} wait, none for long{aside}"


def _try_model() -> str:
    model = open_model(None)
    return f"{model.version} verifies, {model.manifest.counts['tracks']:,} tracks"
