"""The calls of Records in our code, found in its syntax: which collections there are, and which pages need an index."""

import ast
from collections.abc import Iterator
from pathlib import Path

from deployed import ROOT, Index

SOURCES = [
    path for folder in ("shared", "functions") for path in sorted((ROOT / folder).rglob("*.py"))
    if "adapters" not in path.parts
]  # fmt: skip
CALLS = {"create", "get", "update", "delete", "page"}


def constants() -> dict[str, str]:
    """Every constant that is a text, by its name; two modules do not give one name to two collections."""
    found = {}
    for path in SOURCES:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                found |= {target.id: node.value.value for target in node.targets if isinstance(target, ast.Name)}
    return found


def record_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            receiver = ast.unparse(node.func.value).removesuffix("()").removesuffix("._records")
            if receiver.endswith("records") or f"{receiver}._records" == ast.unparse(node.func.value):
                yield node


def collections() -> set[str]:
    """The collections that records are kept in or read from, and those of tallies."""
    named, known = set[str](), constants()
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        first = [call.args[0] for call in record_calls(tree) if call.args]
        tallies = [call.args[1] for call in ast.walk(tree) if is_tally(call)]
        named |= {known[node.id] for node in (*first, *tallies) if isinstance(node, ast.Name) and node.id in known}
    return named


def is_tally(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "Tallies" and len(node.args) > 1


def pages() -> Iterator[tuple[Path, Index]]:
    """The pages that need a composite index: with conditions, and in an order other than by rising key."""
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        for call in record_calls(tree):
            if call.func.attr == "page":
                given = {keyword.arg: keyword.value for keyword in call.keywords}
                where = conditions(tree, given.get("where"))
                descending = ast.unparse(given.get("descending", ast.Constant(False))) == "True"
                order_by = ast.literal_eval(given["order_by"]) if "order_by" in given else ""
                if where and (order_by or descending):
                    collection = constants()[ast.unparse(call.args[0])]
                    yield path, Index(collection, where, order_by or "key", descending)


def conditions(tree: ast.AST, node: ast.expr | None) -> tuple[str, ...]:
    """The fields of a `where`, written there or given a name in the same module."""
    if isinstance(node, ast.Name):
        node = next(
            each.value
            for each in ast.walk(tree)
            if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == node.id
        )
    return tuple(sorted(ast.literal_eval(key) for key in node.keys)) if isinstance(node, ast.Dict) else ()
