"""What training works on: every track and playlist that was read, as columns and one sparse matrix."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Tracks:
    """Columns over the n tracks that a playlist or a features table names, in the order first met."""

    ids: NDArray[np.bytes_]
    """(n,) S22: Spotify ids, distinct."""
    names: list[str]
    artists: list[str]
    """Credits as written, such as "A Featuring B"; the features table's where the playlists have none."""
    albums: list[str]
    genres: list[tuple[str, ...]]
    years: NDArray[np.int16]
    """(n,) year of release, 0 where unknown."""
    features: NDArray[np.float32]
    """(n, 13) in the order of `shared.domain.track.FEATURES`, NaN where unknown; never infinite."""
    popularity: NDArray[np.float32]
    """(n,) the popularity the features table gives, 0 to 100, NaN where unknown."""

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Tracks, and p playlists as a binary sparse matrix in CSR form with e entries."""

    tracks: Tracks
    playlist_ids: list[str]
    playlist_names: list[str]
    indptr: NDArray[np.int64]
    """(p + 1,): playlist i holds `indices[indptr[i]:indptr[i + 1]]`."""
    indices: NDArray[np.int32]
    """(e,): rows of `tracks`, distinct within a playlist, in the order the playlist gives them."""

    def __len__(self) -> int:
        return len(self.playlist_names)

    def playlist(self, index: int) -> NDArray[np.int32]:
        """Give the rows of one playlist's tracks."""
        return self.indices[self.indptr[index] : self.indptr[index + 1]]
