"""Records as Firestore documents: conversion, filters and order.

A document holds the record's fields as JSON text in `json`, so that they are read back exactly; the fields it can
be found by in the map `by`, and its key in `key`; a random mark of its last write in `write`; and `expires_at`,
for a TTL policy. A page with conditions, and in an order other than by ascending key, needs a composite index:
`by.<name>` of each condition, then `by.<name>` or `key` of the order. `json` and `write` need no index.
"""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from google.cloud.firestore import Client, DocumentReference, DocumentSnapshot, FieldFilter
from google.cloud.firestore import Query as FirestoreQuery

from shared.adapters.ordering import found_by, scalar
from shared.adapters.paging import Position, Query
from shared.adapters.validation import checked_record
from shared.ports import Record

Snapshot = DocumentSnapshot[DocumentReference]
"""A document as it was read, or the fact that there was none."""


def as_document(collection: str, record: Record) -> dict[str, Any]:
    """Return a record's document, with a new write mark."""
    expiry = {} if record.expires_at is None else {"expires_at": record.expires_at}
    text = checked_record(collection, record)
    return {"json": text, "by": found_by(record.fields), "key": record.key, "write": uuid.uuid4().hex, **expiry}


def stored(snapshot: Snapshot) -> Record:
    """Return the record in a document, expired or not."""
    document = snapshot.to_dict() or {}
    moment = document.get("expires_at")
    # Firestore's datetime, which has nanoseconds, becomes a plain one.
    plain = None if moment is None else datetime.combine(moment.date(), moment.time(), UTC)
    return Record(snapshot.id, json.loads(document["json"]), plain)


def in_order(client: Client, query: Query) -> FirestoreQuery:
    """Build the query for the documents of a page, in its order."""
    direction = FirestoreQuery.DESCENDING if query.descending else FirestoreQuery.ASCENDING
    found = FirestoreQuery(client.collection(query.collection))
    for name, level in query.levels.items():
        found = found.where(filter=FieldFilter(f"by.{name}", "==", scalar(*level)))
    for path in _paths(query):
        found = found.order_by(path, direction=direction)
    return found


def _paths(query: Query) -> list[str]:
    """Return the fields that a page is ordered by.

    Order by key alone needs no index, but only ascending: Firestore has no descending key scans.
    """
    if query.order_by:
        return [f"by.{query.order_by}", "__name__"]
    return ["key", "__name__"] if query.descending else ["__name__"]


def after(ordered: FirestoreQuery, query: Query, last: Position | None) -> FirestoreQuery:
    """Restrict a query to the documents after a position, if there is one."""
    if last is None:
        return ordered
    values = {"key": last.key, "__name__": last.key, f"by.{query.order_by}": scalar(last.rank, last.value)}
    return ordered.start_after([values[path] for path in _paths(query)])
