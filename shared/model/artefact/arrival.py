"""A model's files on their way into a folder: who needs one waits for that one, and not for all."""

from concurrent.futures import Future
from copy import copy
from pathlib import Path
from threading import Event

from shared.model.artefact.manifest import Manifest
from shared.model.artefact.order_of_need import is_needed_first


class Arrival:
    """A folder of files that arrive, each there whole and verified or not at all."""

    def __init__(self, manifest: Manifest, folder: Path) -> None:
        self.manifest = manifest
        self.folder = folder
        self._files: dict[str, Future[None]] = {name: Future() for name in manifest.files}
        self._all: Future[None] = Future()
        self._rest_is_wanted = Event()

    @classmethod
    def of_all(cls, manifest: Manifest, folder: Path) -> "Arrival":
        """Return the arrival of a folder in which every file is there."""
        arrival = cls(manifest, folder)
        for name in manifest.files:
            arrival.note(name)
        arrival.end()
        return arrival

    def wait(self, name: str) -> None:
        """Return once a file is there, at once for one that the manifest does not name.

        Raises the error that ended the download, also for a file that was there before it: the model is not.
        """
        if name in self._files:
            if not is_needed_first(name):
                self._rest_is_wanted.set()
            _raise(self._files[name].exception())
        if self._all.done():
            _raise(self._all.exception())

    def wait_for_all(self) -> None:
        """Return once every file is there. Raises the error that ended the download."""
        self._rest_is_wanted.set()
        _raise(self._all.exception())

    def wait_until_wanted(self) -> None:
        """Return once somebody waits for a file that is not needed first: opening a model goes before these."""
        self._rest_is_wanted.wait()

    def note(self, name: str) -> None:
        """Note that a file is there."""
        self._files[name].set_result(None)

    def end(self, error: BaseException | None = None) -> None:
        """Note that all files are there, or why no more of them will be."""
        if error is None:
            self._all.set_result(None)
            return
        self._all.set_exception(error)
        for file in self._files.values():
            if not file.done():
                file.set_exception(error)


def _raise(error: BaseException | None) -> None:
    """Raise a copy: an error that stays here would hold the frames it was raised through, and so the model."""
    if error is not None:
        raise copy(error) from error
