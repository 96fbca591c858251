"""Records in Cloud Firestore: writers who overtake each other go again, none waits for a lock.

How a record becomes a document is in `firestore_documents`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from google.api_core.exceptions import Aborted, AlreadyExists, FailedPrecondition, NotFound, RetryError
from google.api_core.retry import Retry, if_exception_type
from google.cloud.firestore import DELETE_FIELD, Client, DocumentReference

from shared.adapters.firestore_documents import Snapshot, after, as_document, in_order, stored
from shared.adapters.google_calls import (
    PATIENCE_SECONDS,
    TIMEOUT_SECONDS,
    answering,
    patient,
    signing_in,
)
from shared.adapters.paging import Query
from shared.adapters.validation import check_key, utc_now
from shared.errors import Conflict, Unavailable
from shared.ports import Fields, Page, Record, Scalar

SERVICE = "Firestore"

T = TypeVar("T")

_ANOTHER_WAS_FIRST = (AlreadyExists, FailedPrecondition, NotFound, Aborted)
"""What Firestore answers to a write that it did not carry out because of another one."""

_ONCE = Retry(predicate=if_exception_type())
"""Asks once: the SDK itself would go on with a broken page for ever, and fails on None."""


class _Overtaken(Conflict):
    """Another writer was first: read again and decide anew."""


class FirestoreRecords:
    """Records in one database; every collection of records is a collection at its root."""

    def __init__(
        self,
        client: Client,
        now: Callable[[], datetime] = utc_now,
        *,
        patience_seconds: float = PATIENCE_SECONDS,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._client = client
        self._now = now
        self._patience = patience_seconds
        self._timeout = timeout_seconds

    @classmethod
    def connect(cls, project: str, database: str) -> "FirestoreRecords":
        """Open a database with the credentials of the surroundings. Raises InvalidSettings if there are none."""
        with signing_in(SERVICE):
            return cls(Client(project=project, database=database))

    def create(self, collection: str, record: Record) -> bool:
        """Keep the record unless its key is taken; say whether it was kept."""
        document = as_document(collection, record)
        reference = self._client.collection(collection).document(record.key)

        def attempt() -> bool:
            if self._write(reference, None, document):
                return True
            before = self._read(reference)
            if self._record(before) is not None:
                return False
            if not before.exists or not self._write(reference, before, document):
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
            if not self._write(reference, before if before.exists else None, as_document(collection, record)):
                raise _overtaken(collection)
            return record

        return self._until_first(attempt)

    def delete(self, collection: str, key: str) -> None:
        """Remove the record; one that is absent is no error."""
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
        """Give up to `limit` records whose fields equal `where`, in order.

        What has expired and is not yet swept away is read and left out here: Firestore would need one more index.
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

    def _record(self, snapshot: Snapshot) -> Record | None:
        """Give the record of a document, or None if there is none or its time is up."""
        record = stored(snapshot) if snapshot.exists else None
        up = record is not None and record.expires_at is not None and record.expires_at <= self._now()
        return None if up else record

    def _write(self, reference: DocumentReference, before: Snapshot | None, document: dict[str, Any]) -> bool:
        """Write over what was read, None being nothing; False if another writer was first.

        An answer may get lost and the repeated write then meet itself: its mark tells. Raises Unavailable if it
        can't be told whether the write was carried out.
        """
        lost: list[Exception] = []
        try:
            with answering(SERVICE, passing=_ANOTHER_WAS_FIRST):
                patient(self._patience, on_error=lost.append)(self._commit)(reference, before, document)
        except _ANOTHER_WAS_FIRST:
            if not lost:
                return False
            if (self._read(reference).to_dict() or {}).get("write") != document["write"]:
                raise Unavailable(
                    f"{SERVICE}'s answer got lost",
                    expected="our record or the one before it",
                    found="another writer's, perhaps over ours",
                    cure="read it and decide anew",
                ) from lost[-1]
        return True

    def _commit(self, reference: DocumentReference, before: Snapshot | None, document: dict[str, Any]) -> None:
        if before is None:
            reference.create(document, retry=None, timeout=self._timeout)
            return
        unchanged = self._client.write_option(last_update_time=before.update_time)
        whole = {"expires_at": DELETE_FIELD, **document}
        reference.update(whole, option=unchanged, retry=None, timeout=self._timeout)

    def _ask(self, call: Callable[[], T]) -> T:
        """Ask what may be asked twice."""
        with answering(SERVICE):
            return patient(self._patience)(call)()

    def _until_first(self, attempt: Callable[[], T]) -> T:
        """Attempt a write until no other writer overtakes it, with growing waits in between."""
        try:
            return patient(self._patience, _Overtaken)(attempt)()
        except RetryError as error:
            raise Unavailable(
                "Too many write the same record at once", found=str(error.cause), cure="try again in a moment"
            ) from error


def _overtaken(collection: str) -> _Overtaken:
    return _Overtaken(f"Another writer of {collection} was first")
