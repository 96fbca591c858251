"""Stores, bus and mailer in memory, for tests: they keep the promises of the ports within a process."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from itertools import count

from shared.adapters.mime import message_of
from shared.adapters.paging import Query
from shared.adapters.validation import (
    check_generation,
    check_key,
    check_message,
    check_range,
    check_together,
    checked_object_name,
    checked_prefix,
    checked_record,
    checked_together,
    utc_now,
)
from shared.domain.mail import Mail
from shared.errors import NotFound, SegueError, UnknownOutcome
from shared.ports import Fields, Page, Record, RecordKey, Scalar, StoredObject


class HandClock:
    """A clock that stands still until a test advances it."""

    def __init__(self, moment: datetime = datetime(2026, 11, 23, 12, tzinfo=UTC)) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """Return the time that the clock shows."""
        return self.moment

    def advance(self, time: timedelta) -> None:
        """Advance the clock."""
        self.moment += time


class MemoryObjects:
    """An ObjectStore in a dictionary."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._generations = count(1)
        self._objects: dict[str, tuple[StoredObject, bytes]] = {}

    def stat(self, name: str) -> StoredObject | None:
        """Return the object's size and generation, or None if it does not exist."""
        found = self._objects.get(checked_object_name(name))
        return found[0] if found else None

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """Read the object's bytes. Raises NotFound if there is no such object."""
        check_range(start, length)
        found = self._objects.get(checked_object_name(name))
        if found is None:
            raise NotFound("There is no such object", found=name)
        return found[1][start : None if length is None else start + length]

    def put(self, name: str, data: bytes, if_generation: int | None = None) -> StoredObject:
        """Write the object. Raises Conflict if its generation differs."""
        with self._lock:
            before = self.stat(name)
            check_generation(before, name, if_generation)
            stored = StoredObject(name, len(data), next(self._generations))
            self._objects[name] = stored, bytes(data)
        return stored

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """Yield the objects whose names start with `prefix`, in the order of their names."""
        checked_prefix(prefix)
        with self._lock:
            found = sorted(item for item in self._objects.items() if item[0].startswith(prefix))
        return iter([stored for _, (stored, _) in found])

    def delete(self, name: str) -> None:
        """Delete the object; a missing one is no error."""
        with self._lock:
            self._objects.pop(checked_object_name(name), None)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A record as JSON text; its fields are read once for filters and orders, and never handed out."""

    text: str
    seen: Record

    def lives(self, now: datetime) -> bool:
        return self.seen.expires_at is None or self.seen.expires_at > now

    def record(self) -> Record:
        """Return the record with fields of the caller's own."""
        return Record(self.seen.key, json.loads(self.text), self.seen.expires_at)


class MemoryRecords:
    """Records in dictionaries, as JSON text, so that callers share no mutable values with it."""

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._collections: dict[str, dict[str, _Stored]] = {}

    def create(self, collection: str, record: Record) -> bool:
        """Store the record unless its key is taken; return whether it was stored."""
        text = checked_record(collection, record)
        with self._lock:
            if self.get(collection, record.key) is not None:
                return False
            self._put(collection, record, text)
        return True

    def get(self, collection: str, key: str) -> Record | None:
        """Read one record, or None if it is absent."""
        check_key(collection, key)
        found = self._collections.get(collection, {}).get(key)
        return found.record() if found and found.lives(self._now()) else None

    def update(
        self,
        collection: str,
        key: str,
        change: Callable[[Fields | None], Fields],
        expires_at: datetime | None = None,
    ) -> Record:
        """Replace a record by `change(its fields or None)` with no other writer in between."""
        with self._lock:
            before = self.get(collection, key)
            record = Record(key, change(before.fields if before else None), expires_at)
            self._put(collection, record, checked_record(collection, record))
        return record

    def update_together(
        self,
        keys: Sequence[RecordKey],
        change: Callable[[Sequence[Record | None]], Sequence[Record] | None],
    ) -> bool:
        """Replace several records at once, all or none, with no other writer of any of them in between."""
        check_together(keys)
        with self._lock:
            records = change([self.get(*key) for key in keys])
            if records is None:
                return False
            texts = checked_together(keys, records)
            for (collection, _), record, text in zip(keys, records, texts, strict=True):
                self._put(collection, record, text)
        return True

    def delete(self, collection: str, key: str) -> None:
        """Delete the record; a missing one is no error."""
        check_key(collection, key)
        with self._lock:
            self._collections.get(collection, {}).pop(key, None)

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
        """Return up to `limit` records whose fields equal `where`, in order."""
        query = Query(collection, where or {}, order_by, descending, limit)
        placed = [(place, found) for found in self._matching(query) if (place := query.position(found.seen))]
        placed.sort(reverse=descending, key=lambda pair: pair[0])
        if cursor is not None:
            last = query.after(cursor)
            placed = [(place, found) for place, found in placed if (place < last if descending else place > last)]
        return query.page([found.record() for _, found in placed[: limit + 1]])

    def _put(self, collection: str, record: Record, text: str) -> None:
        seen = Record(record.key, json.loads(text), record.expires_at)
        self._collections.setdefault(collection, {})[record.key] = _Stored(text, seen)

    def _matching(self, query: Query) -> list[_Stored]:
        with self._lock:
            found = list(self._collections.get(query.collection, {}).values())
        now = self._now()
        return [each for each in found if each.lives(now) and query.matches(each.seen)]


@dataclass(frozen=True, slots=True)
class Published:
    """One message as it was published."""

    topic: str
    data: bytes
    attributes: Mapping[str, str]
    ordering_key: str
    id: str


class MemoryBus:
    """An EventBus that delivers nothing: tests read `published`."""

    def __init__(self) -> None:
        self._ids = count(1)
        self.published: list[Published] = []

    def publish(
        self, topic: str, data: bytes, attributes: Mapping[str, str] | None = None, ordering_key: str = ""
    ) -> str:
        """Store the message and return its id."""
        check_message(data, attributes or {}, ordering_key)
        message = Published(topic, data, dict(attributes or {}), ordering_key, id=str(next(self._ids)))
        self.published.append(message)
        return message.id


class MemoryMailer:
    """A Mailer that delivers nothing: tests read `sent`, and `messages` as a mailbox would show them.

    `refusals` holds the error to raise for each address; the errors in `failures` are raised by the next calls,
    each once. Mails to the addresses in `unanswered` are delivered, and the answer is lost.
    """

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self.sent: list[Mail] = []
        self.messages: list[EmailMessage] = []
        self.refusals: dict[str, SegueError] = {}
        self.failures: list[SegueError] = []
        self.unanswered: set[str] = set()

    def send(self, mail: Mail) -> None:
        """Store the mail, or raise the error that a test has set."""
        message = message_of(mail, Address("Segue", "mail", "segue.example"), self._now())
        if self.failures:
            raise self.failures.pop(0)
        if mail.to in self.refusals:
            raise self.refusals[mail.to]
        self.sent.append(mail)
        self.messages.append(message)
        if mail.to in self.unanswered:
            raise UnknownOutcome("The mailer did not answer")
