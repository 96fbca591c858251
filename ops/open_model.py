"""Open the model that a command names by its folder, or the served one."""

from pathlib import Path

from shared.model.artefact.store import ModelStore
from shared.model.model import Model
from shared.settings.config import Settings
from shared.settings.live_model import model_cache


def open_model(folder: Path | None) -> Model:
    """Open the model in a folder, or the served one.

    Raises RefusedModel if it does not verify, NoModel if none is served.
    """
    if folder is not None:
        return Model.open(folder)
    store = ModelStore(Settings.from_environment().objects())
    return Model.of_verified(store.fetch(store.pointer().version, model_cache()))
