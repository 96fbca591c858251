"""Create a backup of all records and objects of a deployment without stopping it.

The backup is not a snapshot of one moment, but each record and each object in it is consistent. Waiting messages
are copied first and counters last, so that no message is lost: a message delivered in between is delivered again
after a restore, and is counted once.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from ops.backup.layout import (
    FOLDER,
    MANIFEST,
    SCHEMA,
    Manifest,
    Part,
    digest,
    encode_manifest,
    name_of,
    packed,
    place,
)
from shared.errors import NotFound, SpoiltStore, Unavailable
from shared.model.artefact.pointer import POINTERS
from shared.ports import ObjectStore, Page, Record, Records
from shared.record_kinds import COUNTERS, KINDS, PICTURES, WEEK_TRACKS, RecordKind
from shared.records.paging import every_record

_PAGE = 200
"""Page size, in records."""

_COUNTS = (COUNTERS, WEEK_TRACKS)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Create:
    """Use case: create one backup of a record store and an object store."""

    records: Records
    objects: ObjectStore
    destination: ObjectStore
    now: datetime
    messages: Callable[[], Iterable[tuple[str, bytes]]] = tuple
    """Yields messages that are no objects, as names and bytes; the start after a restore takes them over."""

    @property
    def backup(self) -> str:
        """The backup's name."""
        return name_of(self.now.astimezone(UTC))

    def run(self) -> Manifest:
        """Create the backup and return its manifest, which is written last: without it the backup is incomplete.

        Objects and records whose content is lost are logged and named in the manifest. Raises the stores' errors;
        the parts copied by then may be deleted.
        """
        lost: list[str] = []
        waiting = [self._put(f"objects/{name}", name, data) for name, data in self.messages()]
        copied = [part for name in _names(self.objects) for part in self._object(name, lost)]
        kept = [part for kind in _ordered() for part in self._copied(kind.name, lost)]
        manifest = Manifest(SCHEMA, self.now.astimezone(UTC), waiting + copied, kept, lost or msgspec.UNSET)
        self.destination.put(place(self.backup, MANIFEST), encode_manifest(manifest), if_generation=0)
        return manifest

    def _whole(self, name: str) -> bytes:
        """Read an object. Raises Unavailable if its length is not what the store says, before and after."""
        expected = self.objects.stat(name)
        data = self.objects.get(name)
        if expected is None or len(data) != expected.size_bytes:
            expected = self.objects.stat(name)  # it may have been replaced meanwhile
        if expected is not None and len(data) != expected.size_bytes:
            raise Unavailable(
                f"{name} did not arrive whole",
                expected=f"{expected.size_bytes:,} bytes",
                found=f"{len(data):,}",
                cure="create the backup again",
            )
        return data

    def _object(self, name: str, lost: list[str]) -> list[Part]:
        """Copy an object; return no part for one that is deleted or lost, whose name is added to `lost`."""
        try:
            data = self._whole(name)
        except NotFound:
            return []
        except SpoiltStore as error:
            _log.error("%s is not in the backup: %s", name, error)
            lost.append(name)
            return []
        return [self._put(f"objects/{name}", name, data)]

    def _copied(self, collection: str, lost: list[str]) -> Iterator[Part]:
        for number, (count, data) in enumerate(packed(all_records(self.records, collection, lost))):
            yield self._put(f"records/{collection}/{number:06d}.jsonl.gz", collection, data, count)

    def _put(self, name: str, of: str, data: bytes, count: int = 0) -> Part:
        self.destination.put(place(self.backup, name), data)
        return Part(name, of, digest(data), count)


def _names(objects: ObjectStore) -> Iterator[str]:
    """Yield the names of the objects to copy: the copies of the pointer come before the model they name."""
    yield from POINTERS
    for stored in objects.list(""):
        if stored.name not in POINTERS and not stored.name.startswith((FOLDER, PICTURES)):
            yield stored.name


def _ordered() -> list[RecordKind]:
    return sorted(KINDS, key=lambda kind: (kind in _COUNTS, kind.name))


def all_records(records: Records, collection: str, lost: list[str] | None = None) -> Iterator[Record]:
    """Yield every record of a collection in the order of keys; records already read may be deleted meanwhile.

    The names of those that cannot be read are added to `lost`.
    """

    def page(cursor: str | None) -> Page:
        found = records.page(collection, limit=_PAGE, cursor=cursor)
        if lost is not None:
            lost.extend(f"records/{collection}/{key}" for key in found.unreadable)
        return found

    return every_record(page)
