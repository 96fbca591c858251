"""What Segue needs of the outside world, as Protocols with promises; `shared/adapters` keeps them.

Domain values go in and come out, never an SDK's. Every adapter of a port passes the same suite in
`tests/contract`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.search import JSON

Fields = dict[str, JSON]
"""The body of a record."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object's name, size in bytes and generation (a number that changes with every write)."""

    name: str
    size_bytes: int
    generation: int


class ObjectStore(Protocol):
    """Named bytes. Names are relative POSIX paths such as `models/v1/manifest.json`.

    A put is seen whole or not at all, and survives a crash once it has returned.
    """

    def stat(self, name: str) -> StoredObject | None:
        """Describe the object, or give None if there is none."""

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """Read the object's bytes from `start`, `length` of them or all.

        Raises NotFound if there is no such object, Unavailable if the store does not answer.
        """

    def put(self, name: str, data: bytes, if_generation: int | None = None) -> StoredObject:
        """Write the object; with `if_generation` only over that generation, 0 meaning "not there yet".

        Raises Conflict if the generation is another one; then nothing has changed.
        """

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """Give the objects whose names start with `prefix`, in the order of their names."""

    def delete(self, name: str) -> None:
        """Remove the object; one that is not there is no error."""


@dataclass(frozen=True, slots=True)
class Record:
    """One stored record: its key within its collection, its fields and when it may be forgotten."""

    key: str
    fields: Fields
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some records in order, and the cursor that asks for the next ones (None: these were the last)."""

    records: tuple[Record, ...]
    cursor: str | None


class Records(Protocol):
    """Collections of small records (under 1 MiB each), each expiring on its own.

    An expired record is absent to every method, whether or not it has been swept away. Writes are durable
    when the call returns. Any method raises Unavailable if the store does not answer.
    """

    def create(self, collection: str, record: Record) -> bool:
        """Keep the record unless its key is taken; say whether it was kept."""

    def get(self, collection: str, key: str) -> Record | None:
        """Read one record, or None if it is absent."""

    def update(
        self,
        collection: str,
        key: str,
        change: Callable[[Fields | None], Fields],
        expires_at: datetime | None = None,
    ) -> Record:
        """Replace a record by `change(its fields or None)` with no other writer in between.

        `change` may be called more than once and must do nothing but compute.
        """

    def delete(self, collection: str, key: str) -> None:
        """Remove the record; one that is absent is no error."""

    def page(
        self,
        collection: str,
        *,
        where: Mapping[str, JSON] | None = None,
        order_by: str = "",
        descending: bool = False,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Page:
        """Give up to `limit` records whose fields equal `where`, ordered by a field ("" means by key).

        Records that lack the field come nowhere. Ties are broken by key. A cursor continues a page of the same
        arguments and misses or repeats nothing that was there all the while. Raises InvalidInput for a cursor
        that is not one of ours.
        """


class EventBus(Protocol):
    """Hands messages to the functions that subscribe to a topic, at least once each."""

    def publish(
        self, topic: str, data: bytes, attributes: Mapping[str, str] | None = None, ordering_key: str = ""
    ) -> str:
        """Send a message and give its id; when this returns the message is the bus's to deliver.

        Messages of one `ordering_key` arrive in the order they were sent. Raises TooLarge above 10 MB and
        Unavailable if the bus does not take it.
        """
