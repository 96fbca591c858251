"""Pictures of shared lists, drawn once: the object store keeps them with their list, memory the latest used.

An object is named by its list and format, and starts with the tag of what was drawn: a list has two, however often
it is renamed, and they are deleted with it. `Picture.tag` is a hash of all that a picture shows: none is outdated.
"""

import logging
import time
from collections.abc import Callable
from threading import Condition

from cachetools import LRUCache, cached

from shared import logs
from shared.errors import NotFound, SpoiltStore, Unavailable
from shared.ports import ObjectStore
from shared.record_kinds import picture_name

from .pictures import Format, Picture

MOST_BYTES_IN_MEMORY = 32 * 1024 * 1024
"""Some hundred pictures an instance."""

PATIENCE_SECONDS = 5.0
"""If the store failed only after that long, it is not tried again for the same request."""

logger = logging.getLogger(__name__)


class KeptPictures:
    """The pictures of one instance; of concurrent requests for one picture the first draws it, the rest wait."""

    def __init__(
        self,
        objects: ObjectStore,
        is_shared: Callable[[str], bool],
        *,
        draw: Callable[[Picture], bytes] = Picture.draw,
        most_bytes: int = MOST_BYTES_IN_MEMORY,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`is_shared` tells whether a list is still there; `monotonic` returns seconds."""
        self._objects = objects
        self._is_shared = is_shared
        self._draw = draw
        self._monotonic = monotonic
        memory: LRUCache[str, bytes] = LRUCache(most_bytes, getsizeof=len)
        self.png = cached(memory, key=_tag_of, condition=Condition())(self._png)
        """Return the PNG of a list's picture; a failing store costs drawing it anew, and no more."""

    def _png(self, id: str, kind: Format, wanted: Picture) -> bytes:
        started = self._monotonic()
        name, tag = picture_name(id, kind), wanted.tag.encode() + b"\n"
        try:
            found = self._read(name)
        except (Unavailable, SpoiltStore) as error:
            logs.event(logger, "WARNING", f"a picture is drawn anew: {error}")
            if self._monotonic() - started > PATIENCE_SECONDS:
                return self._draw(wanted)
            found = b""
        if found.startswith(tag):
            return found[len(tag) :]
        png = self._draw(wanted)
        self._keep(id, name, tag + png)
        return png

    def _read(self, name: str) -> bytes:
        try:
            return self._objects.get(name)
        except NotFound:
            return b""

    def _keep(self, id: str, name: str, data: bytes) -> None:
        """Store a picture, unless its list was taken down while it was drawn."""
        try:
            self._objects.put(name, data)
            if not self._is_shared(id):
                self._objects.delete(name)
        except (Unavailable, SpoiltStore) as error:
            logs.event(logger, "WARNING", f"a picture is not kept: {error}")


def _tag_of(_id: str, _kind: Format, wanted: Picture) -> str:
    return wanted.tag
