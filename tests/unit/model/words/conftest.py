"""Readers of sentences on the demo model."""

from collections.abc import Callable

import pytest

from shared.model.model import Model
from shared.model.words.interpretation import Interpretation
from shared.model.words.reading import interpret


@pytest.fixture(scope="session")
def read(model: Model) -> Callable[[str], Interpretation]:
    """Reads a sentence."""
    return lambda sentence: interpret(sentence, model)


@pytest.fixture(scope="session")
def kinds(read: Callable[[str], Interpretation]) -> Callable[[str], list[tuple[str, str]]]:
    """Reads a sentence: the kind of each part, and its words as they are typed."""
    return lambda sentence: [(part.kind, part.text) for part in read(sentence).parts]


@pytest.fixture(scope="session")
def effect(read: Callable[[str], Interpretation]) -> Callable[[str], object]:
    """Reads a sentence: what it asks for."""
    return lambda sentence: read(sentence).effect
