"""Accounts: one listener an address, also if several sign in with it at the same moment."""

from collections.abc import Callable
from datetime import UTC, datetime

from shared.errors import Conflict, Forbidden
from shared.ports import Fields, Records
from shared.record_kinds import ADDRESSES, LISTENERS
from shared.records.deleted_listeners import is_deleted
from shared.records.mail_events import listener_of
from shared.records.suppressions import hashed_address
from shared.web.auth import generation_of

ATTEMPTS = 3


class Accounts:
    """The listeners who have signed in."""

    def __init__(self, records: Records, *, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._records = records
        self._now = now
        self._new_id = new_id

    def find(self, listener: str) -> Fields | None:
        """Read a listener's record; None for a visitor."""
        record = self._records.get(LISTENERS.name, listener)
        return record.fields if record else None

    def address(self, listener: str) -> str:
        """Return a listener's address. Raises Forbidden for a visitor."""
        address = (self.find(listener) or {}).get("address")
        if not isinstance(address, str):
            raise Forbidden(
                "This is for those who signed in",
                expected="a listener with an address",
                found="a visitor",
                cure="ask POST /api/account/sign-in for a link",
            )
        return address

    def by_address(self, address: str) -> str | None:
        """Return the listener who has an address, or None."""
        return listener_of(self._records, address)

    def join(self, address: str, visitor: str | None) -> tuple[str, int]:
        """Return the listener who has an address and their generation; a new one takes over a visitor's history.

        The id of a visitor who deleted themselves is never taken over: their old tokens hold it. A call that was
        cut off half way is completed by the next. Raises Conflict if others are always faster.
        """
        wanted = visitor if visitor is not None and self.find(visitor) is None else self._new_id()
        for _ in range(ATTEMPTS):
            listener = self._claim(address, wanted)
            try:
                return listener, self._keep(listener, address)
            except Conflict:  # the visitor signed in with another address, or left, at the same moment
                self._give_up(address, listener)
                wanted = self._new_id()
        raise Conflict("This address is being signed in elsewhere", cure="ask for a new link")

    def sign_out_everywhere(self, listener: str) -> None:
        """Raise the token generation, so that no token issued before works. Raises Forbidden for a visitor."""
        self.address(listener)

        def change(before: Fields | None) -> Fields:
            if before is None:
                raise Forbidden("This account is gone")
            return {**before, "generation": max(self._generation(), generation_of(before) + 1)}

        self._records.update(LISTENERS.name, listener, change)

    def _claim(self, address: str, wanted: str) -> str:
        claimed: Fields = {"listener": wanted}
        record = self._records.update(ADDRESSES.name, hashed_address(address), lambda before: before or claimed)
        return str(record.fields["listener"])

    def _give_up(self, address: str, listener: str) -> None:
        record = self._records.get(ADDRESSES.name, hashed_address(address))
        if record is not None and record.fields["listener"] == listener:
            self._records.delete(ADDRESSES.name, hashed_address(address))

    def _keep(self, listener: str, address: str) -> int:
        joined_at = self._now().astimezone(UTC).isoformat(timespec="seconds")
        new: Fields = {"address": address, "generation": self._generation(), "joined_at": joined_at}
        known = self.find(listener)

        def change(before: Fields | None) -> Fields:
            if before is not None and before.get("address") != address:
                raise Conflict("This listener has another address")
            return before or new

        kept = self._records.update(LISTENERS.name, listener, change)
        # Looked up after writing: a deletion that is marked later finds the record and deletes it.
        if known is None and is_deleted(self._records, listener):
            self._records.delete(LISTENERS.name, listener)
            raise Conflict("This listener is deleted")
        return generation_of(kept.fields)

    def _generation(self) -> int:
        """Return the seconds since 1970: a generation that no earlier account can have had."""
        return int(self._now().timestamp())
