"""The model an instance serves: loaded on first use, swapped while requests are answered."""

import logging
import shutil
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from shared.errors import NotFound, RefusedModel, SegueError
from shared.model.artefact.arrival import Arrival
from shared.model.artefact.manifest import MANIFEST
from shared.model.artefact.pointer import MEND, History, Promotion
from shared.model.artefact.store import ModelStore, whole_folder
from shared.model.model import Model

LOOK_EVERY_SECONDS = 60.0
"""Least time between two reads of the pointer."""

_log = logging.getLogger("segue.model")


class LiveModel:
    """The current model of an instance, kept up to date with the pointer.

    The first request waits for the files that it reads, each verified; the others come while it is answered, and
    what reads them waits for them. After that, a changed pointer loads the new model on a background thread; the
    old one answers until the new one is verified and open. A refused model or pointer is logged and the old one
    stays; an instance that starts takes the newest model that it can serve. If a late file is refused, or does not
    come, the model is served no more, and one is loaded as at the start, but whole.

    `cache` is this model's own folder, often in memory. It never holds more than two models: what was replaced is
    deleted with the last request that uses it, and no third is fetched before that. A version in the folder
    `at_hand`, which is part of the image or a volume, is served from there, and stays.
    """

    def __init__(
        self,
        store: ModelStore,
        cache: Path,
        *,
        at_hand: Path | None = None,
        open_model: Callable[[Arrival], Model] = Model.of_arrival,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._cache = cache
        self._at_hand = at_hand
        self._open = open_model
        self._seconds = seconds
        self._first = threading.Lock()
        self._looking = threading.Lock()
        self._model: Model | None = None
        self._may_be_early = True
        self._looked_at = 0.0
        self._replaced: weakref.ref[Model] | None = None
        self._refused: Promotion | None = None
        self._refusal = ""
        self._warnings: tuple[str, ...] = ()

    def get(self) -> Model:
        """Return the model to answer with. Raises NoModel if none is published, RefusedModel if none verifies."""
        model = self._model
        if model is None:
            return self._first_model()
        if self._seconds() - self._looked_at >= LOOK_EVERY_SECONDS and self._looking.acquire(blocking=False):
            self._looked_at = self._seconds()
            threading.Thread(target=self._look, name="model-swap", daemon=True).start()
        return model

    def begin(self) -> None:
        """Begin to load the first model, which comes while the caller prepares what else it needs."""
        if self._model is None:
            threading.Thread(target=self._begin, name="model-start", daemon=True).start()

    def _begin(self) -> None:
        with suppress(SegueError, OSError):  # the first request meets the same error, and answers it
            self.get()

    def _first_model(self) -> Model:
        with self._first:
            if self._model is None:
                self._model = self._load_newest_that_verifies()
                self._looked_at = self._seconds()
            return self._model

    def warnings(self) -> tuple[str, ...]:
        """Return what was wrong with the pointer or the model it names at the last look, though one is served."""
        return self._warnings

    def _warn(self, *faults: object) -> None:
        self._warnings = tuple(dict.fromkeys(str(fault) for fault in faults if fault))

    def _load(self, version: str) -> Model:
        """Load a version: whole, but for the first, whose late files are waited for on another thread."""
        self._delete_others(version)
        arrival = self._there(version) or self._store.begin(version, self._cache)
        if self._model is None and self._may_be_early:
            self._may_be_early = False
            model = self._open(arrival)
            threading.Thread(target=self._finish, args=(arrival, model), name="model-rest", daemon=True).start()
            return model
        arrival.wait_for_all()
        model = self._open(arrival)
        model.open_rest()
        return model

    def _there(self, version: str) -> Arrival | None:
        """Return a version that is at hand, or None. One that cannot be served is fetched as if it were not."""
        if self._at_hand is None or not (self._at_hand / version / MANIFEST).is_file():
            return None
        try:
            return whole_folder(self._at_hand / version)
        except RefusedModel as error:
            _log.error("model %s is fetched, as the one at hand is refused: %s", version, error)
            return None

    def _finish(self, arrival: Arrival, model: Model) -> None:
        """Wait for the rest of a model that is served already, and serve it no more if that cannot be."""
        try:
            arrival.wait_for_all()
            model.open_rest()
        except Exception as error:  # noqa: BLE001 - no request is there to raise it to
            _log.error("model %s is served no more, loading again: %s", arrival.manifest.version, str(error))
            with self._first:
                if self._model is model:
                    self._replaced, self._model = weakref.ref(model), None

    def _delete_others(self, version: str) -> None:
        """Delete what earlier loads left: versions that were refused, or fetched in part."""
        kept = {version, self._model.version if self._model is not None else version}
        for folder in self._cache.glob("*/"):
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _swap(self, version: str) -> None:
        """Load a version, and have the files of the one before deleted with the last request that uses it."""
        replaced = self._model
        self._model = self._load(version)
        if replaced is not None:
            self._replaced = weakref.ref(replaced)
            folder = self._cache / replaced.version
            weakref.finalize(replaced, shutil.rmtree, folder, ignore_errors=True)

    def _may_swap(self, promotion: Promotion) -> bool:
        """Check whether the pointer names another model, not refused before, and there is room for its files.

        A version refused before is tried again once it has been published again.
        """
        is_another = self._model is not None and promotion.version != self._model.version
        is_in_use = self._replaced is not None and self._replaced() is not None
        return is_another and promotion != self._refused and not is_in_use

    def _load_newest_that_verifies(self) -> Model:
        """Load the newest; the copies of the pointer are looked at meanwhile, as each takes a request."""
        with ThreadPoolExecutor(1) as thread:
            faults = thread.submit(self._store.pointer_faults)
            return self._load_first_of_candidates(faults)

    def _load_first_of_candidates(self, faults: Future[list[RefusedModel]]) -> Model:
        refusals: list[RefusedModel] = []
        for version in self._candidates(refusals):
            try:
                model = self._load(version)
            except RefusedModel as error:
                _log.error("model refused: %s", error)
                refusals.append(error)
            except NotFound as error:
                refusals.append(RefusedModel(f"Model {version} is not in the store", found=str(error), cure=MEND))
                _log.error("model refused: %s", refusals[-1])
            else:
                if refusals:
                    _log.error("model %s is served in place of the one that should be", version)
                self._warn(*refusals, *faults.result())
                return model
        raise refusals[0]

    def _candidates(self, refusals: list[RefusedModel]) -> Iterator[str]:
        """Yield the versions that were served, the current one first, then all others, the newest first.

        A pointer that cannot be read is added to the refusals.
        """
        history: History = ()
        try:
            history = self._store.pointer().history
        except RefusedModel as error:
            _log.error("model pointer refused: %s", error)
            refusals.append(error)
        served = dict.fromkeys(promotion.version for promotion in reversed(history))
        yield from served
        yield from (version for version in self._store.newest_first() if version not in served)

    def _look(self) -> None:
        promotion: Promotion | None = None
        faults: list[RefusedModel] = []
        try:
            faults = self._store.pointer_faults()
            promotion = self._store.pointer().history[-1]
            if self._may_swap(promotion):
                self._swap(promotion.version)
            self._warn(*faults, promotion == self._refused and self._refusal)
        except RefusedModel as error:
            _log.error("model refused, the old one stays: %s", error)
            self._refused, self._refusal = promotion, str(error)
            self._warn(*faults, error)
        except (SegueError, OSError) as error:
            _log.error("model not swapped, trying again in a minute: %s", error)
        finally:
            self._looking.release()
