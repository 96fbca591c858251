"""The bound on playlists that a listener shares for learning: by UTC day, under a hash of their random id."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from shared.ports import Records
from shared.record_kinds import SHARE_LIMIT_KEPT
from shared.records.limit_counts import admitted

MOST_SHARED_A_DAY = 20
"""Playlists of one listener: training learns from as many of all that they ever shared."""


class ShareLimit:
    """Counts of shared playlists."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records = records
        self._now = now

    def admits(self, listener: str) -> bool:
        """Count one playlist of a listener, and return whether it is within the bound: a read, and a write if so.

        Raises Unavailable if the records do not answer.
        """
        day = self._now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        key = hashlib.sha256(f"share {day:%Y-%m-%d} {listener}".encode()).hexdigest()
        return admitted(self._records, key, MOST_SHARED_A_DAY, day + SHARE_LIMIT_KEPT)
