"""The imports of one Python file as its syntax tree tells them; nothing is run."""

import ast
from collections.abc import Iterator

Definition = ast.FunctionDef | ast.AsyncFunctionDef


def early_imports(body: list[ast.stmt]) -> Iterator[str]:
    """Give what is imported when the module itself is, as dotted names; not what only a type checker sees."""
    for statement in body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            yield from imported(statement)
        elif isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
            yield from early_imports(statement.orelse)
        elif not isinstance(statement, Definition):
            for inner in ("body", "orelse", "handlers", "finalbody"):
                yield from early_imports(getattr(statement, inner, []))


def late_imports(node: ast.AST) -> Iterator[str]:
    """Give what the functions within a node import when they are called."""
    for definition in ast.walk(node):
        if isinstance(definition, Definition):
            for statement in ast.walk(definition):
                if isinstance(statement, ast.Import | ast.ImportFrom):
                    yield from imported(statement)


def imported(statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Give the dotted names that a statement imports; of `from a import b` both `a` and `a.b`.

    Relative ones lead to files of the same folder, which are in the bundle anyway, and give nothing.
    """
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
    elif statement.module and not statement.level:
        yield statement.module
        yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def asked_of_settings(tree: ast.Module) -> set[str]:
    """Give the names that a module reads of settings: `records` for `settings().records()`."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).removesuffix("()").endswith("settings")
    }


def definitions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Give what a module defines at its top and the methods of its classes, by name."""
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef):
            yield from ((method.name, method) for method in statement.body if isinstance(method, Definition))
        elif isinstance(statement, Definition):
            yield statement.name, statement
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, statement
        elif isinstance(statement, ast.Assign):
            yield from ((name.id, statement) for name in statement.targets if isinstance(name, ast.Name))


def mentioned(node: ast.AST) -> set[str]:
    """Give the names that a node uses, those of `self` too."""
    plain = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    own = {
        each.attr
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "self"
    }
    return plain | own
