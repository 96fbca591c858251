"""Let a listener take along all that is kept about her, or have it deleted, a bounded part at a time."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import msgspec

from shared.ports import ObjectStore, Record, Records
from shared.records.deleted_listeners import mark_deleted

from .personal import DOINGS, IDENTITY, PAGE, Held, delete, held_records

MOST_DELETED = 2_000
"""Records that one call deletes: some seconds' work, at the most some 20 on Firestore."""


class Leaving:
    """The use case behind export and deletion."""

    def __init__(
        self, records: Records, objects: Callable[[], ObjectStore], *, now: Callable[[], datetime]
    ) -> None:
        self._records = records
        self._objects = objects
        self._now = now

    def export(self, listener: str) -> Iterator[bytes]:
        """Write JSON of everything about a listener, page by page, so that no instance holds a long life whole."""
        exported_at = self._now().astimezone(UTC).isoformat(timespec="seconds")
        yield b'{"listener":%b,"exported_at":%b,"records":{' % (_json(listener), _json(exported_at))
        for place, held in enumerate([*IDENTITY, *DOINGS]):
            yield b"%b%b:[" % (b"," if place else b"", _json(held.collection))
            for number, record in enumerate(held_records(self._records, held, listener)):
                yield (b"," if number else b"") + _json(_shown(record))
            yield b"]"
        yield b"}}"

    def leave(self, listener: str) -> bool:
        """Delete what is kept about a listener, MOST_DELETED records at the most; say whether nothing is left.

        Called again, it goes on where it stopped or was cut off: who she is goes last, so she still may call. It
        looks anew until it finds nothing, as other requests of hers may still have been running.
        """
        mark_deleted(self._records, self._objects(), listener, self._now())
        left = MOST_DELETED
        while removed := self._sweep(listener, left):
            left -= removed
            if left <= 0:
                return False
        for held in IDENTITY:
            self._clear(held, listener, MOST_DELETED)
        return True

    def _sweep(self, listener: str, most: int) -> int:
        removed = 0
        for held in DOINGS:
            removed += self._clear(held, listener, most - removed)
            if removed >= most:
                break
        return removed

    def _clear(self, held: Held, listener: str, most: int) -> int:
        removed = 0
        while removed < most:
            page = held.page(self._records, listener, None, min(PAGE, most - removed))
            for record in page.records:
                delete(self._records, self._objects(), held, record)
            removed += len(page.records)
            if page.cursor is None:
                break
        return removed


def _shown(record: Record) -> dict[str, object]:
    expiry = {} if record.expires_at is None else {"expires_at": record.expires_at.isoformat()}
    return {"key": record.key, **record.fields, **expiry}


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)
