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
        self._memory: LRUCache[str, bytes] = LRUCache(most_bytes, getsizeof=len)
        self._changing = Condition()
        self.png = cached(self._memory, key=_tag_of, condition=self._changing)(self._png)
        """Return the PNG of a list's picture; a failing store costs drawing it anew, and no more."""

    def drawn(self, id: str, kind: Format, wanted: Picture) -> bytes | None:
        """Return the PNG of a list's picture if it is kept, None if it was not drawn yet or the store fails."""
        with self._changing:
            found = self._memory.get(wanted.tag)
        try:
            return found or self._read(id, kind, wanted)
        except (Unavailable, SpoiltStore) as error:
            logs.event(logger, "WARNING", f"a picture is not found: {error}")
            return None

    def _png(self, id: str, kind: Format, wanted: Picture) -> bytes:
        started = self._monotonic()
        try:
            found = self._read(id, kind, wanted)
        except (Unavailable, SpoiltStore) as error:
            logs.event(logger, "WARNING", f"a picture is drawn anew: {error}")
            if self._monotonic() - started > PATIENCE_SECONDS:
                return self._draw(wanted)
            found = None
        if found is not None:
            return found
        png = self._draw(wanted)
        self._keep(id, picture_name(id, kind), _mark(wanted) + png)
        return png

    def _read(self, id: str, kind: Format, wanted: Picture) -> bytes | None:
        """Return the PNG in the store, None if there is none, or another picture."""
        try:
            found = self._objects.get(picture_name(id, kind))
        except NotFound:
            return None
        mark = _mark(wanted)
        return found[len(mark) :] if found.startswith(mark) else None

    def _keep(self, id: str, name: str, data: bytes) -> None:
        """Store a picture, unless its list was taken down while it was drawn."""
        try:
            self._objects.put(name, data)
            if not self._is_shared(id):
                self._objects.delete(name)
        except (Unavailable, SpoiltStore) as error:
            logs.event(logger, "WARNING", f"a picture is not kept: {error}")


def _mark(wanted: Picture) -> bytes:
    """Return what an object starts with."""
    return wanted.tag.encode() + b"\n"


def _tag_of(_id: str, _kind: Format, wanted: Picture) -> str:
    return wanted.tag
