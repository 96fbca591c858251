"""Try every fault and write the results into docs/reliability.md, between its two marks.

    python -m bench.faults [--kills 36]

Needs a published model, as `make run` leaves it.
"""

import argparse
import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench.faults.run import WAYS, Outcome, away, delivered_otherwise, killed
from bench.faults.scenarios import scenarios
from bench.faults.server import killed_for_real
from shared.model.artefact.store import ModelStore
from shared.settings.config import Settings
from shared.settings.live_model import live_model

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
MARKS = "<!-- counted by python -m bench.faults -->", "<!-- until here -->"


def tried(kills: int) -> list[Outcome]:
    """Return the outcomes of every fault on every scenario, and of `kills` kills of a real server."""
    settings = Settings.from_environment()
    models = live_model(settings)
    outcomes = []
    for scenario in scenarios(models.get()):
        outcomes += [killed(scenario, models, after=after) for after in (False, True)]
        outcomes.append(away(scenario, models))
        outcomes += [delivered_otherwise(scenario, models, way) for way in WAYS]
    with tempfile.TemporaryDirectory() as folder:
        store = ModelStore(settings.objects())
        model = store.fetch(store.pointer().history[-1].version, Path(folder) / "models")
        outcomes.append(killed_for_real(model, Path(folder) / "served", kills))
    return outcomes


def table(outcomes: Iterable[Outcome]) -> str:
    """Return a row for each outcome, and their sum."""
    rows = [
        "| what is done | what goes wrong | faults | deliveries | lost | seen twice | asked again |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    numbers = []
    for each in outcomes:
        numbers.append((each.faults, each.messages, each.lost, each.twice, each.unanswered))
        rows.append(f"| {each.scenario} | {each.fault} | " + " | ".join(f"{n:,}" for n in numbers[-1]) + " |")
    totals = [sum(column) for column in zip(*numbers, strict=True)]
    rows.append("| **all** | | " + " | ".join(f"**{n:,}**" for n in totals) + " |")
    return "\n".join(rows)


def main() -> None:
    """Rewrite the table of the page."""
    parser = argparse.ArgumentParser(description="Try every fault and write docs/reliability.md.")
    parser.add_argument("--kills", type=int, default=36, help="how often a real server is killed")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)  # the faults are deliberate
    text = table(tried(arguments.kills))
    before, rest = PAGE.read_text(encoding="utf-8").split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    PAGE.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{after}", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
