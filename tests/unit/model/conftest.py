"""The toy world, fitted."""

import pytest
from toy import dataset

from shared.model.candidates.retrieval import Retrieval
from training.fit.retrieval import describe, fit_retrieval
from training.fit.scaling import scale_features


@pytest.fixture(scope="session")
def toy():
    return dataset()


@pytest.fixture(scope="session")
def toy_arrays(toy):
    content = describe(toy.tracks, scale_features(toy.tracks.features))
    return fit_retrieval(toy, content, seed=1)


@pytest.fixture(scope="session")
def toy_retrieval(toy_arrays):
    return Retrieval(toy_arrays)
