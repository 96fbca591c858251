"""Everything that is kept about a listener, in one place: what her export shows, and what leaves with her.

A collection that is not listed here fails a test.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from shared.domain.rating import RATINGS
from shared.domain.search import SEARCHES
from shared.domain.share import SHARED_SEARCHES, SHARES
from shared.domain.subscription import SUBSCRIPTIONS
from shared.messaging.playlist_message import PLAYLISTS
from shared.ports import ObjectStore, Page, Record, Records
from shared.records.counter_names import FIGURES, WEEK_TRACKS, listener_of, of_listener
from shared.records.deleted_listeners import DEPARTURES
from shared.records.paging import every_record
from shared.records.suppressions import SUPPRESSIONS
from shared.web.auth import LISTENERS

from .accounts import ADDRESSES
from .consents import CONSENTS
from .limits import LIMITS
from .mail_events import MAIL_EVENTS
from .signing_in import USED_LINKS

PAGE = 100
"""Records that are read at a time."""


@dataclass(frozen=True, slots=True)
class ByField:
    """Records that name the listener in a field; `order` is one that the store has an index for."""

    collection: str
    field: str = "listener"
    order: str = ""
    object_field: str = ""
    """A field that names an object which is hers with the record."""

    def owner(self, record: Record) -> str:
        """Give the id of the listener whose record this is, "" for nobody's."""
        return str(record.fields.get(self.field) or "")

    def page(self, records: Records, listener: str, cursor: str | None, limit: int = PAGE) -> Page:
        """Give some of her records."""
        return records.page(
            self.collection,
            where={self.field: listener},
            order_by=self.order,
            descending=bool(self.order),
            limit=limit,
            cursor=cursor,
        )


@dataclass(frozen=True, slots=True)
class ByKey:
    """The one record of a listener that a collection has, by its key."""

    collection: str
    key: Callable[[str], str] = str
    listener: Callable[[str], str] = str
    """The inverse of `key`: "" for keys of nobody's records."""
    object_field: str = ""

    def owner(self, record: Record) -> str:
        """Give the id of the listener whose record this is, "" for nobody's."""
        return self.listener(record.key)

    def page(self, records: Records, listener: str, cursor: str | None, limit: int = PAGE) -> Page:  # noqa: ARG002
        """Give her record, if there is one."""
        record = records.get(self.collection, self.key(listener))
        return Page((record,) if record else (), None)


Held = ByField | ByKey

DOINGS: tuple[Held, ...] = (
    ByKey(SUBSCRIPTIONS),
    ByField(CONSENTS),
    ByField("mailed", order="due_at"),
    ByField(SHARES, "owner"),
    ByField(SHARED_SEARCHES, "owner"),
    ByField(RATINGS, order="rated_at"),
    ByField(SEARCHES, order="asked_at"),
    ByField(PLAYLISTS, object_field="staged"),
    ByKey(FIGURES, lambda listener: f"{of_listener(listener)}.0", listener_of),
)
"""What she did, in the order in which it goes: the mail stops first."""

IDENTITY: tuple[Held, ...] = (ByField(ADDRESSES), ByKey(LISTENERS))
"""Who she is: it goes last, as her token works as long as it is there."""

IMPERSONAL: Mapping[str, str] = {
    WEEK_TRACKS: "counts of everyone's; the events they remember are hashes",
    SUPPRESSIONS: "a hash of an address that must never be written to again",
    DEPARTURES: "a hash of an id, for a hundred days",
    LIMITS: "keyed hashes and counts, for an hour",
    USED_LINKS: "random numbers, for half an hour",
    MAIL_EVENTS: "hashes of SendGrid's numbers, for ten days",
    "seen": "numbers of messages",
    "contents": "hashes of playlists and a day",
}
"""Collections that hold nothing about a listener, and why."""

COLLECTIONS = frozenset({*IMPERSONAL, *(held.collection for held in (*DOINGS, *IDENTITY))})
"""Every collection there is."""


def held_in(collection: str) -> Held | None:
    """Give how a collection holds what is a listener's, None if it holds nothing of hers."""
    return next((held for held in (*DOINGS, *IDENTITY) if held.collection == collection), None)


def delete_object(objects: ObjectStore, held: Held, record: Record) -> None:
    """Delete the object that is hers with a record, if there is one."""
    name = record.fields.get(held.object_field)
    if isinstance(name, str):
        objects.delete(name)


def delete(records: Records, objects: ObjectStore, held: Held, record: Record) -> None:
    """Delete a record, and before it the object that only it leads to."""
    delete_object(objects, held, record)
    records.delete(held.collection, record.key)


def held_records(records: Records, held: Held, listener: str) -> Iterator[Record]:
    """Give all of a listener's records in a collection."""
    return every_record(lambda cursor: held.page(records, listener, cursor))
