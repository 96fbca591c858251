"""Export all that is kept about a listener, or delete it, a bounded part at a time."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import msgspec

from shared.ports import ObjectStore, Records
from shared.record_kinds import RecordKind
from shared.records.deleted_listeners import mark_deleted
from shared.records.personal_data import ACTIVITY, IDENTITY, PAGE, delete, page_of, records_of

from .exporting import Names, names_in, shown

MOST_DELETED = 2_000
"""Records that one call deletes: some seconds' work, at the most some 20 on Firestore."""

MOST_NAMED = 50_000
"""Songs whose names an export holds in memory, some 10 MB."""


class Leaving:
    """The use case behind export and deletion."""

    def __init__(
        self, records: Records, objects: Callable[[], ObjectStore], *, now: Callable[[], datetime]
    ) -> None:
        self._records = records
        self._objects = objects
        self._now = now

    def export(self, listener: str) -> Iterator[bytes]:
        """Yield JSON of everything about a listener, page by page: an instance need not hold it whole.

        At the end come the names of songs as far as the records tell them, of MOST_NAMED songs at most.
        """
        names: dict[str, Names] = {}
        exported_at = self._now().astimezone(UTC).isoformat(timespec="seconds")
        yield b'{"listener":%b,"exported_at":%b,"records":{' % (_json(listener), _json(exported_at))
        for place, kind in enumerate([*IDENTITY, *ACTIVITY]):
            yield b"%b%b:[" % (b"," if place else b"", _json(kind.name))
            for number, record in enumerate(records_of(kind, self._records, listener)):
                yield (b"," if number else b"") + _json(shown(record))
                if len(names) < MOST_NAMED:
                    names.update(names_in(record))
            yield b"]"
        yield b'},"songs":%b}' % _json(names)

    def leave(self, listener: str) -> bool:
        """Delete up to MOST_DELETED records of a listener; return whether nothing is left.

        Called again, it goes on where it stopped or was cut off: the identity is deleted last, so the listener may
        still call. It starts over until it finds nothing, as other requests of theirs may still have been running.
        """
        mark_deleted(self._records, self._objects(), listener, self._now())
        left = MOST_DELETED
        while removed := self._sweep(listener, left):
            left -= removed
            if left <= 0:
                return False
        for kind in IDENTITY:
            self._clear(kind, listener, MOST_DELETED)
        return True

    def _sweep(self, listener: str, most: int) -> int:
        removed = 0
        for kind in ACTIVITY:
            removed += self._clear(kind, listener, most - removed)
            if removed >= most:
                break
        return removed

    def _clear(self, kind: RecordKind, listener: str, most: int) -> int:
        removed = 0
        while removed < most:
            page = page_of(kind, self._records, listener, None, min(PAGE, most - removed))
            for record in page.records:
                delete(self._records, self._objects(), kind, record)
            removed += len(page.records)
            if page.cursor is None:
                break
        return removed


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)
