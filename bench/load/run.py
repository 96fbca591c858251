"""One measurement: find the sustained rate, load the server with multiples of it, check durability."""

import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.load.acknowledged import acknowledged_by
from bench.load.capacity import highest_sustained, sustained_for_long
from bench.load.durability import Durability, DurabilityCheck
from bench.load.level import Level, load
from bench.load.outcome import Written
from bench.served import SECRET, Served
from ops.commands.demo import publish_demo
from shared.model.artefact.store import ModelStore
from training.demo import generate_demo

TIMES = (2, 4, 8)
"""The load of each further level, as a multiple of the sustained rate."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Parameters of a measurement."""

    seconds: float
    """Of each level."""
    step_seconds: float
    """Of each trial of the search for the highest sustained rate."""
    p99_ms: float
    """Longest p99 of a sustained rate."""
    sustained: float | None = None
    """Sustained requests a second, if known."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The result of a measurement."""

    plan: Plan
    sustained: float
    levels: dict[str, Level]
    delivered_seconds: float
    """From the last answer until all messages were delivered."""
    durability: list[Durability]
    lives: bool
    """Whether the server that was started still answers."""

    @property
    def is_well(self) -> bool:
        """Return whether no request failed, nothing is lost, and the server is alive."""
        return self.lives and all(
            [not level.errors() for level in self.levels.values()] + [each.is_whole for each in self.durability]
        )


def served(folder: Path, model: Path | None) -> Served:
    """Start a server in a folder, with a model or one trained on the demo catalogue."""
    # Each listener has a network of its own.
    settings = {"SEGUE_MAIL": f"outbox:///{_outbox(folder)}", "SEGUE_FORWARDED_HOPS": "1"}
    server = Served(folder, settings, folder / "server.log")
    store = ModelStore(server.objects)
    if model is None:
        generate_demo(folder / "demo")
        publish_demo(store, folder / "demo")
    else:
        store.publish(model)
    server.start()
    return server


def measure(server: Served, folder: Path, plan: Plan, say: Callable[[str], None]) -> Measured:
    """Measure a server, calling `say` with each step of progress."""
    written: list[Written] = []

    def at(per_second: float, seconds: float) -> Level:
        level = load(server, _outbox(folder), per_second, seconds)
        written.extend(level.written)
        say(f"{per_second:.1f} a second for {seconds:.0f} s: {level.summary()}")
        return level

    sustained, first = _sustained(at, plan)
    levels = {"1x": first} | {f"{times}x": at(times * sustained, plan.seconds) for times in TIMES}
    ended = time.monotonic()
    server.wait_until_delivered()
    delivered_seconds = time.monotonic() - ended
    lives = server.is_running() and all(_answers(f"{server.url}/{path}") for path in ("", "api/search/health"))
    durability = DurabilityCheck(server.url, server.records(), acknowledged_by(written, SECRET)).results()
    return Measured(plan, sustained, levels, delivered_seconds, durability, lives)


def _sustained(at: Callable[[float, float], Level], plan: Plan) -> tuple[float, Level]:
    """Return the sustained rate and its level: the plan's, or the highest found for a whole level."""
    if plan.sustained is not None:
        return plan.sustained, at(plan.sustained, plan.seconds)
    highest = highest_sustained(lambda rate: at(rate, plan.step_seconds).is_sustained(plan.p99_ms))
    return sustained_for_long(
        lambda rate: at(rate, plan.seconds), lambda level: level.is_sustained(plan.p99_ms), highest
    )


def _outbox(folder: Path) -> Path:
    return folder / "outbox"


def _answers(url: str) -> bool:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return bool(answer.status == 200)
