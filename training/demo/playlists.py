"""Playlists: each has a hidden theme, and tracks are drawn by how well they fit it and how known they are."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.demo.genres import GENRES, MOODS
from training.demo.names import Namer
from training.demo.world import World

_FAME = 0.75
"""How strongly fame counts beside fit."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a playlist is about; None where it does not care."""

    genre: int | None = None
    mood: int | None = None
    era: int | None = None
    artist: int | None = None


@dataclass(frozen=True, slots=True)
class DemoPlaylist:
    """One playlist: its title, tracks in order (a few twice) and its hidden theme."""

    name: str
    tracks: list[int]
    theme: Theme


def make_playlists(rng: np.random.Generator, world: World, count: int) -> Iterator[DemoPlaylist]:
    """Invent playlists whose lengths follow the Million Playlist Dataset: 5 to 250, median near 49."""
    namer = Namer(rng)
    affinity = _Affinity(world)
    lengths = np.clip(np.exp(rng.normal(3.85, 0.78, count)), 5, 250).astype(int)
    for length in np.minimum(lengths, len(world.names) // 4).tolist():
        theme = draw_theme(rng, world)
        keys = affinity.of(theme) + rng.gumbel(size=len(world.names)).astype(np.float32)
        chosen = np.argpartition(-keys, length)[:length]
        tracks = rng.permutation(chosen).tolist()
        if rng.random() < 0.05:
            tracks[-1] = tracks[0]
        artist = "" if theme.artist is None else world.artists.names[theme.artist]
        yield DemoPlaylist(_title(rng, namer, theme, artist), tracks, theme)


def draw_theme(rng: np.random.Generator, world: World) -> Theme:
    """Draw a theme: mostly a genre in a mood, sometimes of an era; or a mood, an era, an artist, or nothing."""
    artist = int(rng.choice(len(world.artists.names), p=world.artists.popularity / world.artists.popularity.sum()))
    genre, era = int(world.artists.genres[artist]), int(world.artists.eras[artist])
    mood = int(rng.choice(len(MOODS), p=np.array(GENRES[genre].moods) / sum(GENRES[genre].moods)))
    draw = rng.random()
    if draw < 0.50:
        return Theme(genre=genre, mood=mood)
    if draw < 0.67:
        return Theme(genre=genre, mood=mood, era=era)
    if draw < 0.77:
        return Theme(genre=genre, artist=artist)
    if draw < 0.85:
        return Theme(era=era, mood=mood)
    if draw < 0.95:
        return Theme(mood=mood)
    return Theme()


def _title(rng: np.random.Generator, namer: Namer, theme: Theme, artist: str) -> str:
    """Name a playlist by some of its theme; a fifth are named by nothing in it."""
    if rng.random() < 0.2:
        return namer.playlist(None, None, None, "")
    if theme.genre is not None and theme.mood is not None and rng.random() < 0.5:
        return namer.playlist(theme.genre, None, theme.era, artist)
    return namer.playlist(theme.genre, theme.mood, theme.era, artist)


class _Affinity:
    """Log weights of all tracks for a theme."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._fame = (_FAME * np.log(world.popularity)).astype(np.float32)
        names = [genre.name for genre in GENRES]
        self._genre = np.full((len(GENRES), len(GENRES)), np.log(0.004), dtype=np.float32)
        for place, genre in enumerate(GENRES):
            self._genre[place, [names.index(name) for name in genre.neighbours]] = np.log(0.06)
            self._genre[place, place] = 0.0

    def of(self, theme: Theme) -> NDArray[np.float32]:
        """Add up what each part of a theme says: (n,) float32."""
        weights = self._fame.copy()
        if theme.genre is not None:
            weights += self._genre[theme.genre][self._world.genre]
        if theme.mood is not None:
            weights += np.where(self._world.mood == theme.mood, 0.0, np.log(0.12)).astype(np.float32)
        if theme.era is not None:
            weights -= (1.3 * np.abs(self._world.era - theme.era)).astype(np.float32)
        if theme.artist is not None:
            weights += np.where(self._world.artist == theme.artist, 6.0, 0.0).astype(np.float32)
        return weights
