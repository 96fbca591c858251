"""The served model of a process, according to its settings."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from shared.model.artefact.store import ModelStore
from shared.model.live import LiveModel
from shared.settings.config import Settings

PROCESS = "process-"
"""Prefix of the folders of the models that processes serve."""


@cache
def live_model(settings: Settings) -> LiveModel:
    """Build the process's LiveModel: functions in one process share the model's memory.

    Model files are downloaded to the machine's temporary folder, the only one a Cloud Function may write to. The
    process has a folder of its own there, as it deletes the models that it serves no more.
    """
    folder = process_cache(os.getpid())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    at_hand = Path(settings.models_folder) if settings.models_folder else None
    return LiveModel(ModelStore(settings.objects()), folder, at_hand=at_hand)


def process_cache(process: int) -> Path:
    """Return the folder of the models that a process serves."""
    return model_cache() / f"{PROCESS}{process}"


def model_cache() -> Path:
    """Return the folder that models are downloaded to."""
    return Path(tempfile.gettempdir()) / "segue-models"
