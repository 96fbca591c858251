"""The calls of Records in our code, found in its syntax: the kinds they name, the indexes they need."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared import record_kinds
from shared.record_kinds import Index, RecordKind

ROOT = Path(__file__).parents[2]
SOURCES = [
    path for folder in ("shared", "functions", "ops") for path in sorted((ROOT / folder).rglob("*.py"))
    if "adapters" not in path.parts
]  # fmt: skip
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}

METHODS = {"create", "get", "update", "delete", "page"}
PASSED_ON = {"collection", "self.collection", "kind.name", "part.of"}
"""Expressions for a collection passed as a parameter: the callers are examined, too."""


@dataclass(frozen=True)
class RecordCall:
    """One call, with its collection as written."""

    path: str
    call: ast.Call
    collection: ast.expr

    @property
    def kind(self) -> RecordKind | None:
        """Return the kind in `SEARCHES.name`; None for any other expression."""
        match self.collection:
            case ast.Attribute(value=ast.Name(id=constant), attr="name"):
                found = getattr(record_kinds, constant, None)
                return found if isinstance(found, RecordKind) else None
        return None

    @property
    def is_passed_on(self) -> bool:
        return ast.unparse(self.collection) in PASSED_ON

    def __str__(self) -> str:
        return f"{self.path}:{self.call.lineno}: {ast.unparse(self.collection)}"


def record_calls() -> Iterator[RecordCall]:
    """Return every call of Records, of the outbox, and of counters."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (place := _place_of_collection(node)) is not None:
                yield RecordCall(path, node, node.args[place])


def _place_of_collection(call: ast.Call) -> int | None:
    match call.func:
        case ast.Attribute(value=receiver, attr=name):
            named = ast.unparse(receiver).removesuffix("()")
            is_call = (name in METHODS and named.endswith("records")) or (
                name == "store" and named.endswith("outbox")
            )
            return 0 if is_call else None
        case ast.Name(id="ShardedCounter"):
            return 1
    return None


def pages() -> Iterator[tuple[RecordCall, Index | None]]:
    """Return the pages in an order other than by ascending key, with the index that each needs.

    None where conditions or order are not literals.
    """
    for each in record_calls():
        given = {keyword.arg: keyword.value for keyword in each.call.keywords}
        is_ordered = bool(given.keys() & {"order_by", "descending"})
        if isinstance(each.call.func, ast.Attribute) and each.call.func.attr == "page" and is_ordered:
            yield each, _index(TREES[each.path], given)


def _index(tree: ast.AST, given: dict[str | None, ast.expr]) -> Index | None:
    order_by, descending = given.get("order_by", ast.Constant("")), given.get("descending", ast.Constant(False))
    where = _conditions(tree, given["where"]) if "where" in given else ()
    if where is None or not isinstance(order_by, ast.Constant) or not isinstance(descending, ast.Constant):
        return None
    return Index(where, order_by.value or "key", descending.value)


def _conditions(tree: ast.AST, node: ast.expr) -> tuple[str, ...] | None:
    """Return the fields of a `where`, literal or assigned to a name in the same module."""
    if isinstance(node, ast.Name):
        node = next(
            each.value
            for each in ast.walk(tree)
            if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == node.id
        )
    if not isinstance(node, ast.Dict) or not all(isinstance(key, ast.Constant) for key in node.keys):
        return None
    return tuple(key.value for key in node.keys)
