"""What an instance is asked: real playlists of the model's training, of each some tracks, over HTTP."""

import json
import urllib.request
from collections.abc import Callable
from itertools import islice

import numpy as np

from shared.domain.track import track_uri
from shared.model.model import Model

SEEDS = 20
N = 50

Ask = Callable[[list[str]], str]
"""Asks with the ids of tracks and gives the version of the model that answered."""


def playlists_of(model: Model, count: int) -> list[list[str]]:
    """Draw training playlists that keep SEEDS tracks or more, with a fixed seed, and ids of SEEDS tracks of each.

    Raises ValueError if a draw of a hundred times as many holds too few.
    """
    rng = np.random.default_rng(0)
    playlists = model.retrieval.playlists
    drawn = (playlists.tracks_of(int(row)) for row in rng.integers(len(playlists), size=100 * count))
    long = list(islice((tracks for tracks in drawn if len(tracks) >= SEEDS), count))
    if len(long) < count:
        raise ValueError(f"expected {count} playlists of {SEEDS} tracks, found {len(long)}")
    return [[track.id for track in model.tracks(rng.permutation(each)[:SEEDS])] for each in long]


def asking(url: str) -> Ask:
    """Give what asks the instance at `url`; it raises urllib's errors."""

    def ask(ids: list[str]) -> str:
        body = json.dumps({"tracks": [track_uri(track_id) for track_id in ids], "n": N}).encode()
        request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return str(json.load(answer)["model"])

    return ask
