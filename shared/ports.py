"""Ports: the external services Segue depends on, as Protocols with promises; `shared/adapters` implements them.

Parameters and results are domain values, never an SDK's. Every adapter of a port passes the same suite in
`tests/contract`.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.listening import HeardSong, Span
from shared.domain.mail import Mail
from shared.domain.named_song import NamedSong
from shared.domain.search import JSON
from shared.domain.timetable import ScheduleState, Timetable
from shared.errors import SegueError

Fields = dict[str, JSON]
"""The body of a record."""

Scalar = None | bool | int | float | str
"""A value that records are filtered and ordered by."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object's name, size in bytes and generation (a number that changes with every write)."""

    name: str
    size_bytes: int
    generation: int


class ObjectStore(Protocol):
    """Named bytes. Names are relative POSIX paths such as `models/v1/manifest.json`.

    A name is printable, at most 1,024 bytes, none of its segments empty, ".", ".." or over 255 bytes; every method
    raises InvalidInput for any other. No name is also the folder of another. A put is atomic, and survives a crash
    once it has returned. No two puts share a generation, not even around a delete. Any method raises Unavailable
    if the store does not answer, and SpoiltStore if what is stored is damaged.

    >>> from shared.adapters.memory import MemoryObjects
    >>> objects = MemoryObjects()
    >>> first = objects.put("lists/a", b"one", if_generation=0)
    >>> objects.put("lists/a", b"three", if_generation=first.generation).size_bytes
    5
    >>> objects.get("lists/a", start=2)
    b'ree'
    """

    def stat(self, name: str) -> StoredObject | None:
        """Return the object's size and generation, or None if it does not exist."""

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """Read the object's bytes from `start`, `length` of them or all; fewer or none past the end.

        Raises NotFound if the object does not exist, InvalidInput for a negative start or length.
        """

    def put(self, name: str, data: bytes, if_generation: int | None = None) -> StoredObject:
        """Write the object; with `if_generation` only over that generation, 0 meaning "does not exist".

        Raises Conflict if the generation differs; then nothing has changed.
        """

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """Yield the objects whose names start with `prefix`, in the order of their names."""

    def delete(self, name: str) -> None:
        """Delete the object; a missing one is no error."""


@dataclass(frozen=True, slots=True)
class Record:
    """One stored record: its key within its collection, its fields and its expiry."""

    key: str
    fields: Fields
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some records in order, and the cursor of the next page (None: this was the last)."""

    records: tuple[Record, ...]
    cursor: str | None
    unreadable: tuple[str, ...] = ()
    """Keys of records that are left out, as the store has lost their content."""


RecordKey = tuple[str, str]
"""A collection, and the key of a record in it."""

MOST_TOGETHER = 100
"""Records that `update_together` changes at once."""


class Records(Protocol):
    """Collections of small records, each expiring on its own.

    From its `expires_at` on a record is absent to every method, whether or not it has been swept, and its key is
    free. Writes are durable when the call returns. Names of collections and keys are printable, 1 to 1,000 bytes,
    without "/", and neither ".", ".." nor `__...__`. A record has up to 1 MB: its fields as JSON, plus a second
    time the fields, up to 1,000, that a page can filter by. Any method raises InvalidInput for another name,
    TooLarge for a record over a bound, and Unavailable if the store does not answer; a write may still have been
    carried out then. SpoiltStore means that what is stored is damaged.

    >>> from shared.adapters.memory import MemoryRecords
    >>> records = MemoryRecords()
    >>> records.create("songs", Record("a", {"plays": 1}))
    True
    >>> records.create("songs", Record("a", {"plays": 9}))
    False
    >>> records.update("songs", "a", lambda fields: {"plays": fields["plays"] + 1}).fields
    {'plays': 2}
    >>> keys = [("songs", "a"), ("totals", "plays")]
    >>> records.update_together(keys, lambda found: [found[0], Record("plays", {"n": found[0].fields["plays"]})])
    True
    >>> records.get("totals", "plays").fields
    {'n': 2}
    """

    def create(self, collection: str, record: Record) -> bool:
        """Store the record unless its key is taken; return whether it was stored."""

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
        must be free of side effects, as it may be called more than once; its errors are raised, and then nothing
        has changed.
        """

    def update_together(
        self,
        keys: Sequence[RecordKey],
        change: Callable[[Sequence[Record | None]], Sequence[Record] | None],
    ) -> bool:
        """Replace several records at once, all or none, with no other writer of any of them in between.

        `change` is given the records in the order of `keys`, None where one is absent, and returns a record for
        each key in the same order; it expires at its own `expires_at`. If `change` returns None, nothing changes.
        Returns whether the records were replaced. `change` must be free of side effects, as it may be called more
        than once; its errors are raised, and then nothing has changed. Raises InvalidInput for no keys, more than
        MOST_TOGETHER or a repeated one, and for records of other keys; TooLarge for records of over 3 MB together.
        """

    def delete(self, collection: str, key: str) -> None:
        """Delete the record; a missing one is no error."""

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
        """Return up to `limit` records whose fields equal `where`, ordered by a field ("" means by key).

        Fields are top-level names such as `asked_at`. Nulls sort before booleans, numbers and then strings, which
        sort by code point; ties are broken by key, in the same direction. Records that lack the field are left
        out, and so are those that hold a list, an object, a string over 1,000 bytes or an integer over 64 bits in
        it. True is not 1, but 1 is 1.0. A cursor continues a page of the same arguments (the limit may differ),
        and neither skips nor repeats records that exist throughout. Raises InvalidInput for a foreign cursor, a
        limit below 1, a field that is no name (or `__...__`), and a wanted value that no record can be found by.
        """


class EventBus(Protocol):
    """Delivers messages to the function that subscribes to a topic, at least once each.

    >>> from shared.adapters.memory import MemoryBus
    >>> bus = MemoryBus()
    >>> id = bus.publish("activity", b"{}", ordering_key="ada")
    >>> [(each.topic, each.ordering_key) for each in bus.published]
    [('activity', 'ada')]
    """

    def publish(
        self, topic: str, data: bytes, attributes: Mapping[str, str] | None = None, ordering_key: str = ""
    ) -> str:
        """Publish a message and return its id; from then on the bus is responsible for its delivery.

        Messages of one topic and `ordering_key` (1,024 bytes at most) are delivered in the order of publication.
        There may be 100 attributes, with names of 1 to 256 bytes that do not start with "goog" and values up to
        1,024 bytes. Raises TooLarge above 9.9 MB of data and attributes, InvalidInput for a message with neither
        or over another bound, and Unavailable if the bus does not accept it.
        """


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message whose every delivery failed; `forget` removes it once it is published again.

    One that cannot be read has no topic, and cannot be published.
    """

    name: str
    topic: str
    data: bytes
    attributes: Mapping[str, str]
    ordering_key: str
    forget: Callable[[], None]
    why: str = "every delivery failed; the log says how"
    """The reason of the failure."""


class DeadLetters(Protocol):
    """The undeliverable messages of a bus."""

    def held(self) -> Generator[DeadLetter, None, None]:
        """Yield every message held when the iteration starts; those not forgotten stay.

        They are available to others once the generator is closed, or within a minute if the process is killed. If
        the caller dies between republish and `forget`, the message is returned again; handlers must be idempotent.
        Messages that become dead letters meanwhile are not returned, so that none is published twice in one run.
        Raises Unavailable if the bus does not answer or denies access.
        """


class Mailer(Protocol):
    """Sends mails, one at a time: a caller that sends many records each before the next."""

    def send(self, mail: Mail) -> None:
        """Send a mail; from then on the mailer is responsible for its delivery. Sent again, it is delivered again.

        The error tells what is known of the mail, and whom it concerns:

        - Not sent, because of this address or this mail: RefusedAddress for a permanent failure of the address,
          DeferredAddress for any other (a full mailbox, greylisting, a policy, a field that is not accepted).
        - Not sent, because of the mailer: LimitReached (with the seconds to wait, if known) at a rate limit,
          InvalidSettings if our credentials are refused, another Unavailable if it does not answer.
        - Not known: UnknownOutcome, if all of the mail was handed over and no answer came.
        """


class ScheduledTick(Protocol):
    """The external job that publishes the hourly tick; every method raises Unavailable if it does not answer.

    All but `set` raise NotFound if there is no such job.
    """

    def show(self) -> ScheduleState:
        """Return its timetable and whether it is paused."""

    def pause(self) -> ScheduleState:
        """Pause it until it is resumed; pausing twice is no error."""

    def resume(self) -> ScheduleState:
        """Resume it; resuming twice is no error."""

    def run_now(self) -> None:
        """Publish one tick now."""

    def set(self, timetable: Timetable) -> ScheduleState:
        """Set its timetable, which `ops/crontab.py` has validated; create the job if it does not exist."""


class FeatureSource(Protocol):
    """Looks up the audio features of tracks in another service."""

    def features(self, track_ids: Sequence[str]) -> Mapping[str, tuple[float, ...]]:
        """Return the audio features of each known track, in the order of FEATURES, NaN where unknown.

        Unknown and invalid ids are absent; order and repeats do not matter. All or nothing: raises LimitReached
        (with the seconds to wait, if known) at a rate limit, and Unavailable if the service does not answer, or
        not as documented.
        """


class ListeningHistory(Protocol):
    """Reads what listeners of another service play there, which everybody may see.

    >>> from shared.adapters.memory_sources import MemoryHistory
    >>> history = MemoryHistory({("ada", "month"): [HeardSong("So What", "Miles Davis")]})
    >>> [song.title for song in history.songs("ada", "month")]
    ['So What']
    """

    def songs(self, name: str, span: Span) -> Sequence[HeardSong]:
        """Return a listener's songs of a span, at most 100: the most played first, of `recent` the latest first.

        Each song has a title and is there once. There are none where the service has counted none: it may count
        only once a day. Raises InvalidInput for a text that is no name, NotFound if no listener has that name,
        LimitReached (with the seconds to wait, if known) at a rate limit, and Unavailable if the service does not
        answer, or not as documented. No error contains the name.
        """


MOST_NAMED = 25
"""Ids that a TrackNames looks up in one call."""

FoundNames = Mapping[str, NamedSong | SegueError]
"""An id -> the names of its track, or the reason why there are none."""


class TrackNames(Protocol):
    """Looks up in another service what the tracks of its ids are called.

    >>> from shared.adapters.memory_sources import MemoryNames
    >>> names = MemoryNames({"spotify:track:11dFghVXANMlKmJXsNCbNl": NamedSong("So What", "Miles Davis")})
    >>> found = names.names(["spotify:track:11dFghVXANMlKmJXsNCbNl", "spotify:track:0q7LGcVSpsIoSbjChtZ8lI"])
    >>> [getattr(each, "title", type(each).__name__) for each in found.values()]
    ['So What', 'NotFound']
    """

    def names(self, track_ids: Sequence[str]) -> FoundNames:
        """Return the names of each id's track, or an error, within a few seconds.

        Order and repeats do not matter. The error is NotFound for an id that the service does not have, as one of
        another service; TooLarge for the ids beyond the first MOST_NAMED, which are not looked up; LimitReached
        (with the seconds to wait, if known) at a rate limit or in a pause after a failure; InvalidSettings if our
        credentials are refused; another Unavailable if the service does not answer in time, or not as documented.
        """


MOST_SHORT_LINKS = 10
"""Short links that a ShortLinks follows in one call."""

FollowedLinks = Mapping[str, str | SegueError]
"""A short link -> the link behind it, or the reason why it leads nowhere."""


class ShortLinks(Protocol):
    """Finds the links behind short links, without a request to any host but their service's."""

    def follow(self, links: Sequence[str]) -> FollowedLinks:
        """Return the plain link of a track, playlist, album ... behind each short link, or an error.

        Order and repeats do not matter, and it takes a few seconds at most. The error is InvalidInput for a link
        that is none of the service's short links or leads elsewhere, NotFound for one that leads nowhere, TooLarge
        for the links beyond the first MOST_SHORT_LINKS, which are not followed; LimitReached or another
        Unavailable if the service does not answer.
        """
