"""Counts of the requests that a process answers: kept in memory, and added to their day's about once a minute."""

import logging
import secrets
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from shared import logs
from shared.errors import SegueError
from shared.ports import Records
from shared.records.days import ANSWERS, ERRORS, REFUSALS, WITHIN, WITHIN_MS, note

STORED_AFTER = timedelta(minutes=1)
"""Time for which counts stay in memory: one write a minute for each busy process."""

LISTS = "recommend"
"""The function whose times are counted."""

logger = logging.getLogger(__name__)


class RequestCounts:
    """The counts of one process; safe for threads.

    >>> from shared.adapters.memory import MemoryRecords
    >>> from shared.records.days import read_days
    >>> records, day = MemoryRecords(), datetime(2026, 12, 1, 9, tzinfo=UTC)
    >>> counts = RequestCounts(lambda: records, now=lambda: day)
    >>> counts.add("recommend", 200, 31.5)
    >>> counts.store()
    >>> read_days(records, day.date(), day.date())[day.date()]
    {'answers': 1, 'within.50': 1}
    """

    def __init__(
        self, records: Callable[[], Records], *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._records = records
        self._now = now
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._since: datetime | None = None

    def add(self, function: str, status: int, duration_ms: float) -> None:
        """Count one answer; counts older than STORED_AFTER are stored beside the requests, which do not wait."""
        with self._lock:
            self._since = self._since or self._now()
            self._counts.update(_names(function, status, duration_ms))
            is_time = self._now() - self._since >= STORED_AFTER
            if is_time:
                self._since = self._now()  # so that one request alone starts it
        if is_time:
            threading.Thread(target=self.store, name="request counts", daemon=True).start()

    def store(self) -> None:
        """Add what was counted to its day. If that fails, it is kept for the next time."""
        with self._lock:
            counts, since = self._counts, self._since
            self._counts, self._since = Counter(), None
        if since is None or not counts:
            return
        try:
            note(self._records(), since, secrets.token_hex(4), counts)
        except SegueError as error:
            logs.event(logger, "WARNING", "request counts are stored later", found=error.found)
            with self._lock:
                self._counts.update(counts)
                self._since = self._since or since


def _names(function: str, status: int, duration_ms: float) -> list[str]:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return [ERRORS]
    if status >= HTTPStatus.BAD_REQUEST:
        return [REFUSALS]
    if function != LISTS:
        return [ANSWERS]
    bound = next((str(most) for most in WITHIN_MS if duration_ms <= most), "more")
    return [ANSWERS, f"{WITHIN}.{bound}"]
