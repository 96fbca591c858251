"""Mutants of a module by Cosmic Ray's operators, and a seeded sample stratified by room; no test runs here."""

import ast
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

from bench.mutants.rooms import ROOMS, ROOT, modules

_BINARY = "core/ReplaceBinaryOperator"
_NEIGHBOURS = """
    Add_Sub Sub_Add Mul_Div Div_Mul FloorDiv_Mul Mod_Mul Pow_Mul BitOr_BitAnd BitAnd_BitOr LShift_RShift
""".split()
_COMPARED = "Eq_NotEq NotEq_Eq Lt_LtE LtE_Lt Gt_GtE GtE_Gt Is_IsNot IsNot_Is".split()

OPERATORS: tuple[str, ...] = (
    *(f"{_BINARY}_{pair}" for pair in _NEIGHBOURS),
    *(f"core/ReplaceComparisonOperator_{pair}" for pair in _COMPARED),
    "core/ReplaceUnaryOperator_USub_UAdd",
    "core/ReplaceUnaryOperator_Delete_Not",
    "core/ReplaceUnaryOperator_Delete_Invert",
    "core/AddNot",
    "core/ReplaceTrueWithFalse",
    "core/ReplaceFalseWithTrue",
    "core/ReplaceAndWithOr",
    "core/ReplaceOrWithAnd",
    "core/ReplaceBreakWithContinue",
    "core/ReplaceContinueWithBreak",
    "core/ExceptionReplacer",
    "core/NumberReplacer",
    "core/RemoveDecorator",
    "core/ZeroIterationForLoop",
)
"""Operators; a comparison is replaced only by the nearest one, the hardest to detect: `<` by `<=`, never `is`."""

Span = tuple[tuple[int, int], tuple[int, int]]
"""Start and end, each a line from 1 and a column from 0."""


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One module with one operator applied in one place."""

    module: str
    line: int
    operator: str
    occurrence: int
    """Index among the operator's places in the module."""

    def source(self) -> str | None:
        """Return the mutated module, or None if the operator has no such occurrence."""
        changed: str | None = mutate_code(_source(self.module), _operator(self.operator), self.occurrence)
        return changed

    def parses(self) -> bool:
        """Return whether the mutated module parses: `while not block := ...` does not."""
        try:
            ast.parse(self.source() or "")
        except SyntaxError:
            return False
        return True

    def change(self) -> tuple[str, str]:
        """Return the first line that differs, before and after."""
        lines = zip(_source(self.module).splitlines(), (self.source() or "").splitlines(), strict=False)
        return next(((was.strip(), now.strip()) for was, now in lines if was != now), ("", ""))

    def key(self) -> dict[str, str | int]:
        """Return the mutant's key, which is valid until its module changes."""
        return asdict(self)


def sample(size: int, seed: int) -> list[Mutant]:
    """Draw about `size` mutants, equally many of each room, in a random order.

    At most one mutant is drawn per place in the code; the share that a small room cannot fill goes to the
    others.
    """
    rng = random.Random(seed)  # noqa: S311 - a sample, not a secret
    drawn: list[Mutant] = []
    by_room = sorted((_one_of_each_place(modules(room), rng) for room in ROOMS), key=len)
    for done, room in enumerate(by_room):
        share = -(-(size - len(drawn)) // (len(by_room) - done))
        drawn += rng.sample(room, min(share, len(room)))
    rng.shuffle(drawn)
    return [each for each in drawn if each.parses()]


def _one_of_each_place(paths: Iterable[str], rng: random.Random) -> list[Mutant]:
    places: dict[tuple[str, Span], list[Mutant]] = {}
    for path in paths:
        for span, mutant in _all(path):
            places.setdefault((path, span), []).append(mutant)
    return [rng.choice(sorted(each)) for each in places.values()]


def _all(path: str) -> Iterator[tuple[Span, Mutant]]:
    """Yield every mutant of a module with its place, except in code without behaviour."""
    nodes = list(ast_nodes(get_ast(_source(path))))
    tree = ast.parse(_source(path))
    left_alone, between = list(_declarations(tree)), list(_between_operands(tree))
    for name in OPERATORS:
        operator = _operator(name)
        spans = (span for node in nodes for span in operator.mutation_positions(node))
        for occurrence, span in enumerate(spans):
            arithmetic = not name.startswith(_BINARY) or _within(span, between)
            if arithmetic and not _within(span, left_alone):
                yield span, Mutant(path, span[0][0], name, occurrence)


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] < end for start, end in others)


def _declarations(tree: ast.AST) -> Iterator[Span]:
    """Yield the spans of code without behaviour: annotations, class decorators and `strict=True` of a zip."""
    for node in ast.walk(tree):
        declared = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.ClassDef):
            declared += node.decorator_list
        if isinstance(node, ast.keyword) and node.arg == "strict":
            declared.append(node.value)
        for each in declared:
            if isinstance(each, ast.expr):
                (line, column), end = _span(each)
                yield (line, column - 1), end  # with the @ of a decorator


def _between_operands(tree: ast.AST) -> Iterator[Span]:
    """Yield the spans of real binary operators; Cosmic Ray also finds the `*` of `f(*, a)` and `**a`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp):
            yield _span(node.left)[1], _span(node.right)[0]


def _span(node: ast.expr) -> Span:
    return (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)


@cache
def _source(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def _operator(name: str) -> Any:
    return get_operator(name)()
