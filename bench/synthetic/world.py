"""The synthetic world that playlists are drawn from: artists in scenes, scenes in genres, tracks by fame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.demo.draws import Numbers, Reals, shares
from training.demo.genres import GENRES

TRACKS, ARTISTS = 4_050_000, 385_000
"""Numbers of tracks and artists; a million playlists hold fewer than half of the tracks."""

EXPONENT, OFFSET = 1.38, 330.0
"""Fame of the track of rank r is (r + OFFSET) ** -EXPONENT (Mandelbrot's form of Zipf's law).

Fitted to the dataset's published figures: of 66.3 million entries the most listed track has .07 %, 2.26 million
tracks are listed at all, 47 % of them once.
"""

SCENES = 32
"""Number of scenes in each genre."""

_ARTIST_EXPONENT, _ARTIST_OFFSET = 0.8, 60.0
_LUCK = 1.6
"""Standard deviation of a track's log fame around its artist's."""


@dataclass(frozen=True, slots=True)
class World:
    """Columns over n tracks, sorted by scene and, within a scene, by artist; genres are runs of scenes."""

    artist: NDArray[np.int32]
    """(n,)"""
    cumulative: Reals
    """(n + 1,): track i has the share of fame from cumulative[i] to cumulative[i + 1]; the last is 1."""
    scene_starts: Numbers
    """(scenes + 1,): scene s starts at track scene_starts[s]."""
    artist_starts: Numbers
    """(artists + 1,): the same for artists, numbered in the order of the tracks."""

    def __len__(self) -> int:
        return len(self.artist)

    def scene(self, tracks: Numbers) -> Numbers:
        """Return the scenes of tracks; scene // SCENES is the genre."""
        return np.searchsorted(self.scene_starts, tracks, side="right") - 1


def make_world(rng: np.random.Generator, tracks: int = TRACKS, artists: int = ARTISTS) -> World:
    """Build a world of `tracks` and `artists`; each artist has at least one track."""
    renown = renown_of(artists)
    artist = np.concatenate([np.arange(artists), rng.choice(artists, tracks - artists, p=renown)])
    luck = np.log(renown[artist]) + rng.normal(0.0, _LUCK, tracks)
    rank = np.empty(tracks)
    rank[np.argsort(-luck)] = np.arange(tracks)
    fame = fame_at(rank)
    scene = _scenes(rng, artists)
    order = np.lexsort((artist, scene[artist]))
    _, numbered = np.unique(scene[artist[order]] * artists + artist[order], return_inverse=True)
    return World(
        artist=numbered.astype(np.int32),
        cumulative=np.concatenate([[0.0], np.cumsum(shares(fame[order]))]),
        scene_starts=np.searchsorted(scene[artist[order]], np.arange(len(GENRES) * SCENES + 1)),
        artist_starts=np.searchsorted(numbered, np.arange(artists + 1)),
    )


def renown_of(artists: int) -> Reals:
    """Compute each artist's expected share of the tracks, the most renowned first."""
    return shares((np.arange(artists) + _ARTIST_OFFSET) ** -_ARTIST_EXPONENT)


def fame_at(rank: Reals) -> Reals:
    """Compute the fame of tracks by their rank from 0 on, without a unit."""
    return np.asarray((rank + OFFSET) ** -EXPONENT, dtype=np.float64)


def _scenes(rng: np.random.Generator, artists: int) -> Numbers:
    """Draw each artist's scene; genres and scenes are of unequal size."""
    genres = shares(1.0 / (2.0 + rng.permutation(len(GENRES))))
    sizes = (genres[:, None] * rng.dirichlet(np.full(SCENES, 4.0), len(GENRES))).ravel()
    return rng.choice(len(sizes), artists, p=shares(sizes))
