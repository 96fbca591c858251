"""The catalogue's numeric side: which ids there are and what is counted of each track."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from shared.model.artefact import ArrayMap

Indices = NDArray[np.int32]
"""Track indices; index i is the i-th most popular track of the catalogue."""


class TrackTable:
    """Columns over the n tracks of the catalogue, most popular first."""

    def __init__(self, arrays: ArrayMap) -> None:
        self.ids: NDArray[np.bytes_] = arrays["track_ids"]
        """(n,) S22: Spotify ids."""
        self._by_id: Indices = arrays["track_ids_order"]
        self.counts: Indices = arrays["track_counts"]
        """(n,) int32: training playlists that hold the track."""
        self.artists: Indices = arrays["track_artists"]
        """(n,) int32: index of the leading artist, -1 if the credit is empty."""
        self.songs: Indices = arrays["track_songs"]
        """(n,) int32: the same for every release of one song."""

    def __len__(self) -> int:
        return len(self.ids)

    def indices(self, track_ids: Sequence[str]) -> Indices:
        """Look ids up. Returns (len(track_ids),) int32, -1 where the catalogue has no such track."""
        wanted = np.array([track_id.encode("ascii", "replace") for track_id in track_ids], dtype=object)
        fits = np.array([len(track_id) == self.ids.dtype.itemsize for track_id in track_ids], dtype=bool)
        keys = np.where(fits, wanted, b"").astype(self.ids.dtype)
        place = np.searchsorted(self.ids, keys, sorter=self._by_id).clip(max=len(self) - 1)
        found = np.asarray(self._by_id[place], dtype=np.int32)
        return np.where(self.ids[found] == keys, found, np.int32(-1))

    def id_strings(self, indices: Iterable[int] | Indices) -> list[str]:
        """Give the Spotify ids of track indices."""
        return [track_id.decode("ascii") for track_id in self.ids[np.asarray(indices, dtype=np.int64)].tolist()]
