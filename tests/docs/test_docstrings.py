"""Docstrings open with Return, Compute, Read ...: never with Give, Say, Tell, Ask, Hand or a question word."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bench", "functions", "ops", "shared", "training")
FORBIDDEN = {"Give", "Say", "Tell", "Ask", "Hand", "Who", "Whose", "Whoever", "What", "Whatever"}


def docstrings(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and text of each docstring, those below attributes and constants included."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.lineno, node.value.value


def opens_badly(text: str) -> bool:
    return text.split(maxsplit=1)[0].rstrip(",.:;") in FORBIDDEN


@pytest.mark.parametrize("room", ROOMS)
def test_no_docstring_opens_with_a_word_of_the_former_dialect(room):
    found = [
        f"{path.relative_to(ROOT)}:{line} {text.splitlines()[0]}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, text in docstrings(path.read_text(encoding="utf-8"))
        if opens_badly(text)
    ]
    assert found == []


def test_docstrings_of_modules_classes_functions_and_constants_are_looked_at():
    source = '"""Give."""\nA = 1\n"""What."""\nclass B:\n    """Who."""\n    def c(self):\n        """Say so."""\n'
    assert [line for line, text in docstrings(source) if opens_badly(text)] == [1, 3, 5, 7]
