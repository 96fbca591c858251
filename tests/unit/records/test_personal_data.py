"""No collection is forgotten: each is listed as holding what is a listener's, or as holding nothing of hers."""

import ast
from collections.abc import Iterator
from pathlib import Path

from functions.account.personal import COLLECTIONS, DOINGS, IDENTITY, IMPERSONAL

ROOT = Path(__file__).parents[3]
SOURCES = [path for folder in ("shared", "functions") for path in sorted((ROOT / folder).rglob("*.py"))]
WRITING = {("records", "create"), ("records", "update"), ("outbox", "store")}
"""What is written to, as a part of its name, and how."""

PASSED_ON = {"self.collection", "held.collection", "collection"}
"""Names of a collection that a caller chose, who is looked at too."""


def collections(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Give the name and value of each text below which a line says that it is a collection."""
    for at, below in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(at, ast.Assign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            said, value = below.value.value, at.value
            if str(said).startswith("Collection") and isinstance(value, ast.Constant):
                yield at.targets[0].id, value.value


def written(tree: ast.Module) -> Iterator[ast.expr]:
    """Give the collection of each write to records."""
    for node in ast.walk(tree):
        call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if call and any(part in ast.unparse(node.func.value) and node.func.attr == verb for part, verb in WRITING):
            yield node.args[0]


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
FOUND = dict(pair for tree in TREES.values() for pair in collections(tree))


def test_every_collection_is_listed():
    assert set(FOUND.values()) - COLLECTIONS == set()


def test_every_write_is_to_a_collection_that_says_so():
    """Else the test above would not see it: a collection is a constant with a line that begins with its kind."""
    strangers = {
        f"{path.name}: {ast.unparse(collection)}"
        for path, tree in TREES.items()
        if "adapters" not in path.parts
        for collection in written(tree)
        if ast.unparse(collection) not in {*FOUND, *PASSED_ON}
    }
    assert strangers == set()


def test_none_is_listed_as_both():
    assert not set(IMPERSONAL) & {held.collection for held in (*DOINGS, *IDENTITY)}


def test_the_tallies_are_in_a_collection_that_says_so():
    calls = [
        ast.unparse(node.args[1])
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ShardedCounter"
    ]
    assert set(calls) <= set(FOUND)
