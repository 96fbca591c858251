"""The jobs of a whole run, done by several processes: each job is one kind of fault on one scenario."""

import logging
import os
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache, partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path

from threadpoolctl import threadpool_limits

from bench.faults.cloud import Emulated
from bench.faults.deliveries import WAYS, beside_poison, beyond_every_memory, delivered_otherwise
from bench.faults.kinds import KINDS
from bench.faults.outcome import Outcome
from bench.faults.pure_model import RememberingModel
from bench.faults.run import Runner, tried, tried_in_pairs
from bench.faults.scenarios import SCENARIOS
from bench.faults.scenarios.songs import Songs
from bench.faults.world import Embedded, World
from shared.adapters.local_files import LocalFiles
from shared.model.artefact.store import ModelStore
from shared.model.live import LiveModel

PLATFORMS: Mapping[str, Callable[[Path], World]] = {"embedded": Embedded, "emulators": Emulated}
OF_MESSAGES = "recommend", "feedback", "ingest", "tally", "weekly_email"
"""Scenarios with messages, which are delivered otherwise, too."""

SONGS = 40


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of fault on one scenario on one platform; `most` faults at the most."""

    platform: str
    scenario: str
    what: str
    """The name of a fault, or one of OTHERS."""
    most: int
    seed: int


class Workshop:
    """State of one process that does jobs: the model, and a folder for its worlds."""

    def __init__(self, model: Path, folder: Path) -> None:
        self._model = model
        self._folder = folder
        store = ModelStore(LocalFiles(folder / "served"))
        store.publish(model)
        self.models = LiveModel(store, folder / "cache", open_model=RememberingModel.of_arrival)
        tracks = self.models.get().catalogue.tracks(range(SONGS))
        self.songs = Songs(tuple(track.id for track in tracks), model)
        self._numbers = count()
        self._runners: dict[tuple[str, str], Runner] = {}

    def runner(self, platform: str, scenario: str) -> Runner:
        """Return the runner of a scenario, whose fault-free runs are done once."""
        if (platform, scenario) not in self._runners:
            (build,) = (build for build in SCENARIOS if build.__name__ == scenario)
            self._runners[platform, scenario] = Runner(
                build(self.songs), self.models, partial(self._world, PLATFORMS[platform])
            )
        return self._runners[platform, scenario]

    def done(self, job: Job) -> Outcome:
        """Do a job and return its sums."""
        runner = self.runner(job.platform, job.scenario)
        draw = random.Random(f"{job.seed} {job.platform} {job.scenario} {job.what}")  # noqa: S311 - no secret
        faults = {fault.name: fault for fault in KINDS}
        if job.what in faults:
            outcome = tried(runner, faults[job.what], job.most, draw)
        else:
            outcome = OTHERS[job.what](runner, job, draw, self.songs)
        if job.platform != "embedded":
            outcome.scenario = f"{outcome.scenario}, on {job.platform}"
        return outcome

    def _world(self, build: Callable[[Path], World]) -> World:
        folder = self._folder / "worlds" / str(next(self._numbers))
        folder.mkdir(parents=True)
        return build(folder)


def _pairs(runner: Runner, job: Job, draw: random.Random, _songs: Songs) -> Outcome:
    return tried_in_pairs(runner, KINDS, job.most, draw)


def _way(runner: Runner, job: Job, _draw: random.Random, _songs: Songs) -> Outcome:
    return delivered_otherwise(runner, job.what)


def _poison(runner: Runner, job: Job, draw: random.Random, _songs: Songs) -> Outcome:
    outcome = Outcome(runner.scenario.name, job.what)
    for each in beside_poison(runner, job.most, draw):
        outcome.add(each)
    return outcome


def _beyond(runner: Runner, _job: Job, _draw: random.Random, songs: Songs) -> Outcome:
    return beyond_every_memory(runner, songs.ids)


PAIRS, POISON, BEYOND = (
    "two of these in one run",
    "a poisoned message in each topic",
    "redelivered after 1,500 others",
)
OTHERS: Mapping[str, Callable[[Runner, Job, random.Random, Songs], Outcome]] = {
    PAIRS: _pairs,
    **dict.fromkeys(WAYS, _way),
    POISON: _poison,
    BEYOND: _beyond,
}


def jobs(sample: int, sample_emulated: int, seed: int) -> Iterator[Job]:
    """Yield every job; without a sample of the emulators there are none on them."""
    for build in SCENARIOS:
        scenario = build.__name__
        yield from (Job("embedded", scenario, fault.name, sample, seed) for fault in KINDS)
        yield Job("embedded", scenario, PAIRS, sample, seed)
        if scenario in OF_MESSAGES:
            yield from (Job("embedded", scenario, way, sample, seed) for way in WAYS)
            yield Job("embedded", scenario, POISON, sample, seed)
    yield Job("embedded", "tally", BEYOND, sample, seed)
    for build in SCENARIOS if sample_emulated else ():
        whats = (*(fault.name for fault in KINDS), PAIRS)
        yield from (Job("emulators", build.__name__, what, sample_emulated, seed) for what in whats)


def all_done(model: Path, todo: list[Job], processes: int, environment: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield the outcome of every job as it is done."""
    context = get_context("spawn")  # an open SQLite file must not be inherited
    with (
        tempfile.TemporaryDirectory(prefix="segue-faults-") as folder,
        ProcessPoolExecutor(processes, context, _begin, (model, Path(folder), dict(environment))) as pool,
    ):
        for each in as_completed([pool.submit(_done, job) for job in todo]):
            yield each.result()


@cache
def _workshop(model: Path, folder: Path) -> Workshop:
    return Workshop(model, folder / str(os.getpid()))


_here: list[tuple[Path, Path]] = []


def _begin(model: Path, folder: Path, environment: dict[str, str]) -> None:
    logging.disable(logging.CRITICAL)  # the faults are deliberate
    threadpool_limits(1, "blas")
    os.environ.update(environment)
    _here.append((model, folder))


def _done(job: Job) -> Outcome:
    return _workshop(*_here[0]).done(job)
