"""Requests to an instance over HTTP: some tracks of each of the training playlists."""

import json
import urllib.request
from collections.abc import Callable
from itertools import islice

import numpy as np

from shared.model.model import Model

SEEDS = 20
N = 50

Ask = Callable[[list[str]], str]
"""Sends track ids and returns the version of the answering model."""


def playlists_of(model: Model, count: int) -> list[list[str]]:
    """Return ids of SEEDS tracks of each of `count` random training playlists of at least that length.

    The random seed is fixed. Raises ValueError if a hundred times as many draws find too few.
    """
    rng = np.random.default_rng(0)
    playlists = model.retrieval.playlists
    drawn = (playlists.tracks_of(int(row)) for row in rng.integers(len(playlists), size=100 * count))
    long = list(islice((tracks for tracks in drawn if len(tracks) >= SEEDS), count))
    if len(long) < count:
        raise ValueError(f"expected {count} playlists of {SEEDS} tracks, found {len(long)}")
    return [[track.id for track in model.tracks(rng.permutation(each)[:SEEDS])] for each in long]


def asking(url: str, timeout_seconds: float = 30) -> Ask:
    """Return a client of the instance at `url`; it raises urllib's errors."""

    def ask(ids: list[str]) -> str:
        body = json.dumps({"tracks": list(ids), "n": N}).encode()
        request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=timeout_seconds) as answer:
            return str(json.load(answer)["model"])

    return ask
