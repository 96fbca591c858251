"""A cache of listening histories in the memory of one process, for minutes: nothing of them is stored."""

import time
from collections.abc import Callable, Sequence
from threading import Lock

from cachetools import TTLCache

from shared.domain.listening import HeardSong, Span
from shared.ports import ListeningHistory

KEPT_SECONDS = 600
"""Time for which a history is cached: one visit, in which each turn of a dial asks for it again."""

MOST_KEPT = 200
"""Maximum number of histories in the cache, about 4 MB."""


class CachedHistory:
    """A ListeningHistory in front of another; errors are not cached. `monotonic` returns seconds."""

    def __init__(
        self,
        source: ListeningHistory,
        *,
        kept_seconds: float = KEPT_SECONDS,
        most_kept: int = MOST_KEPT,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._kept: TTLCache[tuple[str, Span], Sequence[HeardSong]] = TTLCache(most_kept, kept_seconds, monotonic)
        self._lock = Lock()

    def songs(self, name: str, span: Span) -> Sequence[HeardSong]:
        """Return a listener's songs of a span, at most `kept_seconds` old; see `ListeningHistory`."""
        key = (name, span)
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None:
            return kept
        # Outside the lock, so that a slow answer delays nobody else; two may ask for the same at once.
        songs = self._source.songs(name, span)
        with self._lock:
            self._kept[key] = songs
        return songs
