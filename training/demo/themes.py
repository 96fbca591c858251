"""Draw the themes of playlists and weight tracks by them; playlists are drawn elsewhere."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.demo.artists import draw_moods
from training.demo.draws import shares
from training.demo.genres import ERAS, GENRES, MOODS, NEAR
from training.demo.groups import GROUPS
from training.demo.world import World

_FAME = 0.7
"""Exponent of a track's popularity in its weight."""
_NEAR, _FAR = 0.05, 0.004
"""Fit of tracks of neighbouring genres, and of all other genres; the theme's own genre has 1."""
_NEAR_IN_MIX = 0.6
"""Fit of neighbouring genres for a theme that mixes genres."""
_OTHER_MOOD, _OTHER_SUBGENRE = 0.12, 0.15
_ARTIST = 400.0
_DECADE_AWAY = 0.2
_GROUP = 3_000.0
_OF_NICHE = 0.02
"""Fit of a niche's songs for any other theme; a season's songs have 0."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme of a playlist, as indices in GENRES and so on; None matches any."""

    genre: int | None = None
    subgenre: int | None = None
    mood: int | None = None
    era: int | None = None
    artist: int | None = None
    mixes: bool = False
    """Whether neighbouring genres fit nearly as well, as for a workout or sleep."""
    group: int | None = None
    """Index in GROUPS; songs of a group fit no other theme well."""


def draw_theme(rng: np.random.Generator, world: World, year: int) -> Theme:
    """Draw a theme for a playlist of `year`: mostly a genre in a mood, for a few no theme."""
    known = np.where(np.array(ERAS)[world.artists.eras] < year, world.artists.popularity, 0.0)
    artist = int(rng.choice(len(known), p=shares(known)))
    genre, era = int(world.artists.genres[artist]), int(world.artists.eras[artist])
    mood = int(draw_moods(rng, np.array([genre]))[0])
    kinds = (
        (0.34, Theme(genre=genre, mood=mood)),
        (0.17, Theme(genre=genre, mood=mood, subgenre=int(world.artists.subgenres[artist]))),
        (0.14, Theme(genre=genre, mood=mood, era=era)),
        (0.10, Theme(genre=genre, artist=artist)),
        (0.13, Theme(genre=genre, mood=mood, mixes=True)),
        (0.07, Theme(era=era, mood=int(rng.choice([MOODS.index("bright"), MOODS.index("driven")])))),
        (0.05, Theme()),
    )
    return kinds[int(rng.choice(len(kinds), p=shares([share for share, _ in kinds])))][1]


def draw_group(rng: np.random.Generator, world: World) -> Theme | None:
    """Draw a theme of one of the groups that `world` has, for most playlists None."""
    place = int(np.searchsorted(np.cumsum([group.lists for group in GROUPS]), rng.random(), side="right"))
    if place == len(GROUPS) or not (world.group == place).any():
        return None
    genres = [genre.name for genre in GENRES]
    genre = GROUPS[place].genre
    return Theme(genre=None if genre is None else genres.index(genre), group=place)


class Affinity:
    """The weight of each track for a theme: fit times popularity."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._fame = (world.popularity**_FAME).astype(np.float32)
        self._genre, self._mixed = _nearness(_NEAR), _nearness(_NEAR_IN_MIX)
        in_no_group = np.float32(1)
        of_group = [np.float32(0 if group.seasonal else _OF_NICHE) for group in GROUPS]
        self._elsewhere = np.array([*of_group, in_no_group])[world.group]

    def of(self, theme: Theme) -> NDArray[np.float32]:
        """Compute the weight of each track, the product over the theme's parts: (n,) float32, no unit."""
        world = self._world
        weights = self._fame * np.where(world.group == theme.group, np.float32(_GROUP), self._elsewhere)
        if theme.genre is not None:
            weights *= (self._mixed if theme.mixes else self._genre)[theme.genre][world.genre]
        if theme.mood is not None:
            weights *= _preferred(world.mood == theme.mood, _OTHER_MOOD)
        if theme.subgenre is not None:
            weights *= _preferred(world.subgenre == theme.subgenre, _OTHER_SUBGENRE)
        if theme.era is not None:
            weights *= np.float32(_DECADE_AWAY) ** np.abs(world.era - theme.era).astype(np.float32)
        if theme.artist is not None:
            weights *= np.where(world.artist == theme.artist, np.float32(_ARTIST), np.float32(1))
        return weights


def _preferred(fits: NDArray[np.bool_], otherwise: float) -> NDArray[np.float32]:
    return np.where(fits, np.float32(1), np.float32(otherwise))


def _nearness(neighbours: float) -> NDArray[np.float32]:
    """Build the matrix of how well a genre's tracks (columns) fit a playlist of another (rows)."""
    table = np.full((len(GENRES), len(GENRES)), _FAR, dtype=np.float32)
    for genre, near in enumerate(NEAR):
        table[genre, list(near)] = neighbours
        table[genre, genre] = 1
    return table
