"""Descriptive statistics of a dataset for the data report; nothing is drawn here."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.domain.names import credited_artists, fold

from ..read.dataset import Dataset

_FILLER = """
an and are at be by de for from in is it la me mix music my of on or playlist playlists so song songs that the this
to with you your
"""
FILLER_WORDS = frozenset(_FILLER.split())
"""Stop words of playlist titles."""

MIN_COMMON = 3
"""Fewest rows in which both features are known for a correlation; two points always correlate fully."""


def playlist_lengths(dataset: Dataset) -> NDArray[np.int64]:
    """Return (p,) int64: the number of tracks in each playlist."""
    return np.diff(dataset.indptr)


def playlists_of_tracks(dataset: Dataset) -> NDArray[np.int64]:
    """Return (n,) int64: the number of playlists that hold each track."""
    return np.bincount(dataset.indices, minlength=len(dataset.tracks)).astype(np.int64)


def top_tracks(dataset: Dataset, limit: int) -> list[tuple[str, str, int]]:
    """Return name, credit and number of playlists of the tracks in most playlists, ties in the dataset's order."""
    held = playlists_of_tracks(dataset)
    best = np.argsort(-held, kind="stable")[:limit]
    tracks = dataset.tracks
    return [(tracks.names[row], tracks.artists[row], int(held[row])) for row in best if held[row]]


def top_artists(dataset: Dataset, limit: int) -> list[tuple[str, int]]:
    """Return the artists with most playlist entries, and their number; a track counts for its leading artist."""
    entries: Counter[str] = Counter()
    held = playlists_of_tracks(dataset)
    for row in np.flatnonzero(held).tolist():
        entries[dataset.tracks.artists[row]] += int(held[row])
    artists: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for credit, number in entries.items():
        for artist in credited_artists(credit)[:1]:
            spelled.setdefault(fold(artist) or artist, artist)
            artists[fold(artist) or artist] += number
    return [(spelled[key], number) for key, number in artists.most_common(limit)]


def top_genres(dataset: Dataset, limit: int) -> list[tuple[str, int]]:
    """Return the genres with most tracks, and their number; a track counts for each of its genres."""
    return Counter(genre for genres in dataset.tracks.genres for genre in genres).most_common(limit)


def title_words(titles: Iterable[str], limit: int) -> list[tuple[str, int]]:
    """Return the most frequent folded words of titles and the number of titles with each.

    `FILLER_WORDS`, single letters and plain numbers are excluded.
    """
    words = (word for title in titles for word in dict.fromkeys(fold(title).split()))
    telling = (word for word in words if len(word) > 1 and word not in FILLER_WORDS and not word.isdecimal())
    return Counter(telling).most_common(limit)


def correlations(values: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Compute the (m, m) Pearson correlations of the columns of (n, m) values, over rows where both are known.

    NaN for a pair known together in fewer than `MIN_COMMON` rows, or if one of the two is constant in these rows.
    """
    width = values.shape[1]
    result = np.full((width, width), np.nan)
    known = ~np.isnan(values)
    for first in range(width):
        for second in range(first, width):
            both = known[:, first] & known[:, second]
            value = _correlation(values[both, first].astype(np.float64), values[both, second].astype(np.float64))
            result[first, second] = result[second, first] = value
    return result


def _correlation(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    if len(first) < MIN_COMMON or np.ptp(first) == 0 or np.ptp(second) == 0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])
