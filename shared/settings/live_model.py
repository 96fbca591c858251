"""The served model of a process, according to its settings."""

import tempfile
from functools import cache
from pathlib import Path

from shared.model.artefact.store import ModelStore
from shared.model.live import LiveModel
from shared.settings.config import Settings


@cache
def live_model(settings: Settings) -> LiveModel:
    """Build the process's LiveModel: functions in one process share the model's memory.

    Model files are downloaded to the machine's temporary folder, the only one a Cloud Function may write to.
    """
    return LiveModel(ModelStore(settings.objects()), model_cache())


def model_cache() -> Path:
    """Return the folder that models are downloaded to."""
    return Path(tempfile.gettempdir()) / "segue-models"
