"""Layout of a backup in an object store: `backups/<moment>/`; the manifest is written last and lists the parts."""

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from shared.errors import InvalidData, NotFound
from shared.ports import ObjectStore, Record

FOLDER = "backups/"
MANIFEST = "manifest.json"

SCHEMA = 1
"""Version of the layout; any other is rejected."""

PART_BYTES = 8 << 20
"""Minimum uncompressed size of a full part; a whole part is held in memory."""


MOST_PART_BYTES = 64 << 20
"""Maximum uncompressed size of a part that is restored: one that is full has a record more than PART_BYTES."""


class Part(msgspec.Struct, frozen=True):
    """One object of a backup: records of a collection, or a copy of one object."""

    name: str
    """Name of the object within the backup."""
    of: str
    """The collection, or the name of the object."""
    sha256: str
    """Checksum of the part's bytes, in hex."""
    records: int = 0


class Manifest(msgspec.Struct, frozen=True):
    """The content of a backup."""

    schema: int
    made_at: datetime
    objects: list[Part]
    records: list[Part]
    lost: list[str] | msgspec.UnsetType = msgspec.UNSET
    """Names of the objects and records whose content was lost before; the backup lacks them. Unset: none was."""
    sha256: str = ""
    """Checksum of the manifest without it, in hex; empty in those from before it was written."""


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A record as one line of a part."""

    key: str
    fields: dict[str, Any]
    """A record's Fields; msgspec does not support recursive type aliases."""
    expires_at: datetime | None = None


def name_of(made_at: datetime) -> str:
    """Return the name of the backup made at a moment; names sort by time."""
    return f"{made_at:%Y-%m-%dT%H%M%SZ}"


def place(backup: str, part: str) -> str:
    """Return the object name of a part of a backup."""
    return f"{FOLDER}{backup}/{part}"


def packed(records: Iterable[Record]) -> Iterator[tuple[int, bytes]]:
    """Yield the parts that hold the records: the number of records and the bytes of each."""
    lines, size_bytes = [], 0
    for record in records:
        lines.append(msgspec.json.encode(Line(record.key, record.fields, record.expires_at)) + b"\n")
        size_bytes += len(lines[-1])
        if size_bytes >= PART_BYTES:
            yield len(lines), gzip.compress(b"".join(lines), mtime=0)
            lines, size_bytes = [], 0
    if lines:
        yield len(lines), gzip.compress(b"".join(lines), mtime=0)


def unpacked(data: bytes) -> Iterator[Record]:
    """Yield the records of a part whose checksum was verified. Raises InvalidData as `text_of` does."""
    for each in text_of(data).splitlines():
        line = msgspec.json.decode(each, type=Line)
        yield Record(line.key, line.fields, line.expires_at)


def text_of(data: bytes) -> bytes:
    """Return the lines of a part. Raises InvalidData for damage, and beyond MOST_PART_BYTES without going on."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            text = stream.read(MOST_PART_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged("A part", str(error)) from error
    if len(text) > MOST_PART_BYTES:
        raise _damaged("A part", f"more than {MOST_PART_BYTES:,} bytes of records")
    return text


def digest(data: bytes) -> str:
    """Return the SHA-256 of a part, in hex."""
    return hashlib.sha256(data).hexdigest()


def backups(store: ObjectStore) -> Iterator[str]:
    """Yield the names of the complete backups, oldest first."""
    return (backup for backup, is_complete in all_backups(store).items() if is_complete)


def all_backups(store: ObjectStore) -> dict[str, bool]:
    """Return the names of all backups, oldest first, and whether each is complete: it has its manifest."""
    found: dict[str, bool] = {}
    for stored in store.list(FOLDER):
        backup, _, part = stored.name.removeprefix(FOLDER).partition("/")
        found[backup] = found.get(backup, False) or part == MANIFEST
    return found


def delete_backup(store: ObjectStore, backup: str) -> int:
    """Delete a backup, complete or not, its manifest first; return the number of objects. Raises NotFound."""
    if backup not in all_backups(store):
        raise _no_backup(store, backup)
    names = [stored.name for stored in store.list(place(backup, ""))]
    for name in names:  # the manifest's is the first in order
        store.delete(name)
    return len(names)


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the manifest with its checksum as JSON: the same bytes for the same manifest."""
    unsealed = msgspec.json.encode(msgspec.structs.replace(manifest, sha256=""))
    return msgspec.json.encode(msgspec.structs.replace(manifest, sha256=digest(unsealed)))


def read_manifest(store: ObjectStore, backup: str) -> Manifest:
    """Read a backup's manifest.

    Raises NotFound for an incomplete backup, InvalidData if it is damaged or of another schema.
    """
    name = place(backup, MANIFEST)
    try:
        data = store.get(name)
    except NotFound as error:
        raise _no_backup(store, backup) from error
    try:
        found = msgspec.json.decode(data, type=dict[str, object]).get("schema")
        if found != SCHEMA:
            cure = "restore it with the Segue that made it"
            raise InvalidData(
                f"Backup {backup} is of another Segue", expected=f"schema {SCHEMA}", found=str(found), cure=cure
            )
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(name, str(error)) from error
    if manifest.sha256 and encode_manifest(manifest) != data:
        raise _damaged(name, "bytes with another checksum")
    return manifest


def read_part(store: ObjectStore, backup: str, part: Part) -> bytes:
    """Read a part. Raises InvalidData if it is damaged or missing."""
    name = place(backup, part.name)
    try:
        data = store.get(name)
    except NotFound as error:
        raise _damaged(name, "no object") from error
    if digest(data) != part.sha256:
        raise _damaged(name, f"{len(data):,} bytes with another checksum")
    return data


def _no_backup(store: ObjectStore, backup: str) -> NotFound:
    known = ", ".join(backups(store)) or "none, as there are none"
    return NotFound(f"There is no backup {backup}", expected=f"one of {known}", found="no manifest")


def _damaged(name: str, found: str) -> InvalidData:
    return InvalidData(
        f"{name} is damaged",
        expected="what was written when it was made",
        found=found,
        cure="take another backup; nothing was restored from this one",
    )
