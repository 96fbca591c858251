"""Docstrings open with Return, Yield, Check or the name of a thing; never with Give, Say or a headless clause."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("bench", "functions", "ops", "shared", "training")
MODULES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]

AVOIDED = re.compile(
    r"(?:Give|Say|Tell|Ask)s?\b"  # for Return, Yield, Compute, Publish, Send
    r"|(?:What|Whatever|Who|Whoever|Whom|Whose|Where|How|Which)\b",  # a clause in place of the thing's name
)


def documented(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the docstrings of a module, of its classes and functions, and of fields and constants."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.value


def avoided(source: str) -> list[str]:
    """Return line and opening of each docstring that opens with an avoided word."""
    return [
        f"{docstring.lineno}: {docstring.value.strip()[:60]}"
        for docstring in documented(ast.parse(source))
        if isinstance(docstring.value, str) and AVOIDED.match(docstring.value.strip())
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_docstrings_open_in_the_trades_words(path):
    assert avoided(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        '"""What two functions need."""',
        'def weights():\n    """Give the weights."""',
        'class Track:\n    id: str\n    """Whoever made it."""',
        'LIMIT = 3\n"""How many there are."""',
    ],
    ids=["module", "function", "field", "constant"],
)
def test_an_avoided_opening_is_found_wherever_it_stands(source):
    assert len(avoided(source)) == 1
