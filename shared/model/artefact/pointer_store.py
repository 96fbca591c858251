"""The two copies of the pointer in the object store: the first is written conditionally, the second follows.

The first decides while it is whole. So of concurrent writers one wins, and a writer that dies between the copies
has promoted; the second is then one promotion behind, until the next one.
"""

import logging
from collections.abc import Callable

from shared.errors import Conflict, NotFound, RefusedModel, SegueError, SpoiltStore
from shared.model.artefact.pointer import (
    POINTER,
    POINTERS,
    SECOND_POINTER,
    History,
    Pointer,
    damaged_pointer,
    decode_pointer,
    encode_pointer,
)
from shared.ports import ObjectStore

_log = logging.getLogger("segue.model")


class PointerStore:
    """Read and change the pointer over any ObjectStore."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    def read(self) -> Pointer | None:
        """Return the first copy, or the second if the first is damaged or missing; None if there is neither.

        Raises RefusedModel if no copy is whole.
        """
        first = self._copy(POINTER)
        if isinstance(first, Pointer):
            return first
        second = self._copy(SECOND_POINTER)
        if isinstance(second, Pointer):
            _log.error("model pointer read from its second copy: %s", first or f"{POINTER} is missing")
            return second
        if refusal := first or second:
            raise refusal
        return None

    def faults(self) -> list[RefusedModel]:
        """Return what is wrong with the copies, also if one of them is whole."""
        return [copy for copy in map(self._copy, POINTERS) if isinstance(copy, RefusedModel)]

    def change(self, change: Callable[[History], History]) -> Pointer:
        """Write the changed history and return the pointer. Raises Conflict if somebody else wrote it meanwhile.

        If no copy can be read, `change` gets an empty history.
        """
        stored = self._objects.stat(POINTER)
        copies = self._copy(POINTER) if stored else None, self._copy(SECOND_POINTER)
        whole = [copy for copy in copies if isinstance(copy, Pointer)]
        history = whole[0].history if whole else ()
        pointer = Pointer(change(history), max((copy.revision for copy in whole), default=0) + 1)
        self._objects.put(POINTER, encode_pointer(pointer), if_generation=stored.generation if stored else 0)
        try:
            self._follow(pointer)
        except SegueError as error:
            _log.error("model pointer without its copy, which the next promotion writes: %s", error)
        return pointer

    def _copy(self, name: str) -> Pointer | RefusedModel | None:
        try:
            return decode_pointer(self._objects.get(name), name)
        except NotFound:
            return None
        except SpoiltStore as error:
            return damaged_pointer(name, str(error))
        except RefusedModel as refusal:
            return refusal

    def _follow(self, pointer: Pointer) -> None:
        """Write the second copy, unless it is that of a later writer."""
        while True:
            stored = self._objects.stat(SECOND_POINTER)
            found = self._copy(SECOND_POINTER) if stored else None
            if isinstance(found, Pointer) and found.revision >= pointer.revision:
                return
            try:
                generation = stored.generation if stored else 0
                self._objects.put(SECOND_POINTER, encode_pointer(pointer), if_generation=generation)
            except Conflict:
                continue  # another writer was faster, perhaps an earlier one
            return
