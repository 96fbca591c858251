"""A model is published, another one after it, and rolled back; whatever fails, a whole model can be loaded."""

import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from bench.faults.deployment import Process
from bench.faults.observations import Observations
from bench.faults.scenarios.scenario import Scenario
from bench.faults.scenarios.songs import Songs
from bench.faults.world import World
from shared.model.artefact.manifest import CLUSTERS, read_manifest, reseal
from shared.model.artefact.store import ModelStore


def publish(songs: Songs) -> Scenario:
    """Build the scenario: the first model is served when it begins."""

    def send(process: Process) -> str:
        store = ModelStore(process.ports.objects, process.world.clock)
        return store.publish(_another(songs.folder), force=True).version

    def back(process: Process) -> str:
        """Roll back unless the first model is served already, as an operator looks first."""
        store = ModelStore(process.ports.objects, process.world.clock)
        if len(store.pointer().history) < 2:
            return "nothing to roll back"
        return store.rollback()

    def prepare(world: World) -> None:
        ModelStore(world.ports.objects, world.clock).publish(songs.folder)

    return Scenario("publish", (send, back), (_served,), prepare)


def _served(world: World) -> Observations:
    """Return the served model, as an instance that starts now loads it, and the models that can be promoted."""
    store = ModelStore(world.ports.objects)
    version = store.pointer().version
    store.fetch(version, world.folder / "cache")
    return Counter([f"serves {version}", *(f"can promote {each.version}" for each in store.manifests())])


@cache
def _another(folder: Path) -> Path:
    """Return a model that differs from the one in `folder` by the order of its clusters' words."""
    copy = Path(mkdtemp(prefix="another-model-")) / "model"
    shutil.copytree(folder, copy)
    clusters = copy / CLUSTERS
    clusters.write_bytes(clusters.read_bytes() + b"\n")
    old = read_manifest(folder)
    reseal(copy, old)
    return copy
