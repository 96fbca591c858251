"""Decide what sharing does: one page for a list, however often it is shared, until its owner takes it down."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from shared.domain.search import SEARCHES, Search
from shared.domain.share import SHARED_SEARCHES, SHARES, Share, shared_key
from shared.errors import Forbidden, NotFound
from shared.model.model import Model
from shared.ports import Fields, Record, Records
from shared.records.paging import every_record

from .contract import OwnShare, ShareRequest, ShareResponse, SharesResponse
from .snapshot import songs_of, title_of
from .titles import clean

LONGEST_TITLE = 160
"""Characters of a title that we make; an owner's own may have 80."""

_ID = re.compile(r"(?!__.*__$)[0-9A-Za-z_-]{1,64}")
"""What the id of a list looks like; records have no key such as `__x__`."""


class Sharing:
    """The use case behind one instance of the function."""

    def __init__(
        self,
        records: Records,
        model: Callable[[], Model],
        *,
        site_url: str,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._records = records
        self._model = model
        self._site_url = site_url
        self._now = now
        self._new_id = new_id

    def share(self, listener: str, request: ShareRequest) -> ShareResponse:
        """Give a list its public page; shared again, it is the same page, with the title last given.

        Raises NotFound for a search that is not kept (any more). What failed on the way is mended by asking again.
        """
        record = self._records.get(SEARCHES, request.search)
        if record is None:
            raise NotFound(
                "There is no such list", expected="the id of an answer of the last 400 days", found=request.search
            )
        id, title = self._place(listener, record), clean(request.title, LONGEST_TITLE)
        if self._records.get(SHARES, id) is None:
            self._keep(id, listener, Search.of(record.key, record.fields), title)
        elif title:
            self._records.update(SHARES, id, lambda before: _retitled(id, before, title))
        return ShareResponse(id, self.url(id))

    def find(self, id: str) -> Share:
        """Give a shared list. Raises NotFound for one that was taken down or never was."""
        record = self._records.get(SHARES, id) if _ID.fullmatch(id) else None
        if record is None:
            raise _gone(id)
        return Share.of(record.key, record.fields)

    def mine(self, listener: str) -> SharesResponse:
        """Give all lists that a listener shares, the newest first."""
        shares = sorted(self._of(listener), key=lambda share: share.created_at, reverse=True)
        return SharesResponse(
            [OwnShare(share.id, self.url(share.id), share.title, share.created_at) for share in shares]
        )

    def take_down(self, listener: str, id: str) -> None:
        """Remove a list and its pictures. Raises NotFound as `find` does, Forbidden for another's list."""
        share = self.find(id)
        if share.owner != listener:
            raise Forbidden("This list is another's", expected="a list that you shared", found="another's")
        # The page goes last: if we fail in between, it is still hers to take down. Its id never comes back.
        key = shared_key(share.owner, share.search)
        pointer = self._records.get(SHARED_SEARCHES, key)
        if pointer is not None and pointer.fields["share"] == id:
            self._records.delete(SHARED_SEARCHES, key)
        self._records.delete(SHARES, id)

    def url(self, id: str) -> str:
        """Give the address of a list's page."""
        return f"{self._site_url}/s/{id}"

    def _place(self, listener: str, search: Record) -> str:
        """Give the id that a listener's share of a search has: settled once, before there is a page."""
        new: Fields = {"owner": listener, "search": search.key, "share": self._new_id()}
        key = shared_key(listener, search.key)
        settled = self._records.update(SHARED_SEARCHES, key, lambda before: before or new, search.expires_at)
        return str(settled.fields["share"])

    def _keep(self, id: str, listener: str, search: Search, title: str) -> None:
        model = self._model()
        share = Share(
            id=id,
            owner=listener,
            search=search.id,
            title=title or clean(title_of(search, model), LONGEST_TITLE),
            songs=songs_of(search, model),
            model=model.version,
            created_at=self._now(),
        )
        self._records.create(SHARES, Record(id, share.to_fields()))  # where it is taken, she asked twice at once

    def _of(self, listener: str) -> Iterator[Share]:
        hers = every_record(lambda cursor: self._records.page(SHARES, where={"owner": listener}, cursor=cursor))
        return (Share.of(record.key, record.fields) for record in hers)


def _retitled(id: str, before: Fields | None, title: str) -> Fields:
    if before is None:
        raise _gone(id)
    return replace(Share.of(id, before), title=title).to_fields()


def _gone(id: str) -> NotFound:
    return NotFound("This list was taken down or never was", expected="the id of a shared list", found=id[:80])
