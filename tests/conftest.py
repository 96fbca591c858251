"""What all tests share: an environment that no test can leave changed, and a clock that stands still."""

import os
from collections.abc import Iterator

import pytest

from shared.adapters.memory import HandClock


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()
