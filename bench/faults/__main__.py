"""Try the faults and write the results into docs/reliability.md, between its two marks.

    python -m bench.faults [--sample 24] [--emulated 2] [--signals 30] [--kills 4] [--seed 7] [--processes 2]

Needs a published model, as `make run` leaves it, or `--model FOLDER`. `--dry` writes nothing.
"""

import argparse
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.emulators import Missing
from bench.faults.blind import CANNOT_SHOW
from bench.faults.cloud import emulated
from bench.faults.outcome import Outcome, tables
from bench.faults.server import killed_for_real
from bench.faults.training import training_killed
from bench.faults.workers import all_done, jobs
from shared.model.artefact.store import ModelStore
from shared.settings.config import Settings

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
MARKS = "<!-- counted by python -m bench.faults -->", "<!-- until here -->"


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Try the faults and write docs/reliability.md.")
    parser.add_argument("--sample", type=int, default=24, help="most faults of a kind on a scenario")
    parser.add_argument("--emulated", type=int, default=2, help="the same on Google's emulators; 0: none")
    parser.add_argument("--signals", type=int, default=30, help="how often a real server is killed or stopped")
    parser.add_argument("--kills", type=int, default=4, help="how often a real training is killed")
    parser.add_argument("--seed", type=int, default=7, help="another seed draws other faults")
    parser.add_argument("--processes", type=int, default=2, help="worlds at a time")
    parser.add_argument("--model", type=Path, help="folder of a model; default: the published one")
    parser.add_argument("--only", default="", help="only jobs whose scenario has this in its name")
    parser.add_argument("--dry", action="store_true", help="write nothing into the page")
    return parser.parse_args()


def tried(chosen: argparse.Namespace, model: Path) -> Iterator[Outcome]:
    """Yield every outcome."""
    with ExitStack() as stack:
        environment = stack.enter_context(emulated()) if chosen.emulated else {}
        todo = [job for job in jobs(chosen.sample, chosen.emulated, chosen.seed) if chosen.only in job.scenario]
        yield from told(all_done(model, todo, chosen.processes, environment), len(todo))
    with tempfile.TemporaryDirectory() as folder:
        if chosen.kills and not chosen.only:
            yield from told([training_killed(Path(folder) / "training", chosen.kills, chosen.seed)], 1)
        if chosen.signals and not chosen.only:
            yield from told([killed_for_real(model, Path(folder) / "served", chosen.signals, chosen.seed)], 1)


def told(outcomes: Iterable[Outcome], of: int) -> Iterator[Outcome]:
    """Print each outcome as it comes."""
    began = time.monotonic()
    for place, each in enumerate(outcomes, start=1):
        result = "ok" if each.is_harmless else f"LOST {each.lost}, TWICE {each.twice}, BLOCKED {each.blocked}"
        seconds = time.monotonic() - began
        print(f"{seconds:5.0f} s {place:3}/{of} {each.scenario}: {each.fault}: {each.faults} faults, {result}")
        for detail, often in Counter(each.details).most_common(6):
            print(f"          {often} x {detail[:160]}")
        sys.stdout.flush()
        yield each


def write(text: str) -> None:
    """Rewrite the tables of the page."""
    before, rest = PAGE.read_text(encoding="utf-8").split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    PAGE.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{after}", encoding="utf-8")


def main() -> int:
    """Try everything; return 1 if anything was lost, seen twice or blocked."""
    chosen = options()
    logging.disable(logging.CRITICAL)  # the faults are deliberate
    try:
        with tempfile.TemporaryDirectory() as folder:
            outcomes = list(tried(chosen, chosen.model or served(Path(folder))))
    except Missing as missing:
        print(f"{missing}; leave the emulators out with --emulated 0")
        return 2
    text = tables(outcomes, CANNOT_SHOW)
    print(text)
    if not chosen.dry:
        write(text)
    return 0 if all(each.is_harmless for each in outcomes) else 1


def served(folder: Path) -> Path:
    """Fetch the published model."""
    store = ModelStore(Settings.from_environment().objects())
    return store.fetch(store.pointer().version, folder)


if __name__ == "__main__":
    sys.exit(main())
