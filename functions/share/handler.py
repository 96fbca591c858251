"""Sharing: one public page for a list, however often it is shared, until its owner takes it down."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice

from msgspec import UNSET

from shared import logs
from shared.domain.list_names import is_made
from shared.domain.one_line import clean
from shared.domain.search import Search
from shared.domain.share import Share, shared_key
from shared.errors import Forbidden, NotFound, Unavailable
from shared.model.model import Model
from shared.ports import Fields, ObjectStore, Record, Records
from shared.record_kinds import SEARCH_KEPT, SEARCHES, SHARED_SEARCHES, SHARES
from shared.records.days import SHARES_MADE, SHARES_OPENED, note
from shared.records.deleted_listeners import demand_present
from shared.records.paging import every_record
from shared.records.personal_data import delete, delete_object

from .contract import ShareRequest
from .ids import is_id
from .snapshot import UNTITLED, songs_of, source_of, title_of

LONGEST_TITLE = 160
"""Maximum length of a generated title; an owner's own may have 80 characters."""

MOST_OWN_LISTS = 1_000
"""Own lists that are read and shown; any other is taken down by its address all the same."""


logger = logging.getLogger(__name__)


class Sharing:
    """The use case behind one instance of the function."""

    def __init__(
        self,
        records: Records,
        objects: Callable[[], ObjectStore],
        model: Callable[[], Model],
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._records = records
        self._objects = objects
        self._model = model
        self._now = now
        self._new_id = new_id

    def share(self, listener: str, request: ShareRequest) -> str:
        """Publish a list's page, and return its id; shared again, it is the same, with the latest title and wish.

        Raises NotFound for a search that is not stored (any more), NotSignedIn for a listener who deleted
        themselves meanwhile, of whom nothing is left then. The call is idempotent: a partial failure is
        completed by a retry.
        """
        record = self._records.get(SEARCHES.name, request.search)
        if record is None:
            raise NotFound(
                "There is no such list",
                expected=f"the id of an answer of the last {SEARCH_KEPT.days} days",
                found=request.search,
            )
        id, title = self._place(listener, record), clean(request.title, LONGEST_TITLE)
        before = self._records.get(SHARES.name, id)
        search, names = Search.of(record.key, record.fields), request.made_from
        if before is None:
            self._keep(self._snapshot(id, listener, search, title, named=names is not False))
        elif names is not UNSET and names is not bool(Share.of(id, before.fields).made_from):
            self._renew(self._snapshot(id, listener, search, title, named=names))
        elif title:
            self._records.update(SHARES.name, id, lambda fields: _retitled(id, fields, title))
        pointer = shared_key(listener, record.key)
        demand_present(self._records, listener, partial(self._forget, id, pointer))
        return id

    def find(self, id: str) -> Share:
        """Return a shared list. Raises NotFound for one that was taken down or never existed."""
        record = self._records.get(SHARES.name, id) if is_id(id) else None
        if record is None:
            raise _gone(id)
        return Share.of(record.key, record.fields)

    def note_opened(self, id: str) -> None:
        """Count that a browser opened a list's page, which is shown even if the records do not answer."""
        now = self._now()
        try:
            note(self._records, now, f"{id} {now}", {SHARES_OPENED: 1})
        except Unavailable as error:
            logs.event(logger, "WARNING", "an opened list was not counted", found=error.found)

    def is_shared(self, id: str) -> bool:
        """Check whether a list is shared, and not taken down."""
        return self._records.get(SHARES.name, id) is not None

    def mine(self, listener: str) -> list[Share]:
        """Return the lists that a listener shares, up to MOST_OWN_LISTS, the newest first."""
        return sorted(self._of(listener), key=lambda share: share.created_at, reverse=True)

    def take_down(self, listener: str, id: str) -> None:
        """Remove a list and its pictures.

        Raises NotFound as `find` does, Forbidden for another's list, Unavailable if the pictures stay:
        then the list is still there.
        """
        share = self.find(id)
        if share.owner != listener:
            raise Forbidden("This list is another's", expected="a list that you shared", found="another's")
        record = Record(id, share.to_fields())
        delete_object(self._objects(), SHARES, record)
        page, pointer = (SHARES.name, id), (SHARED_SEARCHES.name, shared_key(share.owner, share.search))
        # Both expire in one transaction: a page without its pointer would be published a second time when its
        # list is shared again. The id is never reused.
        self._records.update_together([page, pointer], partial(_expired, at=self._now()))
        self._records.delete(SHARES.name, id)
        delete_object(self._objects(), SHARES, record)  # one may have been drawn meanwhile

    def _place(self, listener: str, search: Record) -> str:
        """Return the id of a listener's share of a search, fixed by one conditional write before the page."""
        new: Fields = {"owner": listener, "search": search.key, "share": self._new_id()}
        key = shared_key(listener, search.key)
        settled = self._records.update(SHARED_SEARCHES.name, key, lambda before: before or new, search.expires_at)
        return str(settled.fields["share"])

    def _snapshot(self, id: str, listener: str, search: Search, title: str, *, named: bool) -> Share:
        model = self._model()
        default = clean(title_of(search, model), LONGEST_TITLE) if named else UNTITLED
        return Share(
            id=id,
            owner=listener,
            search=search.id,
            title=title or default,
            songs=songs_of(search, model, named=named),
            model=model.version,
            created_at=self._now(),
            made_from=(source_of(search, model),) if named else (),
        )

    def _keep(self, share: Share) -> None:
        # It exists already after two concurrent calls.
        if self._records.create(SHARES.name, Record(share.id, share.to_fields())):
            note(self._records, share.created_at, share.id, {SHARES_MADE: 1})

    def _renew(self, share: Share) -> None:
        """Replace a page by one that names what it was made from, or does not; a title of its owner's stays.

        The words tell whose a title is: an earlier model, which named songs otherwise, made others.
        """

        def change(fields: Fields | None) -> Fields:
            if fields is None:
                raise _gone(share.id)
            before = Share.of(share.id, fields)
            stays = _is_generated(share.title) and not _is_generated(before.title)
            title = before.title if stays else share.title
            return replace(share, title=title, created_at=before.created_at).to_fields()

        self._records.update(SHARES.name, share.id, change)

    def _forget(self, id: str, pointer: str) -> None:
        """Delete a page whose owner left while it was written, and with it what leads to it."""
        delete(self._records, self._objects(), SHARES, Record(id, {}))
        self._records.delete(SHARED_SEARCHES.name, pointer)

    def _of(self, listener: str) -> Iterator[Share]:
        own = every_record(
            lambda cursor: self._records.page(SHARES.name, where={"owner": listener}, cursor=cursor)
        )
        return (Share.of(record.key, record.fields) for record in islice(own, MOST_OWN_LISTS))


def _is_generated(title: str) -> bool:
    return title == UNTITLED or is_made(title)


def _expired(found: Sequence[Record | None], *, at: datetime) -> Sequence[Record] | None:
    """Return a page and the pointer to it with their expiry at `at`; None if the pointer does not lead to it."""
    page, pointer = found
    if page is None or pointer is None or pointer.fields["share"] != page.key:
        return None
    return [replace(page, expires_at=at), replace(pointer, expires_at=at)]


def _retitled(id: str, before: Fields | None, title: str) -> Fields:
    if before is None:
        raise _gone(id)
    return replace(Share.of(id, before), title=title).to_fields()


def _gone(id: str) -> NotFound:
    return NotFound("This list was taken down or never was", expected="the id of a shared list", found=id[:80])
