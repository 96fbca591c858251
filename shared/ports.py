"""What Segue needs of the outside world, as Protocols with promises; `shared/adapters` keeps them.

Domain values go in and come out, never an SDK's. Every adapter of a port passes the same suite in
`tests/contract`.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.mail import Mail
from shared.domain.search import JSON
from shared.domain.timetable import ScheduleState, Timetable

Fields = dict[str, JSON]
"""The body of a record."""

Scalar = None | bool | int | float | str
"""What records are found and ordered by."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object's name, size in bytes and generation (a number that changes with every write)."""

    name: str
    size_bytes: int
    generation: int


class ObjectStore(Protocol):
    """Named bytes. Names are relative POSIX paths such as `models/v1/manifest.json`.

    A name is printable, at most 1,024 bytes, none of its segments empty, ".", ".." or over 255 bytes; every
    method raises InvalidInput for any other. No name is also the folder of another. A put is seen whole or not
    at all, and survives a crash once it has returned. No two puts share a generation, not even around a delete.
    Any method raises Unavailable if the store does not answer.

    >>> from shared.adapters.memory import MemoryObjects
    >>> objects = MemoryObjects()
    >>> first = objects.put("lists/a", b"one", if_generation=0)
    >>> objects.put("lists/a", b"three", if_generation=first.generation).size_bytes
    5
    >>> objects.get("lists/a", start=2)
    b'ree'
    """

    def stat(self, name: str) -> StoredObject | None:
        """Describe the object, or give None if there is none."""

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """Read the object's bytes from `start`, `length` of them or all; past the end there are fewer, or none.

        Raises NotFound if there is no such object, InvalidInput for a negative start or length.
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
    """Collections of small records, each expiring on its own.

    From the moment of its `expires_at` a record is absent to every method, whether or not it has been swept away,
    and its key is free. Writes are durable when the call returns. Names of collections and keys are printable,
    1 to 1,000 bytes, without "/", and neither ".", ".." nor `__...__`. A record has up to 1 MB: its fields as
    JSON, and once more those, up to 1,000, that a page can find it by. Any method raises InvalidInput for another
    name, TooLarge for a record over a bound, and Unavailable if the store does not answer; a write may then have
    been carried out all the same.

    >>> from shared.adapters.memory import MemoryRecords
    >>> records = MemoryRecords()
    >>> records.create("songs", Record("a", {"plays": 1}))
    True
    >>> records.create("songs", Record("a", {"plays": 9}))
    False
    >>> records.update("songs", "a", lambda fields: {"plays": fields["plays"] + 1}).fields
    {'plays': 2}
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

        The record then expires at `expires_at`, None meaning never: an earlier expiry is not inherited. `change`
        may be called more than once and must do nothing but compute; what it raises comes through, and then
        nothing has changed.
        """

    def delete(self, collection: str, key: str) -> None:
        """Remove the record; one that is absent is no error."""

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
        """Give up to `limit` records whose fields equal `where`, ordered by a field ("" means by key).

        Fields are top-level names such as `asked_at`. Nulls come before booleans, numbers and then strings, which
        go by code point; ties are broken by key, in the same direction. Records that lack the field come nowhere,
        nor do those that hold a list, an object, a string over 1,000 bytes or a whole number over 64 bits in it.
        True is not 1, but 1 is 1.0. A cursor continues a page of the same arguments (the limit may differ) and
        misses or repeats nothing that was there all the while. Raises InvalidInput for a cursor that is not one
        of ours, a limit below 1, a field that is no name (or `__...__`), and a wanted value that comes nowhere.
        """


class EventBus(Protocol):
    """Hands messages to the functions that subscribe to a topic, at least once each.

    >>> from shared.adapters.memory import MemoryBus
    >>> bus = MemoryBus()
    >>> id = bus.publish("activity", b"{}", ordering_key="ada")
    >>> [(each.topic, each.ordering_key) for each in bus.published]
    [('activity', 'ada')]
    """

    def publish(
        self, topic: str, data: bytes, attributes: Mapping[str, str] | None = None, ordering_key: str = ""
    ) -> str:
        """Send a message and give its id; when this returns the message is the bus's to deliver.

        Messages of one topic and `ordering_key` (1,024 bytes at most) arrive in the order they were sent. There
        may be 100 attributes, with names of 1 to 256 bytes that do not start with "goog" and values up to 1,024
        bytes. Raises TooLarge above 9.9 MB of data and attributes, InvalidInput for a message with neither or
        over another bound, and Unavailable if the bus does not take it.
        """


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message whose every delivery failed, and how to take it off the list once it is published again."""

    name: str
    topic: str
    data: bytes
    attributes: Mapping[str, str]
    ordering_key: str
    forget: Callable[[], None]


class DeadLetters(Protocol):
    """Where a bus keeps what it could not deliver."""

    def held(self) -> Generator[DeadLetter, None, None]:
        """Give every message that is held as this begins; what is not forgotten stays, for the next who asks.

        It is the next one's once this is closed; what was given to whoever is killed comes back within a minute.
        Whoever is cut off between publishing a message and forgetting it finds it once more: its handler knows it.
        What dies while this goes on is not given, so that none is published twice in one go. Raises Unavailable if
        the bus does not answer, or refuses us.
        """


class Mailer(Protocol):
    """Hands mails to who delivers them, one at a time: whoever sends many notes each before the next."""

    def send(self, mail: Mail) -> None:
        """Send a mail; when this returns it is the mailer's to deliver. Sent again, it is delivered again.

        Raises RefusedAddress if this address will never be delivered to, LimitReached (with the seconds to wait,
        if known) if no more is taken for now, InvalidSettings if our own credentials are refused, and Unavailable
        if the mailer does not answer; it may then have been sent all the same.
        """


class ScheduledTick(Protocol):
    """The job elsewhere that publishes the hourly tick; every method raises Unavailable if it does not answer.

    All but `set` raise NotFound if there is no such job.
    """

    def show(self) -> ScheduleState:
        """Say when it ticks and whether it does."""

    def pause(self) -> ScheduleState:
        """Let it tick no more until it is resumed; a paused one stays so."""

    def resume(self) -> ScheduleState:
        """Let it tick again; one that does stays so."""

    def run_now(self) -> None:
        """Let it tick once, now."""

    def set(self, timetable: Timetable) -> ScheduleState:
        """Change when it ticks, what `ops/crontab.py` has checked; make the job if it is not there."""


class FeatureSource(Protocol):
    """Looks up the audio features of tracks in another service."""

    def features(self, track_ids: Sequence[str]) -> Mapping[str, tuple[float, ...]]:
        """Give the 13 audio features of each track that is known, in the order of FEATURES, NaN where unknown.

        Ids nobody knows are absent, what is no id too; order and repeats do not matter. All or nothing: raises
        LimitReached (with the seconds to wait, if known) if the service lets us ask no more for now, and
        Unavailable if it does not answer, or not as documented.
        """
