"""The artists: what each plays, when, in which mood, in what language and how many know them."""

from dataclasses import dataclass

import numpy as np

from training.demo.draws import Numbers, Reals, draw_ids, draw_rows, shares
from training.demo.genres import ERAS, GENRES
from training.demo.languages import Language
from training.demo.names import Namer


@dataclass(frozen=True, slots=True)
class Artists:
    """Columns over the artists."""

    names: list[str]
    ids: list[str]
    languages: list[Language | None]
    genres: Numbers
    subgenres: Numbers
    """Places in the `subgenres` of their genre, what most of their songs are."""
    eras: Numbers
    """Places in ERAS of the decade they began in."""
    moods: Numbers
    """Places in MOODS, what half of their songs are."""
    popularity: Reals
    """Zipf-like and flattened at the top: nobody is on every playlist."""

    def __len__(self) -> int:
        return len(self.names)


def make_artists(rng: np.random.Generator, namer: Namer, count: int) -> Artists:
    """Invent so many artists, evenly over the genres."""
    genres = rng.permutation(np.arange(count) % len(GENRES))
    languages = [namer.language(genre) for genre in genres.tolist()]
    return Artists(
        names=namer.artists(genres.tolist(), languages),
        ids=draw_ids(rng, count),
        languages=languages,
        genres=genres,
        subgenres=draw_subgenres(rng, genres),
        eras=draw_rows(rng, np.array([shares(genre.home_eras) for genre in GENRES])[genres, : len(ERAS)]),
        moods=draw_moods(rng, genres),
        popularity=np.asarray((rng.permutation(count) + 25.0) ** -0.9, dtype=np.float64),
    )


def draw_moods(rng: np.random.Generator, genres: Numbers) -> Numbers:
    """Draw a mood for each genre given, as common as its songs are in it."""
    return draw_rows(rng, np.array([shares(genre.moods) for genre in GENRES])[genres])


def draw_subgenres(rng: np.random.Generator, genres: Numbers) -> Numbers:
    """Draw a sub-genre for each genre given, the first ones oftener."""
    widest = max(len(genre.subgenres) for genre in GENRES)
    table = np.zeros((len(GENRES), widest))
    for row, genre in enumerate(GENRES):
        table[row, : len(genre.subgenres)] = shares(1 / (np.arange(len(genre.subgenres)) + 1.5))
    return draw_rows(rng, table[genres])
