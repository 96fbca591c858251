"""Merging a visitor into a known account, once its listener has agreed in the browser that asked to sign in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from shared.domain.rating import Opinion
from shared.errors import Conflict, Forbidden
from shared.ports import ObjectStore, Records
from shared.record_kinds import LISTENERS, RATINGS, SEARCHES, RecordKind
from shared.records.deleted_listeners import GONE_ACCOUNT, demand_present, is_deleted, mark_deleted
from shared.records.merging import MERGED, move
from shared.records.personal_data import ACTIVITY, PAGE, delete, page_of, records_of
from shared.records.sittings import Versions
from shared.web.auth import visitor_named
from shared.web.tokens import Tokens

MERGE = "merge"
"""Purpose of a ticket's token."""

TICKET_LASTS = timedelta(days=1)
"""Time to think about it, and to go on with a merge that was cut off."""

MOST_MOVED = 200
"""Records that one call moves: some seconds' work on Firestore."""

MOST_COUNTED = 500
"""Records that are read to tell what there is."""

LOVED = (Opinion.LOVE, Opinion.LIKE)


class Found(NamedTuple):
    """The history of a visitor, as it is told before they agree."""

    loved: int
    lists: int
    anything: bool


class Merging:
    """The use case behind "take them to your account?"."""

    def __init__(
        self,
        records: Records,
        objects: Callable[[], ObjectStore],
        tokens: Callable[[], Tokens],
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._objects = objects
        self._tokens = tokens
        self._now = now

    def ticket(self, visitor: str, account: str) -> str:
        """Return the permission to merge these two, for the browser in which the sign-in was asked for."""
        return self._tokens().issue(MERGE, f"{visitor} {account}")

    def check(self, token: str, ticket: str, account: str) -> str:
        """Return the visitor that a token names, if the ticket is for them and this account.

        Raises NotSignedIn for an invalid token or ticket, Forbidden for a ticket of others, and for a token that
        is not a visitor's: two accounts are never merged.
        """
        visitor = visitor_named(token, self._tokens(), self._records)
        if self._tokens().read(MERGE, ticket, TICKET_LASTS.total_seconds()) != f"{visitor} {account}":
            raise Forbidden(
                "This ticket is for others",
                expected="the visitor and the account that it was issued for",
                found="another",
                cure="sign in again in the browser that was used before",
            )
        return visitor

    def preview(self, visitor: str) -> Found:
        """Return what a visitor has done, of the newest MOST_COUNTED ratings and searches; nothing changes."""
        if is_deleted(self._records, visitor):
            return Found(0, 0, anything=False)
        ratings = islice(records_of(RATINGS, self._records, visitor), MOST_COUNTED)
        opinions = (each.fields.get("opinion") for each in ratings if each.fields.get("kind") == "track")
        loved = sum(opinion in LOVED for opinion in opinions)
        searches = islice(records_of(SEARCHES, self._records, visitor), MOST_COUNTED)
        lists = sum(1 for _ in Versions().latest(searches))
        return Found(loved, lists, anything=any(self._has(visitor, kind) for kind in MERGED))

    def _has(self, visitor: str, kind: RecordKind) -> bool:
        return bool(page_of(kind, self._records, visitor, limit=1).records)

    def merge(self, visitor: str, account: str) -> bool:
        """Take up to MOST_MOVED records of a visitor to an account; return whether nothing is left.

        Called again, it goes on where it stopped or was cut off. In the end the visitor is marked as deleted, so
        that neither their token nor a message on its way brings anything back, and what stays is deleted.

        Raises NotSignedIn for an account that was deleted meanwhile, to which nothing is left then, and Conflict
        for a visitor who became an account meanwhile, which is not marked as deleted.
        """
        is_done = is_deleted(self._records, visitor) or self._moved_all(visitor, account)
        demand_present(self._records, account, lambda: self._erase(account), GONE_ACCOUNT)
        if is_done:
            self._erase(visitor)
        return is_done

    def _moved_all(self, visitor: str, account: str) -> bool:
        left = MOST_MOVED
        while moved := self._move(visitor, account, left):
            left -= moved
            if left <= 0:
                return False
        if self._records.get(LISTENERS.name, visitor) is not None:
            raise Conflict("The visitor has an account of their own by now", cure="sign in there")
        mark_deleted(self._records, self._objects(), visitor, self._now())
        return True

    def _erase(self, listener: str) -> None:
        for kind in ACTIVITY:
            for record in records_of(kind, self._records, listener):
                delete(self._records, self._objects(), kind, record)

    def _move(self, visitor: str, account: str, most: int) -> int:
        moved = 0
        for kind in MERGED:
            while moved < most:
                page = page_of(kind, self._records, visitor, None, min(PAGE, most - moved))
                for record in page.records:
                    move(self._records, kind, record, account, self._now())
                moved += len(page.records)
                if page.cursor is None:
                    break
        return moved
