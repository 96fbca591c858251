"""One measurement from beginning to end: find what is borne, load that and more, look whether all is kept."""

import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.load.bearing import borne_for_long, highest_borne
from bench.load.kept import Kept, Looking
from bench.load.level import Level, load
from bench.load.outcome import Written
from bench.load.told import told_by
from bench.served import SECRET, Served
from ops.commands.serve import ensure_model
from shared.model.artefact.store import ModelStore

TIMES = (2, 4, 8)
"""The load of each further level, as a multiple of what can be borne."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure."""

    seconds: float
    """Of each level."""
    step_seconds: float
    """Of each rate that is tried to find the highest that is borne."""
    p99_ms: float
    """Longest p99 of a rate that is borne."""
    borne: float | None = None
    """Requests a second that are borne, if that is known."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of it."""

    plan: Plan
    borne: float
    levels: dict[str, Level]
    delivered_seconds: float
    """From the last answer until all messages were delivered."""
    kept: list[Kept]
    lives: bool
    """Whether the server that was started is still the one that answers."""

    @property
    def is_well(self) -> bool:
        """Say whether nobody got an error, nothing is lost, and the server lives."""
        return self.lives and all(
            [not level.errors() for level in self.levels.values()] + [each.is_whole for each in self.kept]
        )


def served(folder: Path, model: Path | None) -> Served:
    """Start a server in a folder, with a model or one that is trained on the demo catalogue."""
    outbox = {"SEGUE_MAIL": f"outbox:///{_outbox(folder)}"}
    server = Served(folder, outbox, folder / "server.log")
    store = ModelStore(server.objects)
    if model is None:
        ensure_model(store)
    else:
        store.publish(model)
    server.start()
    return server


def measure(server: Served, folder: Path, plan: Plan, say: Callable[[str], None]) -> Measured:
    """Load a server; `say` is told what is done."""
    written: list[Written] = []

    def at(per_second: float, seconds: float) -> Level:
        level = load(server, _outbox(folder), per_second, seconds)
        written.extend(level.written)
        say(f"{per_second:.1f} a second for {seconds:.0f} s: {level.summary()}")
        return level

    borne, first = _borne(at, plan)
    levels = {"1x": first} | {f"{times}x": at(times * borne, plan.seconds) for times in TIMES}
    ended = time.monotonic()
    server.wait_until_delivered()
    delivered_seconds = time.monotonic() - ended
    lives = server.is_running() and all(_answers(f"{server.url}/{path}") for path in ("", "api/search/health"))
    kept = Looking(server.url, server.records(), told_by(written, SECRET)).kept()
    return Measured(plan, borne, levels, delivered_seconds, kept, lives)


def _borne(at: Callable[[float, float], Level], plan: Plan) -> tuple[float, Level]:
    """Give what is borne, and the level at that: the rate that was given, or the highest for a whole level."""
    if plan.borne is not None:
        return plan.borne, at(plan.borne, plan.seconds)
    highest = highest_borne(lambda rate: at(rate, plan.step_seconds).is_borne(plan.p99_ms))
    return borne_for_long(lambda rate: at(rate, plan.seconds), lambda level: level.is_borne(plan.p99_ms), highest)


def _outbox(folder: Path) -> Path:
    return folder / "outbox"


def _answers(url: str) -> bool:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return bool(answer.status == 200)
