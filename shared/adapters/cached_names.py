"""A cache of tracks' names in the memory of one process, for a day: nothing of them is stored.

Spotify's terms let an app keep what its API returns only for as long as it is needed. In memory it is in no
backup, and gone with the instance.
"""

import time
from collections.abc import Callable, Sequence
from threading import Lock

from cachetools import TTLCache

from shared.domain.named_song import NamedSong
from shared.errors import NotFound
from shared.ports import FoundNames, TrackNames

KEPT_SECONDS = 24 * 3600
"""Time for which a name, or that an id has none, is cached."""

MOST_KEPT = 10_000
"""Maximum number of ids in the cache, about 5 MB."""


class CachedNames:
    """A TrackNames in front of another; of its errors only NotFound is cached. `monotonic` returns seconds."""

    def __init__(
        self,
        source: TrackNames,
        *,
        kept_seconds: float = KEPT_SECONDS,
        most_kept: int = MOST_KEPT,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._kept: TTLCache[str, NamedSong | NotFound] = TTLCache(most_kept, kept_seconds, monotonic)
        self._lock = Lock()

    def names(self, track_ids: Sequence[str]) -> FoundNames:
        """Return the names of tracks, at most `kept_seconds` old; only ids that are not cached count as asked."""
        with self._lock:
            kept = {track_id: self._kept[track_id] for track_id in track_ids if track_id in self._kept}
        missing = [track_id for track_id in track_ids if track_id not in kept]
        if not missing:
            return kept
        # Outside the lock, so that a slow answer delays nobody else; two may ask for the same at once.
        found = self._source.names(missing)
        with self._lock:
            self._kept.update({id: each for id, each in found.items() if isinstance(each, NamedSong | NotFound)})
        return kept | dict(found)
