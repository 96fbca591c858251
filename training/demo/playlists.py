"""Generate playlists; each has a hidden theme, and tracks are drawn by their fit to it and their popularity."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.demo.draws import Numbers
from training.demo.groups import GROUPS
from training.demo.playlist_names import PlaylistNamer
from training.demo.themes import Affinity, Theme, draw_group, draw_theme
from training.demo.world import World

SHORTEST, LONGEST = 5, 250
_LOG_MEDIAN, _LOG_SPREAD = np.log(49), 0.8
"""Parameters of the playlist lengths, log-normal between 5 and 250 like those of the Million Playlist Dataset."""
_REPEATS = 0.05
"""Share of playlists with a repeated track."""
_GROUPED = 0.2
"""Share of playlists grouped by artist."""
_FIRST_DAY, _LAST_DAY = np.datetime64("2013-01-01"), np.datetime64("2026-01-15")


@dataclass(frozen=True, slots=True)
class DemoPlaylist:
    """One playlist: its title, its tracks in order, the day of its last change and its hidden theme."""

    name: str
    tracks: list[int]
    modified: np.datetime64
    theme: Theme


def make_playlists(rng: np.random.Generator, world: World, count: int) -> Iterator[DemoPlaylist]:
    """Generate `count` playlists; none has a track released after the playlist's last change."""
    namer, affinity, of_groups = PlaylistNamer(rng), Affinity(world), rng.spawn(1)[0]
    released = world.albums.released[world.albums.of_track]
    for length, day in zip(_lengths(rng, count).tolist(), _days(rng, count), strict=True):
        theme = draw_group(of_groups, world) or draw_theme(rng, world, _year(day))
        seasonal = theme.group is not None and GROUPS[theme.group].seasonal
        modified = _december_before(of_groups, day) if seasonal else day
        weights = affinity.of(theme) * (released <= modified)
        chosen = _draw_tracks(rng, weights, min(length, max(SHORTEST, _most(world, theme))))
        tracks = _with_repeats(rng, _in_order(rng, chosen, world.artist))
        yield DemoPlaylist(namer.title(theme, world.artists.names, modified), tracks, modified, theme)


def _lengths(rng: np.random.Generator, count: int) -> Numbers:
    drawn = np.exp(rng.normal(_LOG_MEDIAN, _LOG_SPREAD, count))
    return np.clip(drawn, SHORTEST, LONGEST).astype(np.int64)


def _days(rng: np.random.Generator, count: int) -> NDArray[np.datetime64]:
    """Draw the days of the playlists' last changes, most of them recent."""
    days = int((_LAST_DAY - _FIRST_DAY).astype(int))
    return np.asarray(_LAST_DAY - (days * rng.beta(1.0, 2.0, count)).astype(np.int64))


def _year(day: np.datetime64) -> int:
    return int(day.astype("datetime64[Y]").astype(int)) + 1970


def _december_before(rng: np.random.Generator, day: np.datetime64) -> np.datetime64:
    """Draw a day of the December before the year of `day`."""
    december = day.astype("datetime64[Y]").astype("datetime64[M]") - 1
    return np.datetime64(december.astype("datetime64[D]") + int(rng.integers(31)))


def _most(world: World, theme: Theme) -> int:
    """Return the length of a theme's longest playlist, in tracks: a part of what fits."""
    if theme.group is not None:
        return 2 * int(np.count_nonzero(world.group == theme.group)) // 3
    if theme.artist is not None:
        return 3 * int(np.count_nonzero(world.artist == theme.artist))
    return len(world) // 4


def _draw_tracks(rng: np.random.Generator, weights: NDArray[np.float32], count: int) -> Numbers:
    """Draw without replacement with probabilities proportional to `weights` (n,), zeros last.

    Takes the smallest of exponential variates divided by weights: Efraimidis and Spirakis, 2006.
    """
    times = rng.standard_exponential(len(weights), dtype=np.float32) / np.maximum(weights, np.float32(1e-30))
    return np.argpartition(times, count)[:count]


def _in_order(rng: np.random.Generator, chosen: Numbers, artist: Numbers) -> Numbers:
    """Shuffle the tracks, or for some playlists the artists, with each artist's tracks together."""
    shuffled = rng.permutation(chosen)
    if rng.random() >= _GROUPED:
        return shuffled
    place = rng.permutation(int(artist.max()) + 1)
    return shuffled[np.argsort(place[artist[shuffled]], kind="stable")]


def _with_repeats(rng: np.random.Generator, tracks: Numbers) -> list[int]:
    listed: list[int] = tracks.tolist()
    if rng.random() < _REPEATS:
        listed[-1] = listed[0]
    return listed
