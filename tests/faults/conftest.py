"""Shared fixtures: the demo model as an instance serves it."""

import pytest

from shared.adapters.local_files import LocalFiles
from shared.model.artefact.store import ModelStore
from shared.model.live import LiveModel


@pytest.fixture(scope="session")
def models(model_folder, tmp_path_factory) -> LiveModel:
    folder = tmp_path_factory.mktemp("served")
    store = ModelStore(LocalFiles(folder / "objects"))
    store.publish(model_folder)
    return LiveModel(store, folder / "cache")


@pytest.fixture(scope="session")
def known(models) -> list[str]:
    """URIs of popular tracks."""
    return [track.uri for track in models.get().catalogue.tracks(range(20))]
