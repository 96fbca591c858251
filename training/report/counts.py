"""What the data report counts of a dataset: pure figures, nothing drawn."""

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
"""Words of playlist titles that say nothing of what is in them."""

MIN_COMMON = 3
"""Fewest values two features must share for their correlation to be told: two points always correlate fully."""


def playlist_lengths(dataset: Dataset) -> NDArray[np.int64]:
    """Give (p,) how many tracks each playlist holds."""
    return np.diff(dataset.indptr)


def playlists_of_tracks(dataset: Dataset) -> NDArray[np.int64]:
    """Give (n,) how many playlists hold each track."""
    return np.bincount(dataset.indices, minlength=len(dataset.tracks)).astype(np.int64)


def top_tracks(dataset: Dataset, limit: int) -> list[tuple[str, str, int]]:
    """Give name, credit and playlists of the tracks in most playlists, the first met first among equals."""
    held = playlists_of_tracks(dataset)
    best = np.argsort(-held, kind="stable")[:limit]
    tracks = dataset.tracks
    return [(tracks.names[row], tracks.artists[row], int(held[row])) for row in best if held[row]]


def top_artists(dataset: Dataset, limit: int) -> list[tuple[str, int]]:
    """Give the artists whose tracks, as the leading artist, make up most entries of playlists."""
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
    """Give the genres of most tracks; a track counts for each of its genres."""
    return Counter(genre for genres in dataset.tracks.genres for genre in genres).most_common(limit)


def title_words(titles: Iterable[str], limit: int) -> list[tuple[str, int]]:
    """Give the folded words in most titles, each counted once a title.

    `FILLER_WORDS`, single letters and plain numbers are left out.
    """
    words = (word for title in titles for word in dict.fromkeys(fold(title).split()))
    telling = (word for word in words if len(word) > 1 and word not in FILLER_WORDS and not word.isdecimal())
    return Counter(telling).most_common(limit)


def correlations(values: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Give the (m, m) Pearson correlations of the columns of (n, m) values, over the rows where both are known.

    NaN where fewer than `MIN_COMMON` rows know both, or one of the two does not vary among them.
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
