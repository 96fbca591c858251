"""What playlists are about, and how well every track fits."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.demo.artists import draw_moods
from training.demo.draws import shares
from training.demo.genres import ERAS, GENRES, MOODS, NEAR
from training.demo.world import World

_FAME = 0.7
"""How strongly fame counts beside fit, as an exponent."""
_NEAR, _FAR = 0.05, 0.004
"""How well tracks of neighbouring genres fit, and those of all others."""
_NEAR_IN_MIX = 0.6
"""The same for neighbours where a mood mixes genres."""
_OTHER_MOOD, _OTHER_SUBGENRE = 0.12, 0.15
_ARTIST = 400.0
_DECADE_AWAY = 0.2


@dataclass(frozen=True, slots=True)
class Theme:
    """What a playlist is about, as places in GENRES and so on; None where it does not care."""

    genre: int | None = None
    subgenre: int | None = None
    mood: int | None = None
    era: int | None = None
    artist: int | None = None
    mixes: bool = False
    """Whether related genres are as welcome: a workout, a night's sleep."""


def draw_theme(rng: np.random.Generator, world: World, year: int) -> Theme:
    """Draw a theme for a list of some year: mostly a genre in a mood, a few nothing at all."""
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


class Affinity:
    """How likely each track is for a theme: fit times fame."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._fame = (world.popularity**_FAME).astype(np.float32)
        self._genre, self._mixed = _nearness(_NEAR), _nearness(_NEAR_IN_MIX)

    def of(self, theme: Theme) -> NDArray[np.float32]:
        """Multiply what each part of a theme says: (n,) float32, in no unit."""
        world, weights = self._world, self._fame.copy()
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
    """Say how well each genre's tracks (columns) fit into a list of another's (rows)."""
    table = np.full((len(GENRES), len(GENRES)), _FAR, dtype=np.float32)
    for genre, near in enumerate(NEAR):
        table[genre, list(near)] = neighbours
        table[genre, genre] = 1
    return table
