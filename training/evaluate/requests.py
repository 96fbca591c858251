"""Requests with a known answer: a playlist gives some of its tracks as seeds and hides the rest."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.read.dataset import Dataset

KINDS: tuple[str, ...] = ("1 seed", "5 seeds", "half")
"""How requests arrive: one song, a few, or a playlist to go on with."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request and its answer."""

    kind: str
    seeds: NDArray[np.int32]
    hidden: NDArray[np.int32]
    """Tracks of the playlist that are not seeds, at least one, in no order."""


def requests_from(playlists: Iterable[NDArray[np.int32]], rng: np.random.Generator) -> list[Request]:
    """Make one request of each kind from each playlist that is long enough for it."""
    return [
        request
        for playlist in playlists
        for kind in KINDS
        if (request := _request(kind, rng.permutation(playlist))) is not None
    ]


def _request(kind: str, shuffled: NDArray[np.int32]) -> Request | None:
    seeds = {"1 seed": 1, "5 seeds": 5, "half": len(shuffled) // 2}[kind]
    if not 0 < seeds < len(shuffled):
        return None
    return Request(kind, shuffled[:seeds], shuffled[seeds:])


def held_out(dataset: Dataset, share: float, most: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Choose playlists to hold out: (p,) bool, `share` of them but `most` at the most."""
    chosen = np.zeros(len(dataset), dtype=bool)
    chosen[rng.permutation(len(dataset))[: min(round(len(dataset) * share), most)]] = True
    return chosen
