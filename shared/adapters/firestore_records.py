"""Records in Cloud Firestore, with optimistic concurrency: conflicting writes are retried, without locks.

`firestore_documents` converts records to documents.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from google.api_core.exceptions import Aborted, AlreadyExists, FailedPrecondition, NotFound, RetryError
from google.api_core.retry import Retry, if_exception_type
from google.cloud.firestore import DELETE_FIELD, Client, DocumentReference

from shared.adapters.firestore_documents import Snapshot, after, as_document, in_order, stored
from shared.adapters.google_calls import (
    RETRY_SECONDS,
    TIMEOUT_SECONDS,
    answering,
    retrying,
    signing_in,
)
from shared.adapters.paging import Query
from shared.adapters.validation import check_key, check_together, checked_together, utc_now
from shared.errors import Conflict, Unavailable
from shared.ports import Fields, Page, Record, RecordKey, Scalar

SERVICE = "Firestore"

T = TypeVar("T")

_ANOTHER_WAS_FIRST = (AlreadyExists, FailedPrecondition, NotFound, Aborted)
"""Firestore's errors for a write that it rejected because of another one."""

_ONCE = Retry(predicate=if_exception_type())
"""No retry: by default the SDK retries a broken page for ever, and it fails on None."""


class _Overtaken(Conflict):
    """Another writer was first: read again and retry."""


@dataclass(frozen=True, slots=True)
class _Write:
    """A document to write over the version that was read."""

    reference: DocumentReference
    before: Snapshot | None
    """None: there was no document."""
    document: dict[str, Any]


class FirestoreRecords:
    """Records in one database; every collection of records is a root collection."""

    def __init__(
        self,
        client: Client,
        now: Callable[[], datetime] = utc_now,
        *,
        retry_seconds: float = RETRY_SECONDS,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._client = client
        self._now = now
        self._retry_seconds = retry_seconds
        self._timeout = timeout_seconds

    @classmethod
    def connect(cls, project: str, database: str) -> "FirestoreRecords":
        """Open a database with the default credentials. Raises InvalidSettings if there are none."""
        with signing_in(SERVICE):
            return cls(Client(project=project, database=database))

    def create(self, collection: str, record: Record) -> bool:
        """Store the record unless its key is taken; return whether it was stored."""
        document = as_document(collection, record)
        reference = self._client.collection(collection).document(record.key)

        def attempt() -> bool:
            if self._write(_Write(reference, None, document)):
                return True
            before = self._read(reference)
            if self._record(before) is not None:
                return False
            if not before.exists or not self._write(_Write(reference, before, document)):
                raise _overtaken(collection)
            return True

        return self._until_first(attempt)

    def get(self, collection: str, key: str) -> Record | None:
        """Read one record, or None if it is absent."""
        check_key(collection, key)
        return self._record(self._read(self._client.collection(collection).document(key)))

    def update(
        self,
        collection: str,
        key: str,
        change: Callable[[Fields | None], Fields],
        expires_at: datetime | None = None,
    ) -> Record:
        """Replace a record by `change(its fields or None)` with no other writer in between."""
        check_key(collection, key)
        reference = self._client.collection(collection).document(key)

        def attempt() -> Record:
            before = self._read(reference)
            found = self._record(before)
            record = Record(key, change(found.fields if found else None), expires_at)
            write = _Write(reference, before if before.exists else None, as_document(collection, record))
            if not self._write(write):
                raise _overtaken(collection)
            return record

        return self._until_first(attempt)

    def update_together(
        self,
        keys: Sequence[RecordKey],
        change: Callable[[Sequence[Record | None]], Sequence[Record] | None],
    ) -> bool:
        """Replace several records at once, all or none, with no other writer of any of them in between."""
        check_together(keys)
        references = [self._client.collection(collection).document(key) for collection, key in keys]

        def attempt() -> bool:
            before = self._read_all(references)
            records = change([self._record(each) if each else None for each in before])
            if records is None:
                return False
            checked_together(keys, records)
            collections = [collection for collection, _ in keys]
            if not self._write(*map(_Write, references, before, map(as_document, collections, records))):
                raise _overtaken(", ".join(sorted(set(collections))))
            return True

        return self._until_first(attempt)

    def delete(self, collection: str, key: str) -> None:
        """Delete the record; a missing one is no error."""
        check_key(collection, key)
        reference = self._client.collection(collection).document(key)
        self._ask(lambda: reference.delete(retry=None, timeout=self._timeout))

    def page(
        self,
        collection: str,
        *,
        where: Mapping[str, Scalar] | None = None,
        order_by: str = "",
        descending: bool = False,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Page:
        """Return up to `limit` records whose fields equal `where`, in order.

        Expired records that are not yet swept are read and filtered here: Firestore would need one more index.
        """
        query = Query(collection, where or {}, order_by, descending, limit)
        ordered = in_order(self._client, query).limit(limit + 1)
        last = query.after(cursor) if cursor is not None else None
        found: list[Record] = []
        while True:
            snapshots = self._ask(partial(after(ordered, query, last).get, retry=_ONCE, timeout=self._timeout))
            found += [record for snapshot in snapshots if (record := self._record(snapshot))]
            if len(found) > limit or len(snapshots) <= limit:
                return query.page(found)
            last = query.position(stored(snapshots[-1]))

    def _read(self, reference: DocumentReference) -> Snapshot:
        return self._ask(lambda: reference.get(retry=None, timeout=self._timeout))

    def _read_all(self, references: list[DocumentReference]) -> list[Snapshot | None]:
        """Read documents at one moment, in the order of the references; None where there is none."""
        snapshots = self._ask(lambda: list(self._client.get_all(references, retry=None, timeout=self._timeout)))
        found = {each.reference.path: each for each in snapshots if each.exists}
        return [found.get(reference.path) for reference in references]

    def _record(self, snapshot: Snapshot) -> Record | None:
        """Return the record of a document, or None if it is missing or expired."""
        record = stored(snapshot) if snapshot.exists else None
        up = record is not None and record.expires_at is not None and record.expires_at <= self._now()
        return None if up else record

    def _write(self, *writes: _Write) -> bool:
        """Replace the versions that were read, all or none; return False if another writer was first.

        If a response is lost, the repeated write finds its own result, which it recognises by the mark; as all are
        written at once, one that is there shows that all were. Raises Unavailable if it is unknown whether the
        write was carried out.
        """
        lost: list[Exception] = []
        try:
            with answering(SERVICE, passing=_ANOTHER_WAS_FIRST):
                retrying(self._retry_seconds, on_error=lost.append)(self._commit)(writes)
        except _ANOTHER_WAS_FIRST:
            if not lost:
                return False
            if not self._is_written(writes):
                raise Unavailable(
                    f"{SERVICE}'s answer got lost",
                    expected="our record or the one before it",
                    found="another writer's, perhaps over ours",
                    cure="read it and decide anew",
                ) from lost[-1]
        return True

    def _is_written(self, writes: Sequence[_Write]) -> bool:
        """Return whether any of the documents is the one that we wrote."""
        found = self._read_all([each.reference for each in writes])
        marks = [(each.to_dict() or {}).get("write") if each else None for each in found]
        return any(mark == each.document["write"] for mark, each in zip(marks, writes, strict=True))

    def _commit(self, writes: Sequence[_Write]) -> None:
        batch = self._client.batch()
        for each in writes:
            if each.before is None:
                batch.create(each.reference, each.document)
            else:
                unchanged = self._client.write_option(last_update_time=each.before.update_time)
                batch.update(each.reference, {"expires_at": DELETE_FIELD, **each.document}, option=unchanged)
        batch.commit(retry=None, timeout=self._timeout)

    def _ask(self, call: Callable[[], T]) -> T:
        """Call what may be repeated, with retries."""
        with answering(SERVICE):
            return retrying(self._retry_seconds)(call)()

    def _until_first(self, attempt: Callable[[], T]) -> T:
        """Attempt a write until no other writer was first, with growing waits in between."""
        try:
            return retrying(self._retry_seconds, _Overtaken)(attempt)()
        except RetryError as error:
            raise Unavailable(
                "Too many write the same record at once", found=str(error.cause), cure="try again in a moment"
            ) from error


def _overtaken(collection: str) -> _Overtaken:
    return _Overtaken(f"Another writer of {collection} was first")
