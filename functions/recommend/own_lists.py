"""A listener's own lists: answers as they were given, read again, named and deleted by nobody else."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

import msgspec
from msgspec import structs

from shared.domain.one_line import clean
from shared.domain.search import JSON, Search
from shared.domain.share import shared_key
from shared.errors import NotFound
from shared.model.model import Model
from shared.ports import Fields, Record, Records
from shared.record_kinds import SEARCH_KEPT, SEARCHES, SHARED_SEARCHES
from shared.records.kept_answers import KEPT_ANSWER, packed, without_answer
from shared.records.paging import every_record
from shared.records.sittings import NAME, SITTING, Versions, earlier_versions, sitting_of

from .contract import RecommendRequest, RecommendResponse
from .listed import kept_answer, kept_as, listed, name_of
from .own_lists_contract import (
    LONGEST_NAME,
    DeletedResponse,
    OwnList,
    OwnListsResponse,
)
from .remade import remade, swapped
from .repeated import BODY_DIGEST, Key

MOST_VERSIONS = 500
"""Searches with the same songs that are read when one is deleted; what more a list hides is shown afterwards."""

LISTS_A_PAGE = 30
"""Searches read for a page; it shows fewer where some are versions of one list."""


def kept_fields(
    search: Search, response: RecommendResponse, request: RecommendRequest, key: Key | None = None
) -> dict[str, JSON]:
    """Return the fields that a search's record has beside the search: nobody's answer is kept for its `key` alone.

    Of a history that was read from another service nothing is kept but the songs that the catalogue has.
    """
    if search.listener is None and key is None:
        return {}
    if request.listenbrainz is not None:
        response = structs.replace(response, unmatched=[])
    fields: dict[str, JSON] = {KEPT_ANSWER: packed(msgspec.json.encode(response))}
    if key:
        fields[BODY_DIGEST] = key.body_digest
    return fields if search.listener is None else {SITTING: sitting_of(search), **fields}


class OwnLists:
    """The use case behind one instance of the function."""

    def __init__(self, records: Records, model: Callable[[], Model]) -> None:
        self._records = records
        self._model = model

    def page(self, listener: str, cursor: str | None = None) -> OwnListsResponse:
        """Return some of a listener's lists, the newest first. Raises InvalidInput for a foreign cursor."""
        versions, own = Versions.after(cursor)
        page = self._records.page(
            SEARCHES.name,
            where={"listener": listener},
            order_by="asked_at",
            descending=True,
            limit=LISTS_A_PAGE,
            cursor=own,
        )
        lists = [listed(record, self._model) for record in versions.latest(page.records)]
        return OwnListsResponse([each for each in lists if each.songs], versions.cursor(page.cursor))

    def find(self, listener: str | None, id: str) -> RecommendResponse:
        """Return an answer as it was given, under the name it has now; nobody's is made anew from its ids.

        Raises NotFound for one of another listener. Who has the id of nobody's answer may read it: only its caller
        was told, and a follow-up takes it as well.
        """
        record = self._record(id)
        if record is None or record.fields.get("listener") not in (None, listener):
            raise _none(id)
        search = Search.of(id, record.fields)
        kept_then = kept_answer(record)
        answer = swapped(kept_then, search, self._model) if kept_then else remade(search, self._model())
        own = str(record.fields.get(NAME) or "")
        kept = kept_as(search, own or name_of(answer, search), self._model)
        return structs.replace(answer, title=own or answer.title, kept=kept)

    def rename(self, listener: str, id: str, name: str) -> OwnList:
        """Name a list; an empty name takes the name off. Raises NotFound as `find` does."""
        own, record = clean(name, LONGEST_NAME), self._own(listener, id)

        def named(before: Fields | None) -> Fields:
            if before is None or before.get("listener") != listener:
                raise _none(id)
            return {**before, NAME: own}

        return listed(self._records.update(SEARCHES.name, id, named, record.expires_at), self._model)

    def delete(self, listener: str, id: str) -> DeletedResponse:
        """Delete a list with the earlier versions that it hides. Raises NotFound as `find`.

        What it counted for in figures stays counted, and its public page stays: this function cannot delete
        pictures. The list itself goes last, so that a call that was cut off can be repeated.
        """
        record = self._own(listener, id)
        for earlier in earlier_versions(record.fields, self._of_sitting(listener, record)):
            self._records.delete(SEARCHES.name, earlier)
        shared = self._records.get(SHARED_SEARCHES.name, shared_key(listener, id))
        self._records.delete(SEARCHES.name, id)
        return DeletedResponse(str(shared.fields["share"]) if shared else None)

    def _own(self, listener: str, id: str) -> Record:
        record = self._record(id)
        if record is None or record.fields.get("listener") != listener:
            raise _none(id)
        return record

    def _record(self, id: str) -> Record | None:
        return self._records.get(SEARCHES.name, id) if id.isprintable() and len(id) <= 100 else None

    def _of_sitting(self, listener: str, record: Record) -> list[Record]:
        """Return up to MOST_VERSIONS searches of a list's sitting, without their answers."""
        if not (key := record.fields.get(SITTING)):
            return []
        where = {"listener": listener, SITTING: str(key)}
        found = every_record(lambda cursor: self._records.page(SEARCHES.name, where=where, cursor=cursor))
        return [replace(each, fields=without_answer(each.fields)) for each in islice(found, MOST_VERSIONS)]


def _none(id: str) -> NotFound:
    return NotFound(
        "There is no such list of yours",
        expected=f"the id of an answer to you of the last {SEARCH_KEPT.days} days",
        found=repr(id[:40]),
    )
