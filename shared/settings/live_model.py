"""The served model of this process, by its settings."""

import tempfile
from functools import cache
from pathlib import Path

from shared.model.artefact.store import ModelStore
from shared.model.live import LiveModel
from shared.settings.config import Settings


@cache
def live_model(settings: Settings) -> LiveModel:
    """Build the model's holder for a process: functions that share one also share the model's memory.

    Model files are copied to the machine's temporary folder, which is all that a Cloud Function may write to.
    """
    return LiveModel(ModelStore(settings.objects()), Path(tempfile.gettempdir()) / "segue-models")
