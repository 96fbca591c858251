"""Report the verdicts on a sample of mutants as JSON, and as a table by room with the survivors."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from bench.mutants.copies import Verdict
from bench.mutants.rooms import ROOMS

if TYPE_CHECKING:
    from bench.mutants.mutants import Mutant

Results = Sequence[tuple["Mutant", Verdict]]


def report(results: Results, *, seed: int) -> str:
    """Return every mutant with its verdict, as JSON."""
    listed = [
        {"mutant": mutant.key(), **asdict(verdict), "change": mutant.change()} for mutant, verdict in results
    ]
    return json.dumps({"seed": seed, "mutants": listed}, indent=1, ensure_ascii=False) + "\n"


def score(results: Results) -> str:
    """Return the mutation score of each room and of all, as a Markdown table, with the survivors below it."""
    lines = ["| room | mutants | killed | of these by time | survived | score |", "|---|---|---|---|---|---|"]
    for room in ROOMS:
        lines.append(_row(room, [each for each in results if fnmatch(each[0].module, ROOMS[room])]))
    lines.append(_row("all", results))
    return "\n".join([*lines, "", *_survivors(results)])


def _row(name: str, results: Results) -> str:
    counts = Counter(verdict.outcome for _, verdict in results)
    killed = counts["killed"] + counts["timeout"]
    share = f"{100 * killed / len(results):.1f} %" if results else ""
    cells = (name, len(results), killed, counts["timeout"], counts["survived"], share)
    return f"| {' | '.join(map(str, cells))} |"


def _survivors(results: Results) -> list[str]:
    alive = sorted(mutant for mutant, verdict in results if verdict.outcome == "survived")
    return [f"{each.module}:{each.line}: `{each.change()[0]}` -> `{each.change()[1]}`" for each in alive]
