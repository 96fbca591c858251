"""Evidence from playlists: which tracks stand in the playlists that share seeds with the request."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.artefact import ArrayMap
from shared.model.spans import spans
from shared.model.tracks import Indices

MOST_PLAYLISTS = 4_000
"""Playlists weighed per request, those that share most with the seeds first."""

SHRINKAGE = 5.0
"""Added to a seed's playlist count, so that a seed seen once does not outweigh all others."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What m distinct tracks got from the neighbouring playlists; every column is (m,) float32."""

    tracks: Indices
    """(m,) ascending."""
    playlist_cosine: NDArray[np.float32]
    """Sum over playlists of the cosine between playlist and seeds."""
    playlist_knn: NDArray[np.float32]
    """The same of the squared cosine, which favours the nearest playlists."""
    playlist_knn_rare: NDArray[np.float32]
    """The same with seeds weighed by their rarity (inverse document frequency)."""
    conditional: NDArray[np.float32]
    """Mean over seeds of the share of the seed's playlists that hold the track, shrunk."""
    item_cosine: NDArray[np.float32]
    """Mean over seeds of the cosine between the two tracks' playlist sets."""

    def columns(self) -> dict[str, NDArray[np.float32]]:
        """Give the columns by name."""
        return {name: getattr(self, name) for name in _COLUMNS}


_COLUMNS = ("playlist_cosine", "playlist_knn", "playlist_knn_rare", "conditional", "item_cosine")


class PlaylistTable:
    """Playlists and tracks as one sparse matrix, kept in both directions."""

    def __init__(self, arrays: ArrayMap) -> None:
        self._starts: NDArray[np.int64] = arrays["playlist_starts"]
        self._tracks: Indices = arrays["playlist_tracks"]
        self._track_starts: NDArray[np.int64] = arrays["track_playlist_starts"]
        self._track_playlists: NDArray[np.int32] = arrays["track_playlists"]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def of_track(self, track: int) -> NDArray[np.int32]:
        """Give the playlists that hold a track, ascending."""
        return self._track_playlists[self._track_starts[track] : self._track_starts[track + 1]]

    def weighed(
        self, playlists: NDArray[np.int32], weights: NDArray[np.float32]
    ) -> tuple[Indices, NDArray[np.float32]]:
        """Give the tracks that `playlists` hold, ascending, and the sum of the weights of those that hold each."""
        lengths = self._starts[playlists + 1] - self._starts[playlists]
        entries = self._tracks[spans(self._starts[playlists], lengths)]
        tracks, place = np.unique(entries, return_inverse=True)
        return tracks, np.bincount(place, np.repeat(weights, lengths)).astype(np.float32)

    def shared(self, tracks: Indices, seeds: Indices) -> NDArray[np.int64]:
        """Count the playlists that hold both: (len(tracks), len(seeds))."""
        seed_playlists, owner = self._of_tracks(seeds)
        order = np.argsort(seed_playlists, kind="stable")
        seed_playlists, owner = seed_playlists[order], owner[order]
        playlists, row = self._of_tracks(tracks)
        first = np.searchsorted(seed_playlists, playlists, side="left")
        many = np.searchsorted(seed_playlists, playlists, side="right") - first
        pairs = np.repeat(row, many) * len(seeds) + owner[spans(first, many)]
        return np.bincount(pairs, minlength=len(tracks) * len(seeds)).reshape(len(tracks), len(seeds))

    def _of_tracks(self, tracks: Indices) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Give the playlists of each track, one after another, and which of `tracks` each belongs to."""
        starts = self._track_starts[tracks]
        lengths = self._track_starts[np.asarray(tracks) + 1] - starts
        return self._track_playlists[spans(starts, lengths)], np.repeat(np.arange(len(tracks)), lengths)

    def evidence(self, seeds: Indices, counts: NDArray[np.int32]) -> Evidence:
        """Weigh every track that shares a playlist with a seed.

        `counts` is (n,) the number of playlists of every track. Every column is a sum over playlists of a
        weight that depends on the seeds a playlist holds, so one pass over the playlists' entries gives all.
        """
        of_seeds, owner = self._of_tracks(seeds)
        playlists, which = np.unique(of_seeds, return_inverse=True)
        if not len(playlists):
            return Evidence(np.zeros(0, dtype=np.int32), *(np.zeros((len(_COLUMNS), 0), dtype=np.float32)))
        seed_counts = counts[seeds][owner]
        keep = np.argsort(-np.bincount(which), kind="stable")[:MOST_PLAYLISTS]
        lengths = np.diff(self._starts)[playlists[keep]]
        weights = self._weights(which, seed_counts, len(seeds))[:, keep]
        weights[:3] = (weights[:3] / np.sqrt(lengths)) ** np.array([[1], [2], [2]])
        tracks, place = np.unique(self._tracks[spans(self._starts[playlists[keep]], lengths)], return_inverse=True)
        sums = np.stack([np.bincount(place, row) for row in np.repeat(weights, lengths, axis=1)])
        sums[-1] /= np.sqrt(counts[tracks])
        return Evidence(tracks, *sums.astype(np.float32))

    def _weights(
        self, which: NDArray[np.int64], seed_counts: NDArray[np.int32], seeds: int
    ) -> NDArray[np.float64]:
        """Give each playlist's sum over the seeds it holds, for each column: (5, playlists).

        `which` and `seed_counts` have one entry for each seed and playlist that holds it. The first three rows
        still lack the playlist's length.
        """
        rarity = np.log1p(len(self) / seed_counts)
        terms = (
            np.full(len(which), 1 / np.sqrt(seeds)),
            np.full(len(which), 1 / np.sqrt(seeds)),
            rarity / np.sqrt(seeds),
            1 / (seed_counts + SHRINKAGE) / seeds,
            1 / np.sqrt(seed_counts) / seeds,
        )
        return np.stack([np.bincount(which, term) for term in terms])
