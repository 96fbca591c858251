"""The calls of Records in our code, found in its syntax: what collections there are, what pages need an index."""

import ast
from collections.abc import Iterator

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
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
            ):
                found |= {target.id: node.value.value for target in node.targets if isinstance(target, ast.Name)}
    return found


def record_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=receiver, attr=name)) if name in CALLS:
                if ast.unparse(receiver).removesuffix("()").endswith("records"):
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


def pages() -> Iterator[tuple[str, Index | None]]:
    """The pages that need a composite index: with conditions, and in an order other than by rising key.

    None where conditions or order are not written there.
    """
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        for call in record_calls(tree):
            given = {keyword.arg: keyword.value for keyword in call.keywords}
            if call.func.attr == "page" and "where" in given and given.keys() & {"order_by", "descending"}:
                yield path.relative_to(ROOT).as_posix(), page(tree, call.args[0], given)


def page(tree: ast.AST, collection: ast.expr, given: dict[str, ast.expr]) -> Index | None:
    order_by, descending = given.get("order_by", ast.Constant("")), given.get("descending", ast.Constant(False))
    where = conditions(tree, given["where"])
    if where is None or not isinstance(order_by, ast.Constant) or not isinstance(descending, ast.Constant):
        return None
    return Index(constants()[ast.unparse(collection)], where, order_by.value or "key", descending.value)


def conditions(tree: ast.AST, node: ast.expr) -> tuple[str, ...] | None:
    """The fields of a `where`, written there or given a name in the same module."""
    if isinstance(node, ast.Name):
        node = next(
            each.value
            for each in ast.walk(tree)
            if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == node.id
        )
    if not isinstance(node, ast.Dict) or not all(isinstance(key, ast.Constant) for key in node.keys):
        return None
    return tuple(sorted(key.value for key in node.keys))
