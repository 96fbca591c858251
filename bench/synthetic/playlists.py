"""Draw playlists: each has a position in the world and takes tracks from near it and, less often, from afar.

All draws of a batch are made at once, as positions within an interval of the world's cumulative fame.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from bench.synthetic.world import SCENES, World
from training.demo.draws import Numbers, Reals, draw_rows

SHORTEST, LONGEST = 5, 376
_LOG_MEDIAN, _LOG_SPREAD = np.log(51.0), 0.81
"""The dataset's lengths are about log-normal: median 49, mean 66.35, 5 to 376."""

_BATCH = 10_000
"""Playlists drawn at once."""

_CONCENTRATION = np.array([1.8, 1.0, 0.6, 0.6])
"""Dirichlet parameters of a playlist's shares of tracks from nearby, its scene, its genre and anywhere."""
_NEARBY_REACH = 0.06
"""Half the width of "nearby", in shares of the scene's fame."""
_SAME_ARTIST = (1.0, 5.0)
"""Beta parameters of a playlist's share of tracks by the previous artist."""
_DRAWN = 2.4
"""Tracks drawn for each one kept at most: some are duplicates."""


def draw_playlists(rng: np.random.Generator, world: World, count: int) -> tuple[Numbers, NDArray[np.int32]]:
    """Draw `count` playlists: playlist i holds the world's tracks `tracks[starts[i]:starts[i + 1]]`, distinct."""
    batches = [min(_BATCH, count - done) for done in range(0, count, _BATCH)]
    drawn = [_draw_batch(rng, world, size) for size in tqdm(batches, "drawing", unit="batch", disable=None)]
    lengths = np.concatenate([batch[0] for batch in drawn])
    return np.concatenate([[0], np.cumsum(lengths)]), np.concatenate([batch[1] for batch in drawn])


def playlists_of(starts: Numbers, tracks: NDArray[np.int32]) -> Iterator[NDArray[np.int32]]:
    """Yield the tracks of each playlist."""
    for start, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        yield tracks[start:end]


def _draw_batch(rng: np.random.Generator, world: World, count: int) -> tuple[Numbers, NDArray[np.int32]]:
    wanted = np.clip(np.exp(rng.normal(_LOG_MEDIAN, _LOG_SPREAD, count)), SHORTEST, LONGEST).astype(np.int64)
    owner = np.repeat(np.arange(count), (wanted * _DRAWN).astype(np.int64) + SHORTEST)
    low, high = _intervals(rng, world, owner, count)
    tracks = _track_at(world, rng.uniform(low, high))
    tracks = _follow_artists(rng, world, tracks, owner, count)
    return _first_distinct(tracks, owner, wanted)


def _intervals(rng: np.random.Generator, world: World, owner: Numbers, count: int) -> tuple[Reals, Reals]:
    """Return the interval of fame of each draw."""
    stand = rng.random(count)
    scene = world.scene(_track_at(world, stand))
    edges = world.cumulative[world.scene_starts]
    genre = scene // SCENES * SCENES
    reach = _NEARBY_REACH * (edges[scene + 1] - edges[scene])
    lows = np.stack([np.maximum(stand - reach, edges[scene]), edges[scene], edges[genre], np.zeros(count)])
    highs = np.stack(
        [np.minimum(stand + reach, edges[scene + 1]), edges[scene + 1], edges[genre + SCENES], np.ones(count)]
    )
    pool = draw_rows(rng, rng.dirichlet(_CONCENTRATION, count)[owner])
    return lows[pool, owner], highs[pool, owner]


def _track_at(world: World, fame: Reals) -> Numbers:
    return (np.searchsorted(world.cumulative, fame, side="right") - 1).clip(max=len(world) - 1)


def _follow_artists(
    rng: np.random.Generator, world: World, tracks: Numbers, owner: Numbers, count: int
) -> Numbers:
    """Replace some draws by another track by the artist of the playlist's last independent draw."""
    follows = rng.random(len(tracks)) < rng.beta(*_SAME_ARTIST, count)[owner]
    follows[np.flatnonzero(np.diff(owner, prepend=-1))] = False
    lead = np.maximum.accumulate(np.where(follows, 0, np.arange(len(tracks))))
    artist = world.artist[tracks[lead[follows]]]
    low = world.cumulative[world.artist_starts[artist]]
    high = world.cumulative[world.artist_starts[artist + 1]]
    tracks[follows] = _track_at(world, rng.uniform(low, high))
    return tracks


def _first_distinct(tracks: Numbers, owner: Numbers, wanted: Numbers) -> tuple[Numbers, NDArray[np.int32]]:
    """Return lengths and tracks of playlists: distinct tracks, first draws first, up to the wanted lengths."""
    _, first = np.unique(owner << 32 | tracks, return_index=True)
    first.sort()
    tracks, owner = tracks[first], owner[first]
    starts = np.searchsorted(owner, np.arange(len(wanted)))
    kept = np.arange(len(owner)) - starts[owner] < wanted[owner]
    return np.bincount(owner[kept], minlength=len(wanted)), tracks[kept].astype(np.int32)
