"""The request counts of a process, according to its settings."""

import atexit
from functools import cache

from shared.records.request_counts import RequestCounts
from shared.settings.config import Settings


@cache
def request_counts(settings: Settings) -> RequestCounts:
    """Build the process's RequestCounts, which functions in one process share; the rest is stored as it ends."""
    counts = RequestCounts(cache(settings.records))
    atexit.register(counts.store)
    return counts
