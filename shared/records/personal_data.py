"""The records of one listener, of every kind: read for their export, deleted with them, left out of a restore."""

from collections.abc import Iterator

from shared.ports import ObjectStore, Page, Record, Records
from shared.record_kinds import ADDRESSES, KINDS, LISTENERS, ByField, ByKey, Impersonal, Index, RecordKind
from shared.records.paging import every_record
from shared.records.staged_erasure import erase_staged

PAGE = 100
"""Records read at a time."""

IDENTITY = (ADDRESSES, LISTENERS)
"""Kinds that identify a listener. They are deleted last, as the listener's token works until then."""

ACTIVITY = tuple(kind for kind in KINDS if kind not in IDENTITY and not isinstance(kind.owner, Impersonal))
"""Kinds that hold a listener's activity, in the order of deletion: the mail stops first."""


def owner_of(kind: RecordKind, record: Record) -> str:
    """Return the id of the listener who owns a record, "" for an impersonal one."""
    match kind.owner:
        case ByField(field):
            return str(record.fields.get(field) or "")
        case ByKey() as by_key:
            return by_key.listener(record.key)
        case Impersonal():
            return ""


def page_of(
    kind: RecordKind, records: Records, listener: str, cursor: str | None = None, limit: int = PAGE
) -> Page:
    """Read some of a listener's records, in the order of the kind's own index if it has one."""
    match kind.owner:
        case ByField(field):
            index = _own_index(kind, field)
            return records.page(
                kind.name,
                where={field: listener},
                order_by=index.order_by,
                descending=index.descending,
                limit=limit,
                cursor=cursor,
            )
        case ByKey() as by_key:
            record = records.get(kind.name, by_key.key(listener))
            return Page((record,) if record else (), None)
        case Impersonal():
            return Page((), None)


def records_of(kind: RecordKind, records: Records, listener: str) -> Iterator[Record]:
    """Read all of a listener's records, page by page."""
    return every_record(lambda cursor: page_of(kind, records, listener, cursor))


def delete_object(objects: ObjectStore, kind: RecordKind, record: Record) -> None:
    """Delete the objects that belong to a record, if there are any."""
    name = record.fields.get(kind.object_field)
    if isinstance(name, str):
        erase_staged(objects, name)
    _delete_by_key(objects, kind, record.key)


def delete(records: Records, objects: ObjectStore, kind: RecordKind, record: Record) -> None:
    """Delete a record, and before it what only the record leads to: its object, and what it takes along."""
    delete_object(objects, kind, record)
    _delete_along(records, kind.takes_along, record.key)
    records.delete(kind.name, record.key)
    # One that was being made meanwhile may have been stored; whoever makes one later finds no record any more.
    _delete_along(records, kind.takes_along, record.key)
    _delete_by_key(objects, kind, record.key)


def _delete_along(records: Records, kind: RecordKind | None, key: str) -> None:
    if kind is not None:
        records.delete(kind.name, key)


def _delete_by_key(objects: ObjectStore, kind: RecordKind, key: str) -> None:
    for name in kind.objects_by_key:
        objects.delete(name.format(key=key))


def _own_index(kind: RecordKind, field: str) -> Index:
    by_key = Index((field,), "")
    return next((index for index in kind.indexes if index.where == (field,)), by_key)
