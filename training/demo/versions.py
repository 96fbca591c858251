"""Draw other versions of songs (remasters, live takes) and credits of guests."""

from dataclasses import dataclass

import numpy as np

from training.demo.artists import Artists
from training.demo.draws import Numbers, shares
from training.demo.genres import GENRES, NEAR
from training.demo.words import PLACES

_SHARE = 0.04
"""Pairs of tracks tried per track; about half of them are usable."""
_OLD = 2000
"""Songs from before this year are remastered more often than played live."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Tracks that are another version of an earlier one; all columns have one length."""

    track: Numbers
    original: Numbers
    tails: list[str]
    """Suffixes of the versions' titles: " (Live)"."""


def draw_versions(rng: np.random.Generator, artist: Numbers, year: Numbers) -> Versions:
    """Pair tracks of one artist, whose tracks are consecutive; the later is a version of the earlier."""
    counts = np.bincount(artist)
    one = np.flatnonzero(rng.random(len(artist)) < _SHARE)
    first = np.searchsorted(artist, artist[one])
    other = first + (rng.random(len(one)) * counts[artist[one]]).astype(np.int64)
    swap = year[other] > year[one]
    track, original = np.where(swap, other, one), np.where(swap, one, other)
    # A track is in one pair at most, so that no version has a version and no two are the same.
    _, places = np.unique(np.concatenate([track, original]), return_index=True)
    single = np.zeros(2 * len(one), dtype=bool)
    single[places] = True
    kept = single[: len(one)] & single[len(one) :] & (track != original)
    tails = [_tail(rng, when) for when in year[original[kept]].tolist()]
    return Versions(track[kept], original[kept], tails)


def add_guests(rng: np.random.Generator, names: list[str], artist: Numbers, artists: Artists) -> None:
    """Credit guests of the same or a neighbouring genre in some titles, in place."""
    rates = np.array([genre.guests for genre in GENRES])[artists.genres]
    pools = [_guests_of(artists, genre) for genre in range(len(GENRES))]
    for track in np.flatnonzero(rng.random(len(names)) < rates[artist]).tolist():
        genre = int(artists.genres[artist[track]])
        guest = int(rng.choice(pools[genre], p=shares(artists.popularity[pools[genre]])))
        if guest != artist[track] and "(" not in names[track] and " - " not in names[track]:
            names[track] += f" (feat. {artists.names[guest]})"


def _guests_of(artists: Artists, genre: int) -> Numbers:
    return np.flatnonzero(np.isin(artists.genres, (genre, *NEAR[genre])))


def _tail(rng: np.random.Generator, year: int) -> str:
    draw = rng.random()
    if year < _OLD and draw < 0.6:
        remastered = int(rng.integers(max(year + 10, 1994), 2025))
        return f" - Remastered {remastered}" if draw < 0.5 else f" - {remastered} Remaster"
    return " (Live)" if draw < 0.85 else f" - Live in {PLACES[int(rng.integers(len(PLACES)))]}"
