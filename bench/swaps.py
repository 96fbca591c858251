"""Publish a model ten times, changed each time, to an instance that answers: `python -m bench.swaps MODEL`.

Prints what the instance holds on disk and in memory after each swap, and the most it held while it swapped. On
Cloud Run the disk is memory, too.
"""

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import click

from shared.adapters.local_files import LocalFiles
from shared.intake import read_text
from shared.model.answer import answer
from shared.model.artefact.manifest import read_manifest, reseal
from shared.model.artefact.store import ModelStore
from shared.model.live import LOOK_EVERY_SECONDS, LiveModel
from shared.model.ranking.query import RecommendationQuery

SWAPS = 10
MIB = 2**20
PAGE_BYTES = 4096


class Instance:
    """A live model with a clock of its own, over a store in a folder."""

    def __init__(self, folder: Path) -> None:
        self.seconds = 0.0
        self.cache = folder / "cache"
        self.store = ModelStore(LocalFiles(folder / "objects"))
        self.live = LiveModel(self.store, self.cache, seconds=lambda: self.seconds)

    def swap(self) -> int:
        """Wait until the published model is served, and answer by it; return the most bytes on disk meanwhile."""
        self.seconds += LOOK_EVERY_SECONDS
        served, most = self.live.get().version, 0
        while served != self.store.pointer().version:
            most = max(most, self.on_disk())
            time.sleep(0.01)
            served = self.live.get().version
        model = self.live.get()
        answer(model, read_text(model.tracks([0])[0].name), RecommendationQuery())
        return max(most, self.on_disk())

    def on_disk(self) -> int:
        """Return the bytes of all model files; some may be deleted meanwhile."""
        found = [Path(folder) / name for folder, _, names in os.walk(self.cache) for name in names]
        with suppress(FileNotFoundError):
            return sum(path.stat().st_size for path in found)
        return 0


def resident() -> int:
    """Return the bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_BYTES


@click.command()
@click.argument("model", type=click.Path(exists=True, path_type=Path))
def main(model: Path) -> None:
    """Publish and measure."""
    print("| swap | most on disk, MiB | on disk after it | resident |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        instance = Instance(Path(name))
        for number in range(SWAPS + 1):
            copy = shutil.copytree(model, Path(name) / "copy")
            scores = copy / "holdout_scores.json"
            scores.write_text(scores.read_text() + " " * number)
            reseal(copy, read_manifest(copy))
            instance.store.publish(copy)
            shutil.rmtree(copy)
            held = [instance.swap(), instance.on_disk(), resident()]
            print(f"| {number} | {' | '.join(f'{each / MIB:.0f}' for each in held)} |")


if __name__ == "__main__":
    main()
