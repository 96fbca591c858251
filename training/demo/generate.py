"""Generate the demo catalogue from a seed; the folder is replaced atomically."""

import gzip
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from shared.domain.track_ids import DEMO
from shared.errors import InvalidInput
from training.demo.files import write_features, write_playlists, write_truth
from training.demo.groups import gather_groups
from training.demo.playlists import make_playlists
from training.demo.world import make_world
from training.output import replaced_folder

_FEWEST = 24
"""Minimum number of artists: two per genre."""

PLAYLISTS, FEATURES_TABLE, TRUTH = "playlists.zip", "features.csv.gz", "truth.csv.gz"


@dataclass(frozen=True, slots=True)
class DemoSize:
    """Numbers of items to generate. Raises InvalidInput for too few artists or fewer tracks than artists."""

    tracks: int = 6_000
    artists: int = 450
    playlists: int = 1_500

    def __post_init__(self) -> None:
        if not _FEWEST <= self.artists <= self.tracks:
            raise InvalidInput(
                "A demo catalogue of this size cannot be made",
                expected=f"at least {_FEWEST} artists and a track for each",
                found=f"{self.artists} artists and {self.tracks} tracks",
            )


def demo_exists(out: Path) -> bool:
    """Return whether the folder `out` has all files of a demo catalogue whose songs are known as invented."""
    if not all((out / name).is_file() for name in (PLAYLISTS, FEATURES_TABLE, TRUTH)):
        return False
    with gzip.open(out / TRUTH, "rt", encoding="utf-8") as rows:
        return any(row.startswith(DEMO.prefix) for row in islice(rows, 2))  # the first is the header


def generate_demo(out: Path, *, seed: int = 7, size: DemoSize = DemoSize()) -> None:
    """Write playlists.zip, features.csv.gz and truth.csv.gz to the folder `out`, the same bytes for the same seed.

    The ground truth (genre, mood, era and group of each track) is for tests and study; training never reads it.
    Raises InvalidData if `out` contains anything other than an earlier demo.
    """
    rng = np.random.default_rng(seed)
    world = make_world(rng, size.artists, size.tracks)
    gather_groups(rng.spawn(1)[0], world)  # what is drawn after it is as without groups
    with replaced_folder(out, mark=TRUTH) as folder:
        write_playlists(folder / PLAYLISTS, rng, world, make_playlists(rng, world, size.playlists))
        write_features(folder / FEATURES_TABLE, rng, world)
        write_truth(folder / TRUTH, world)
