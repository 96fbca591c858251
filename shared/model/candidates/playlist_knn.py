"""Evidence from playlists: nearest neighbours among the playlists that hold seeds, and their tracks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.csr import csr_positions, csr_rows
from shared.model.candidates.sorting import best_first, grouped, located, placed
from shared.model.candidates.tracks import Indices

MOST_PLAYLISTS = 150
"""Playlists weighed per request, those with most seeds first; 4,000 were no better anywhere."""

SHRINKAGE = 5.0
"""Added to a seed's playlist count, so that a seed on one playlist does not outweigh all others."""


@dataclass(frozen=True, slots=True)
class PlaylistEvidence:
    """Scores of m distinct tracks from the neighbouring playlists; every column is (m,) float32."""

    tracks: Indices
    """(m,) ascending."""
    playlist_cosine: NDArray[np.float32]
    """Sum over playlists of the cosine between playlist and seeds."""
    playlist_knn: NDArray[np.float32]
    """Sum of the squared cosines, which favours the nearest playlists."""
    playlist_knn_rare: NDArray[np.float32]
    """Sum of the squared cosines with seeds weighed by inverse document frequency."""
    conditional: NDArray[np.float32]
    """Mean over seeds of the share of the seed's playlists that hold the track, shrunk by SHRINKAGE."""
    item_projection: NDArray[np.float32]
    """Mean over seeds of the cosine between the two tracks' playlist sets, times the root of the track's count.

    `of` divides by the root: reading counts all over memory is slow, and few of these tracks become candidates.
    """

    def of(self, tracks: Indices, counts: NDArray[np.int32]) -> dict[str, NDArray[np.float32]]:
        """Return the columns by name for ascending tracks, given their playlist counts; 0 without evidence."""
        columns = placed(self.tracks, {name: getattr(self, name) for name in _COLUMNS}, tracks)
        if columns:
            roots = np.sqrt(np.maximum(counts, 1)).astype(np.float32)
            columns["item_cosine"] = columns.pop("item_projection") / roots
        return columns


_COLUMNS = ("playlist_cosine", "playlist_knn", "playlist_knn_rare", "conditional", "item_projection")


class PlaylistTable:
    """Playlists and tracks as one sparse matrix, stored in both directions.

    A track on very many playlists keeps only a sample: its first ones, in a random order of playlists that is the
    same for all tracks. Such coordinated samples preserve the playlists that two tracks share (Cohen and Kaplan,
    "Summarizing data using bottom-k sketches", PODC 2007).
    """

    def __init__(self, arrays: ArrayMap) -> None:
        self._starts: NDArray[np.int32] = arrays["playlist_starts"]
        self._tracks: Indices = arrays["playlist_tracks"]
        self.lengths: NDArray[np.int16] = arrays["playlist_lengths"]
        """(p,) int16: the number of tracks of each playlist, before sampling."""
        self._track_starts: NDArray[np.int32] = arrays["track_playlist_starts"]
        self._track_playlists: NDArray[np.int32] = arrays["track_playlists"]
        self._counts: NDArray[np.int32] = arrays["track_counts"]
        """(n,) int32: the number of playlists of each track, before sampling."""

    def __len__(self) -> int:
        return len(self._starts) - 1

    def of_track(self, track: int) -> NDArray[np.int32]:
        """Return the kept playlists of a track, ascending."""
        return self._track_playlists[self._track_starts[track] : self._track_starts[track + 1]]

    def tracks_of(self, playlist: int) -> Indices:
        """Return the kept tracks of a playlist, ascending."""
        return self._tracks[self._starts[playlist] : self._starts[playlist + 1]]

    def sampling_weights(self, tracks: Indices) -> NDArray[np.float32]:
        """Return the inverse inclusion probability of tracks' playlists: (len(tracks),) float32, 1 or more.

        Each kept playlist of a track stands for that many (Horvitz and Thompson, JASA 47, 1952).
        """
        kept = self._track_starts[tracks + 1] - self._track_starts[tracks]
        return np.asarray(np.maximum(self._counts[tracks] / np.maximum(kept, 1), 1.0), dtype=np.float32)

    def pair_sampling_weights(self, tracks: Indices, seeds: Indices) -> NDArray[np.float32]:
        """Return the same for playlists that hold both tracks of a pair: (len(tracks), len(seeds)) float32."""
        weights = self.sampling_weights(np.concatenate([tracks, seeds]))
        return np.maximum(weights[: len(tracks), None], weights[len(tracks) :])

    def weighed(
        self, playlists: NDArray[np.int32], weights: NDArray[np.float32]
    ) -> tuple[Indices, NDArray[np.float32]]:
        """Return the tracks of `playlists`, (m,) ascending, and the summed weights of those that hold each."""
        tracks, (sums,) = self._summed(playlists, weights[None])
        return tracks, sums

    def _summed(
        self, playlists: NDArray[np.int32], weights: NDArray[np.float32]
    ) -> tuple[Indices, NDArray[np.float32]]:
        """Return the tracks of `playlists`, (m,) ascending, and sums of (k, playlists) weights: (k, m)."""
        tracks, firsts, places = grouped(*csr_rows(self._starts, self._tracks, playlists))
        if not len(tracks):
            return tracks, np.zeros((len(weights), 0), dtype=np.float32)
        return tracks, np.add.reduceat(np.take(weights, places, axis=1), firsts, axis=1)

    def shared(self, tracks: Indices, seeds: Indices) -> NDArray[np.int64]:
        """Count the playlists that hold both, estimated from samples: (len(tracks), len(seeds)) int64."""
        seed_playlists, firsts, owner = grouped(*self._of_tracks(seeds))
        playlists, row = self._of_tracks(tracks)
        if not len(seed_playlists):
            return np.zeros((len(tracks), len(seeds)), dtype=np.int64)
        place, held = located(seed_playlists, playlists)
        place, row = place[held], row[held]
        many = np.diff(firsts, append=len(owner))[place]
        pairs = np.repeat(row, many) * len(seeds) + owner[csr_positions(firsts[place], many)]
        found = np.bincount(pairs, minlength=len(tracks) * len(seeds)).reshape(len(tracks), len(seeds))
        return np.asarray(np.rint(found * self.pair_sampling_weights(tracks, seeds)), dtype=np.int64)

    def _of_tracks(self, tracks: Indices) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the kept playlists of each track, one after another, and the place in `tracks` of each."""
        return csr_rows(self._track_starts, self._track_playlists, tracks)

    def evidence(self, seeds: Indices, times: int = 1) -> PlaylistEvidence:
        """Score every track that shares a playlist with a seed, one of `times` MOST_PLAYLISTS.

        Every column is a sum over playlists of a weight that depends only on the seeds of the playlist, so one
        pass over the playlists' entries computes all.
        """
        playlists, firsts, owners = grouped(*self._of_tracks(seeds))
        if not len(playlists):
            return PlaylistEvidence(np.zeros(0, dtype=np.int32), *(np.zeros((len(_COLUMNS), 0), dtype=np.float32)))
        held = np.diff(firsts, append=len(owners))
        keep = best_first(held.astype(np.float32))[: times * MOST_PLAYLISTS]
        playlists, firsts, held = playlists[keep], firsts[keep], held[keep]
        weights = self._weights(seeds, owners[csr_positions(firsts, held)], held)
        weights[:3] = (weights[:3] / np.sqrt(self.lengths[playlists])) ** np.array([[1], [2], [2]])
        tracks, sums = self._summed(playlists, weights.astype(np.float32))
        return PlaylistEvidence(tracks, *sums)

    def _weights(self, seeds: Indices, owners: NDArray[np.int64], held: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return each playlist's sum over the seeds it holds, for each column: (5, playlists) float64.

        `owners` are places in `seeds`: the `held[0]` of the first playlist, then those of the next, and so on. The
        first three rows are not yet divided by the playlist's length.
        """
        counts = np.maximum(self._counts[seeds], 1)
        share = np.full(len(seeds), 1 / np.sqrt(len(seeds)))
        rarity = np.log1p(len(self) / counts)
        sampling_weights = self.sampling_weights(seeds)
        terms = (
            share,
            share,
            rarity * share,
            sampling_weights / (counts + SHRINKAGE) / len(seeds),
            sampling_weights / np.sqrt(counts) / len(seeds),
        )
        which = np.repeat(np.arange(len(held)), held)
        return np.stack([np.bincount(which, term[owners]) for term in terms])
