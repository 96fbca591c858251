"""The arrays of a `shared.model.candidates.titles.TitleTable`: what playlists' titles, genres and artists say."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from shared.domain.names import fold
from shared.model.candidates.csr import csr_offsets
from training.fit.artists import number
from training.fit.text_index import text_index_arrays

MOST_TITLES = 60_000
"""Distinct titles, those of most playlists first. The million playlists of the MPD have 17,381."""

TRACKS_PER_TITLE = 100
"""Tracks kept of a title: those on most of its playlists."""

MOST_ARTISTS = 20_000
"""Artists whose names are looked for in a title: those of the most popular tracks."""

LISTED_PER_GENRE = 600
"""Most popular tracks of a genre that become candidates."""

NEW_PER_GENRE = 200
"""Unlisted tracks of a genre that become candidates."""

TELLS_NOTHING = 0.1
"""Share of all playlists, from which on a title tells nothing: "my playlist"."""

SHRINKAGE = 2.0
"""Added to a title's number of playlists, so that a title of one playlist is no certainty."""


def name_arrays(genres: sparse.csr_matrix, genre_names: Sequence[str], artists: Sequence[str]) -> dict[str, Any]:
    """Return the arrays that depend on no playlist: each track's genres, and the names of genres and artists.

    `genres` is the binary (n, g) matrix; names are by column, artists those of the most popular tracks first.
    """
    return {
        "track_genre_starts": genres.indptr.astype(np.int32),
        "track_genres": genres.indices.astype(np.uint16),
        "genre_counts": np.bincount(genres.indices, minlength=genres.shape[1]).astype(np.int32),
        **text_index_arrays("genre_names", genre_names),
        **text_index_arrays("artist_names", artists[:MOST_ARTISTS]),
    }


def title_arrays(
    entries: sparse.csr_matrix, names: Sequence[str], genres: sparse.csr_matrix
) -> dict[str, NDArray[Any]]:
    """Return the arrays that depend on playlists: the tracks of each title and of each genre.

    `entries` is the binary (p, n) matrix of playlists, `names` their titles, `genres` the binary (n, g) matrix.
    """
    titles, of_title = _titles(names)
    tracks = sparse.csr_matrix(of_title @ entries)
    shares = tracks.data / (np.diff(of_title.indptr).repeat(np.diff(tracks.indptr)) + SHRINKAGE)
    order = np.lexsort((tracks.indices, -shares, _rows(tracks)))
    kept = order[csr_offsets(np.diff(tracks.indptr)) < TRACKS_PER_TITLE]
    return {
        **text_index_arrays("titles", titles),
        "title_track_starts": _starts(np.minimum(np.diff(tracks.indptr), TRACKS_PER_TITLE)),
        "title_tracks": tracks.indices[kept].astype(np.int32),
        "title_track_shares": np.ceil(shares[kept] * 255).astype(np.uint8),
        **_genre_tracks(genres, np.asarray(entries.sum(axis=0)).ravel() > 0),
    }


def _titles(names: Sequence[str]) -> tuple[list[str], sparse.csr_matrix]:
    """Return the distinct titles, folded and without numbers, and the binary (titles, p) matrix of playlists."""
    keys = [" ".join(word for word in fold(name).split() if not word.isdigit()) for name in names]
    numbers = number(keys)
    named = np.flatnonzero(numbers >= 0)
    counts = np.bincount(numbers[named])
    common = counts > max(TELLS_NOTHING * len(names), 1)
    kept = np.argsort(np.where(common, 0, -counts), kind="stable")[: min(MOST_TITLES, int((~common).sum()))]
    row = np.full(len(counts), -1, dtype=np.int32)
    row[kept] = np.arange(len(kept), dtype=np.int32)
    rows = row[numbers[named]]
    named, rows = named[rows >= 0], rows[rows >= 0]
    distinct = list(dict.fromkeys(key for key in keys if key))
    ones = np.ones(len(rows), dtype=np.float32)
    return [distinct[each] for each in kept.tolist()], sparse.csr_matrix(
        (ones, (rows, named)), shape=(len(kept), len(names))
    )


def _genre_tracks(genres: sparse.csr_matrix, listed: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    """Return the most popular tracks of each genre, and some unlisted ones."""
    by_genre = sparse.csc_matrix(genres)
    by_genre.sort_indices()
    rows, tracks = _rows(by_genre), by_genre.indices
    kept = np.zeros(len(tracks), dtype=np.bool_)
    for among, most in ((listed, LISTED_PER_GENRE), (~listed, NEW_PER_GENRE)):
        places = np.flatnonzero(among[tracks])
        kept[places[csr_offsets(np.bincount(rows[places], minlength=genres.shape[1])) < most]] = True
    return {
        "genre_track_starts": _starts(np.bincount(rows[kept], minlength=genres.shape[1])),
        "genre_tracks": tracks[kept].astype(np.int32),
    }


def _rows(matrix: sparse.csr_matrix | sparse.csc_matrix) -> NDArray[np.int64]:
    """Return the row of each entry of a compressed matrix; of a CSC matrix, the column."""
    return np.repeat(np.arange(len(matrix.indptr) - 1), np.diff(matrix.indptr))


def _starts(lengths: NDArray[np.integer[Any]]) -> NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
