"""Generate artists: name, language, genre, era, mood and popularity."""

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
    """Indices in `subgenres` of the artist's genre; most of the artist's songs are of it."""
    eras: Numbers
    """Indices in ERAS of the decade of the debut."""
    moods: Numbers
    """Indices in MOODS; half of the artist's songs or more are of it."""
    popularity: Reals
    """Zipf-like weights, flattened at the top so that no artist is on every playlist."""

    def __len__(self) -> int:
        return len(self.names)


def make_artists(rng: np.random.Generator, namer: Namer, count: int) -> Artists:
    """Generate `count` artists, evenly over the genres."""
    genres = rng.permutation(np.arange(count) % len(GENRES))
    languages = [namer.language(genre) for genre in genres.tolist()]
    return Artists(
        names=namer.artists(genres.tolist(), languages),
        ids=draw_ids(rng, count, "demo:artist:"),
        languages=languages,
        genres=genres,
        subgenres=draw_subgenres(rng, genres),
        eras=draw_rows(rng, np.array([shares(genre.home_eras) for genre in GENRES])[genres, : len(ERAS)]),
        moods=draw_moods(rng, genres),
        popularity=np.asarray((rng.permutation(count) + 25.0) ** -0.9, dtype=np.float64),
    )


def draw_moods(rng: np.random.Generator, genres: Numbers) -> Numbers:
    """Draw a mood for each of (n,) genres with the genre's shares of moods."""
    return draw_rows(rng, np.array([shares(genre.moods) for genre in GENRES])[genres])


def draw_subgenres(rng: np.random.Generator, genres: Numbers) -> Numbers:
    """Draw a sub-genre for each of (n,) genres; earlier ones are more frequent."""
    widest = max(len(genre.subgenres) for genre in GENRES)
    table = np.zeros((len(GENRES), widest))
    for row, genre in enumerate(GENRES):
        table[row, : len(genre.subgenres)] = shares(1 / (np.arange(len(genre.subgenres)) + 1.5))
    return draw_rows(rng, table[genres])
