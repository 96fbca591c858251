"""Shared fixtures: the demo model as an instance serves it, and the workshop of the harness."""

import pytest

from bench.faults.workers import Workshop
from shared.model.live import LiveModel


@pytest.fixture(scope="session")
def workshop(model_folder, tmp_path_factory) -> Workshop:
    return Workshop(model_folder, tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="session")
def models(workshop) -> LiveModel:
    return workshop.models


@pytest.fixture(scope="session")
def known(models) -> list[str]:
    """URIs of popular tracks."""
    return [track.id for track in models.get().catalogue.tracks(range(20))]
