"""Restore a backup, without the records of deleted listeners and without overwriting any record or object.

The checksums of all parts are verified before the first write. An interrupted restore is run again and adds the
missing records and objects.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ops.backup.layout import FOLDER, Part, read_manifest, read_part, text_of, unpacked
from shared.errors import Conflict
from shared.model.artefact.pointer import POINTERS
from shared.ports import ObjectStore, Records
from shared.record_kinds import KINDS
from shared.records.deleted_listeners import DeletedListeners, restore_tombstones
from shared.records.personal_data import delete_object, owner_of


@dataclass(slots=True)
class Restored:
    """The result of a restore, in records and objects."""

    made_at: datetime
    """The moment of the backup."""
    records: int = 0
    objects: int = 0
    there: int = 0
    """Records and objects that existed already and were not changed."""
    deleted: int = 0
    """Records of deleted listeners, which are not restored."""
    expired: int = 0


@dataclass(frozen=True, slots=True)
class Restore:
    """Use case: restore one backup into a record store and an object store."""

    source: ObjectStore
    backup: str
    records: Records
    objects: ObjectStore
    now: datetime

    def run(self, *, into_used: bool = False) -> Restored:
        """Restore the backup; with `into_used` also into stores with contents, which are not overwritten.

        Raises NotFound if there is no such backup, InvalidData if it is damaged or of another schema, Conflict if
        the stores are in use and `into_used` is False; in each case nothing was written.
        """
        manifest = read_manifest(self.source, self.backup)
        done = Restored(manifest.made_at)
        for part in manifest.objects:
            self._read(part)
        for part in manifest.records:
            text_of(self._read(part))
        if not into_used:
            self._demand_unused()
        pointer = [part for part in manifest.objects if part.of in POINTERS]
        self._bring_objects([part for part in manifest.objects if part.of not in POINTERS], done)
        restore_tombstones(self.records, self.objects, self.now)
        self._bring_records(manifest.records, done)
        self._bring_objects(pointer, done)  # last, when the model that it names exists
        return done

    def _read(self, part: Part) -> bytes:
        return read_part(self.source, self.backup, part)

    def _demand_unused(self) -> None:
        found = next(self._used(), None)
        if found is not None:
            raise Conflict(
                "These stores are in use",
                expected="stores that hold nothing",
                found=found,
                cure="name others in SEGUE_RECORDS and SEGUE_OBJECTS, or add what is missing with --into-used",
            )

    def _used(self) -> Iterator[str]:
        for kind in KINDS:
            for record in self.records.page(kind.name, limit=1).records:
                yield f"{record.key[:100]} in {kind.name}"
        for stored in self.objects.list(""):
            if not stored.name.startswith(FOLDER):
                yield stored.name

    def _bring_objects(self, parts: Sequence[Part], done: Restored) -> None:
        for part in parts:
            try:
                self.objects.put(part.of, self._read(part), if_generation=self._replaceable(part.of))
                done.objects += 1
            except Conflict:
                done.there += 1

    def _replaceable(self, name: str) -> int:
        """Return the generation to write over: 0 for none, or that of an object without bytes: they are lost."""
        there = self.objects.stat(name)
        return there.generation if there and not there.size_bytes else 0

    def _bring_records(self, parts: Sequence[Part], done: Restored) -> None:
        deleted = DeletedListeners.of(self.objects)
        kinds = {kind.name: kind for kind in KINDS}
        for part in parts:
            kind = kinds.get(part.of)
            for record in unpacked(self._read(part)):
                if kind is not None and owner_of(kind, record) in deleted:
                    delete_object(self.objects, kind, record)  # the object that only this record refers to
                    done.deleted += 1
                elif record.expires_at is not None and record.expires_at <= self.now:
                    done.expired += 1
                elif self.records.create(part.of, record):
                    done.records += 1
                else:
                    done.there += 1
