"""Playlists as they are served: in a random order, with only a sample of the most popular tracks' entries."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from shared.model.candidates.csr import csr_offsets

MOST_ENTRIES = 18_000_000
"""Entries kept, at most: beyond it, the tracks on most playlists keep only a sample of theirs.

Of a million playlists that leaves each track about 100; docs/decisions/0032 has the cost of fewer and more.
"""


def playlist_arrays(entries: sparse.csr_matrix, *, most_entries: int = MOST_ENTRIES) -> dict[str, NDArray[Any]]:
    """Return the arrays of a `shared.model.candidates.playlist_knn.PlaylistTable`, except `track_counts`.

    `entries` is the binary (p, n) matrix of playlists, which must be in a random order: each track keeps its first
    playlists, as many as `most_entries` allows.
    """
    by_track = sparse.csc_matrix(entries)
    by_track.sort_indices()
    lengths = np.diff(by_track.indptr)
    most_kept = _most_kept(lengths, most_entries)
    kept = csr_offsets(lengths) < most_kept
    track_playlists = by_track.indices[kept]
    track_starts = np.concatenate([[0], np.cumsum(np.minimum(lengths, most_kept))])
    by_playlist = sparse.csc_matrix(
        (np.ones(len(track_playlists), dtype=np.int8), track_playlists, track_starts), shape=entries.shape
    ).tocsr()
    return {
        "playlist_starts": by_playlist.indptr.astype(np.int32),
        "playlist_tracks": by_playlist.indices.astype(np.int32),
        "playlist_lengths": np.diff(entries.indptr).clip(max=np.iinfo(np.int16).max).astype(np.int16),
        "track_playlist_starts": track_starts.astype(np.int32),
        "track_playlists": track_playlists.astype(np.int32),
    }


def playlist_popularity(entries: sparse.csr_matrix, counts: NDArray[np.int32]) -> NDArray[np.float16]:
    """Compute the mean of log(1 + count) over each playlist's tracks: (p,) float16, 0 for an empty playlist.

    `entries` is the binary (p, n) matrix of playlists; `counts` (n,) are the playlists that hold each track.
    """
    sums = entries @ np.log1p(counts).astype(np.float32)
    return np.asarray(sums / np.maximum(np.diff(entries.indptr), 1), dtype=np.float16)


def _most_kept(counts: NDArray[np.integer[Any]], most_entries: int) -> int:
    """Return the greatest number of playlists a track may keep so that all keep at most `most_entries`."""
    low, high = 1, int(counts.max(initial=1))
    while low < high:
        middle = (low + high + 1) // 2
        fits = int(np.minimum(counts, middle).sum()) <= most_entries
        low, high = (middle, high) if fits else (low, middle - 1)
    return low
