"""Draw the audio features of tracks from their genre, mood, year and artist."""

from collections.abc import Mapping

import numpy as np

from shared.domain.track import FEATURES
from training.demo.draws import Numbers, Reals
from training.demo.genres import GENRES, MOOD_SHIFT, MOODS, SUBGENRE_SHIFT

_LEVELS = ("danceability", "energy", "acousticness", "valence")
_CORRELATION = np.array(
    [[1.0, -0.05, -0.05, 0.33], [-0.05, 1.0, -0.5, 0.15], [-0.05, -0.5, 1.0, -0.02], [0.33, 0.15, -0.02, 1.0]]
)
"""Correlation of the levels within a genre, about as in published catalogues."""
_SPREAD = (0.6, 0.75, 1.3, 0.8)
"""Standard deviation of each level, in logits."""
_OF_ARTIST = 0.6
"""Share of the variance that an artist's songs have in common."""
_KEYS = np.array([0.11, 0.12, 0.09, 0.03, 0.07, 0.08, 0.07, 0.11, 0.07, 0.10, 0.06, 0.09])
"""Shares of the keys from C to B: the guitar's and piano's are common, E flat is rare."""
_OCTAVE_ERROR = 0.05
"""Share of tempos with an octave error, double or half the beat, as made by beat trackers."""


def draw_features(
    rng: np.random.Generator, genre: Numbers, subgenre: Numbers, mood: Numbers, year: Numbers, artist: Numbers
) -> Reals:
    """Draw (n, f) features in the order of FEATURES, nothing unknown, for n tracks given by (n,) columns."""
    means = {name: _means(name, genre, subgenre, mood) for name in _FIELDS}
    values = _levels(rng, means, artist)
    values |= _discrete(rng, means, values["valence"]) | _measured(rng, means, values["energy"], year)
    return np.stack([values[name].astype(np.float64) for name in FEATURES], axis=1)


def as_remastered(features: Reals) -> Reals:
    """Return a copy of (n, f) features with the higher loudness of a remaster."""
    louder = features.copy()
    column = FEATURES.index("loudness")
    louder[:, column] = np.minimum(louder[:, column] + 1.5, -0.5)
    return louder


def as_live(rng: np.random.Generator, features: Reals) -> Reals:
    """Return a copy of (n, f) features with the liveness and the longer duration of a live take."""
    live = features.copy()
    live[:, FEATURES.index("liveness")] = _rounded(rng.beta(9, 3, len(live)), 3)
    stretch = rng.uniform(1.0, 1.35, len(live))
    live[:, FEATURES.index("duration_ms")] = _rounded(live[:, FEATURES.index("duration_ms")] * stretch, 0)
    return live


_FIELDS = (*_LEVELS, "instrumental", "speechiness", "tempo", "tempo_spread", "minutes", "waltz")


def _means(name: str, genre: Numbers, subgenre: Numbers, mood: Numbers) -> Reals:
    """Compute the mean of a feature, (n,), by genre, sub-genre and mood."""
    widest = max(len(each.subgenres) for each in GENRES)
    of_genre = np.zeros((len(GENRES), widest))
    for row, each in enumerate(GENRES):
        shifts = [SUBGENRE_SHIFT.get(subgenre_name, {}).get(name, 0.0) for subgenre_name in each.subgenres]
        of_genre[row, : len(shifts)] = getattr(each, name) + np.array(shifts)
    of_mood = np.array([MOOD_SHIFT[each].get(name, 0.0) for each in MOODS])
    return np.asarray(of_genre[genre, subgenre] + of_mood[mood], dtype=np.float64)


def _levels(rng: np.random.Generator, means: Mapping[str, Reals], artist: Numbers) -> dict[str, Reals]:
    """Draw the four levels from 0 to 1 with correlated logits; artists share part of the deviation."""
    own = rng.normal(size=(len(artist), len(_LEVELS)))
    shared = rng.normal(size=(int(artist.max(initial=0)) + 1, len(_LEVELS)))[artist]
    noise = np.sqrt(_OF_ARTIST) * shared + np.sqrt(1 - _OF_ARTIST) * own
    noise = noise @ np.linalg.cholesky(_CORRELATION).T * _SPREAD
    levels = {}
    for column, name in enumerate(_LEVELS):
        mean = np.clip(means[name], 0.02, 0.98)
        levels[name] = _rounded(1 / (1 + np.exp(-(np.log(mean / (1 - mean)) + noise[:, column]))), 4)
    return levels


def _discrete(rng: np.random.Generator, means: Mapping[str, Reals], valence: Reals) -> dict[str, Reals]:
    """Draw key, mode (major more often for high valence) and time signature."""
    count = len(valence)
    return {
        "key": rng.choice(12, count, p=_KEYS / _KEYS.sum()).astype(np.float64),
        "mode": (rng.random(count) < 0.45 + 0.4 * valence).astype(np.float64),
        "time_signature": np.where(rng.random(count) < means["waltz"], 3, 4).astype(np.float64),
    }


def _measured(
    rng: np.random.Generator, means: Mapping[str, Reals], energy: Reals, year: Numbers
) -> dict[str, Reals]:
    """Draw the other features: loudness depends on energy and year; instrumentalness is near 0 or high."""
    count = len(energy)
    loudness = -15.5 + 9.5 * energy + 0.06 * np.minimum(year - 1970, 40) + rng.normal(0, 1.6, count)
    tempo = means["tempo"] + means["tempo_spread"] * rng.normal(size=count)
    octave = np.where(rng.random(count) < _OCTAVE_ERROR, np.where(tempo > 110, 0.5, 2.0), 1.0)
    sung = rng.random(count) > means["instrumental"]
    return {
        "loudness": _rounded(np.clip(loudness, -40, -0.5), 3),
        "speechiness": _rounded(np.clip(means["speechiness"] * rng.lognormal(0, 0.45, count), 0.022, 0.96), 4),
        "instrumentalness": _rounded(np.where(sung, rng.beta(0.3, 40, count), rng.beta(9, 2.2, count)), 5),
        "liveness": _rounded(np.clip(rng.gamma(2.2, 0.08, count), 0.02, 0.98), 4),
        "tempo": _rounded(np.clip(tempo * octave, 45, 215), 3),
        "duration_ms": _rounded(60_000 * means["minutes"] * rng.lognormal(0, 0.22, count), 0),
    }


def _rounded(values: Reals, digits: int) -> Reals:
    """Round values as published tables do."""
    return np.asarray(np.round(values, digits), dtype=np.float64)
