"""Counting of searches and ratings, each exactly once, when their message comes or a tick finds them left over."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from shared import logs
from shared.domain.rating import Rating
from shared.domain.search import UNCOUNTED_SINCE, Search, counted_fields
from shared.errors import InvalidInput
from shared.messaging.messages import Activity, RatingChanged, SearchMade, Tick
from shared.messaging.push import Message
from shared.ports import Record, Records
from shared.record_kinds import GIVEN_SONGS, RATINGS, SEARCHES, RecordKind
from shared.records.counters import count_once
from shared.records.deleted_listeners import is_deleted
from shared.web.bodies import decoded

from .additions import Additions

MOST_CHANGES = 20
"""Changes of a rating that are counted at once: so many weeks of loves fit into one transaction."""

LEFT_OVER = timedelta(minutes=10)
"""Age from which what is not counted is taken for left over: a message comes within seconds."""

MOST_LEFT_OVER = 300
"""Searches, and ratings, that one tick counts: on Firestore about a minute's work. The next tick goes on."""

POISON = (InvalidInput, LookupError, ValueError, TypeError, ArithmeticError)
"""Errors that one record's fields may cause."""

_PAGE = 100

logger = logging.getLogger(__name__)


class TallyActivity:
    """The use case behind one instance of the function."""

    def __init__(self, records: Records, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._records = records
        self._additions = Additions(records)
        self._now = now

    def handle(self, message: Message) -> None:
        """Count the activity in a message, or on a tick what is left over.

        Raises InvalidInput for a message that can never be counted.
        """
        found: Activity | Tick = decoded(message.data, Activity | Tick)  # type: ignore[arg-type]  # mypy knows no type of a union
        match found:
            case SearchMade():
                self._count_search(found.id)
            case RatingChanged():
                self._count_rating(found.key)
            case Tick():
                self._count_left_over()

    def _count_search(self, id: str) -> None:
        """Count a search unless it expired, was deleted, or is counted.

        If its listener has brought one of its songs into the charts meanwhile, what it adds is built anew.
        """
        while (record := self._records.get(SEARCHES.name, id)) and counted_fields(record.fields) is not None:
            search = Search.of(id, record.fields)
            own = self._has_counter(search.listener)
            additions = self._additions.of_search(search, own=own)
            if count_once(self._records, (SEARCHES.name, id), _counted_search, additions):
                self._erase_late(SEARCHES, id, search.listener, own=own)
                return

    def _count_rating(self, key: str) -> None:
        """Count the changes of a rating until none is left: each may come while others are being counted."""
        while (record := self._records.get(RATINGS.name, key)) is not None:
            rating = Rating.of(record.fields)
            changes = rating.uncounted[:MOST_CHANGES]
            if not changes:
                return
            revisions = {change.revision for change in changes}

            def counted(before: Record, revisions: set[int] = revisions) -> Record | None:
                """Return the rating without these changes, or None if another delivery has counted some."""
                found = Rating.of(before.fields)
                if not revisions <= {change.revision for change in found.uncounted}:
                    return None
                return Record(before.key, found.counted(revisions).to_fields(), before.expires_at)

            own = self._has_counter(rating.listener)
            additions = self._additions.of_changes(rating, changes, own=own)
            if count_once(self._records, (RATINGS.name, key), counted, additions):
                self._erase_late(RATINGS, key, rating.listener, own=own)

    def _erase_late(self, kind: RecordKind, key: str, listener: str | None, *, own: bool) -> None:
        """Delete what a request stored after its listener was deleted: nobody else would."""
        if listener is not None and not own:
            self._records.delete(kind.name, key)
            self._records.delete(GIVEN_SONGS.name, listener)

    def _has_counter(self, listener: str | None) -> bool:
        """Return whether activity counts for its listener: what comes in late brings no deleted one back.

        A deletion that begins after this deletes the search or rating before the counter: then it is not counted.
        """
        return listener is not None and not is_deleted(self._records, listener)

    def _count_left_over(self) -> None:
        """Count searches and ratings whose messages were never published, or are very late; the oldest first."""
        for kind, count in ((SEARCHES, self._count_search), (RATINGS, self._count_rating)):
            for key in (*self._of_the_future(kind), *self._left_over(kind)):
                self._try(count, key)

    def _of_the_future(self, kind: RecordKind) -> list[str]:
        """Return keys of records that wait since a moment to come, which a clock that was wrong has set."""
        after = (self._now().astimezone(UTC) + LEFT_OVER).isoformat()
        page = self._records.page(kind.name, order_by=UNCOUNTED_SINCE, descending=True, limit=_PAGE)
        return [each.key for each in page.records if str(each.fields[UNCOUNTED_SINCE]) > after]

    def _left_over(self, kind: RecordKind) -> Iterator[str]:
        """Yield keys of records that have waited for LEFT_OVER, at most MOST_LEFT_OVER."""
        until, cursor = (self._now().astimezone(UTC) - LEFT_OVER).isoformat(), None
        for _ in range(MOST_LEFT_OVER // _PAGE):
            found = self._records.page(kind.name, order_by=UNCOUNTED_SINCE, limit=_PAGE, cursor=cursor)
            old = [each.key for each in found.records if str(each.fields[UNCOUNTED_SINCE]) <= until]
            yield from old
            cursor = found.cursor
            if cursor is None or len(old) < len(found.records):
                return

    def _try(self, count: Callable[[str], None], key: str) -> None:
        """Count a record; one that can never be counted stays, and does not stop those behind it."""
        try:
            count(key)
        except POISON as error:  # its text may hold personal data
            logs.event(logger, "ERROR", f"tally cannot count what is left over: {type(error).__name__}")


def _counted_search(before: Record) -> Record | None:
    fields = counted_fields(before.fields)
    return None if fields is None else Record(before.key, fields, before.expires_at)
