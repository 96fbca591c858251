"""Generate listening sessions of known structure: listeners return to a few themes and to songs they like."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.demo.draws import shares
from training.demo.themes import Affinity, draw_theme
from training.demo.world import World, make_world
from training.read.dataset import Dataset, Tracks, by_operator

THEMES = 3
"""Themes of a listener; each session has one of them."""

SHORTEST, LONGEST = 5, 100
_LOG_MEDIAN, _LOG_SPREAD = np.log(15), 0.7
"""Parameters of the lengths, log-normal."""

_FAVOURED = 1.5
"""Spread of a listener's own liking of a song, as a standard deviation of its logarithm."""

_YEAR = 2026


@dataclass(frozen=True, slots=True)
class SessionSize:
    """Numbers of items to generate."""

    tracks: int = 5_000
    artists: int = 500
    listeners: int = 400
    sessions_each: int = 8


def listening_sessions(size: SessionSize, *, seed: int) -> Dataset:
    """Return sessions as playlists without names, of tracks without genres, albums and years but with their sound.

    The same size and seed give the same dataset.
    """
    rng = np.random.default_rng(seed)
    world = make_world(rng, size.artists, size.tracks)
    affinity = Affinity(world)
    sessions = [session for _ in range(size.listeners) for session in _of_one(rng, world, affinity, size)]
    ends = np.cumsum([0, *map(len, sessions)], dtype=np.int64)
    return Dataset(
        tracks=_tracks(world),
        playlist_ids=[str(place) for place in range(len(sessions))],
        playlist_names=[""] * len(sessions),
        indptr=ends,
        indices=np.concatenate(sessions).astype(np.int32),
        contributors=by_operator(len(sessions)),
    )


def _of_one(
    rng: np.random.Generator, world: World, affinity: Affinity, size: SessionSize
) -> list[NDArray[np.int64]]:
    """Draw one listener's sessions, each of distinct songs."""
    themes = [affinity.of(draw_theme(rng, world, _YEAR)) for _ in range(THEMES)]
    liking = rng.lognormal(0.0, _FAVOURED, len(world))
    lengths = np.exp(rng.normal(_LOG_MEDIAN, _LOG_SPREAD, size.sessions_each))
    return [
        rng.choice(len(world), length, replace=False, p=shares(themes[int(rng.integers(THEMES))] * liking))
        for length in np.clip(lengths, SHORTEST, LONGEST).astype(int).tolist()
    ]


def _tracks(world: World) -> Tracks:
    n = len(world)
    return Tracks(
        ids=np.array(world.ids, dtype=bytes),
        names=list(world.names),
        artists=[world.artists.names[artist] for artist in world.artist.tolist()],
        albums=[""] * n,
        genres=[()] * n,
        years=np.zeros(n, dtype=np.int16),
        features=world.features.astype(np.float32),
        popularity=np.full(n, np.nan, dtype=np.float32),
        seconds=np.zeros(n, dtype=np.uint16),
        explicit=np.full(n, -1, dtype=np.int8),
        other_ids=[()] * n,
        artist_ids=[()] * n,
    )
