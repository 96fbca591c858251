"""A cache of listening histories in the memory of one process, for minutes: nothing of them is stored."""

import time
from collections.abc import Callable, Sequence
from threading import Lock

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
        self._kept_seconds = kept_seconds
        self._most_kept = most_kept
        self._monotonic = monotonic
        self._kept: dict[tuple[str, Span], tuple[float, Sequence[HeardSong]]] = {}
        """Expiry and songs, in the order of the expiries."""
        self._lock = Lock()

    def songs(self, name: str, span: Span) -> Sequence[HeardSong]:
        """Return a listener's songs of a span, at most `kept_seconds` old; see `ListeningHistory`."""
        key = (name, span)
        with self._lock:
            self._forget_expired()
            if key in self._kept:
                return self._kept[key][1]
        # Outside the lock, so that a slow answer delays nobody else; two may ask for the same at once.
        songs = self._source.songs(name, span)
        with self._lock:
            self._kept.pop(key, None)
            if len(self._kept) >= self._most_kept:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = (self._monotonic() + self._kept_seconds, songs)
        return songs

    def _forget_expired(self) -> None:
        now = self._monotonic()
        for key in [key for key, (expires_at, _) in self._kept.items() if expires_at <= now]:
            del self._kept[key]
