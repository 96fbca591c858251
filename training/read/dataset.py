"""The training set: tracks as columns and playlists as one sparse matrix; it is read elsewhere."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OPERATOR = -1
"""The contributor of the operator's own playlists."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """Columns over the n tracks of the playlists and features tables, in the order of first occurrence."""

    ids: NDArray[np.bytes_]
    """(n,) bytes: track ids, distinct."""
    names: list[str]
    artists: list[str]
    """Credits as written, such as "A Featuring B"; the features table's where the playlists have none."""
    albums: list[str]
    genres: list[tuple[str, ...]]
    years: NDArray[np.int16]
    """(n,) year of release, 0 where unknown."""
    features: NDArray[np.float32]
    """(n, f) in the order of `shared.domain.track.FEATURES`, NaN where unknown; never infinite."""
    popularity: NDArray[np.float32]
    """(n,) popularity from the features table, 0 to 100, NaN where unknown."""
    seconds: NDArray[np.uint16]
    """(n,) length: the features table's, else the playlists'; 0 where unknown."""
    explicit: NDArray[np.int8]
    """(n,) 1 for a song that is marked explicit, 0 for one that is marked as not, -1 where unknown."""
    other_ids: list[tuple[str, ...]]
    """Ids at other providers, and ISRCs."""
    artist_ids: list[tuple[str, ...]]
    """Ids of the leading artist, none where the files tell none."""

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
    """(e,): rows of `tracks`, distinct within a playlist, in the playlist's order."""
    contributors: NDArray[np.int32]
    """(p,): the number of the listener who shared each playlist, OPERATOR for the operator's own."""

    def __len__(self) -> int:
        return len(self.playlist_names)

    @property
    def operators(self) -> NDArray[np.int64]:
        """Return the rows of the operator's own playlists: only these judge a model."""
        return np.flatnonzero(self.contributors == OPERATOR)

    def playlist(self, index: int) -> NDArray[np.int32]:
        """Return the rows in `tracks` of one playlist's tracks."""
        return self.indices[self.indptr[index] : self.indptr[index + 1]]


def by_operator(playlists: int) -> NDArray[np.int32]:
    """Return the contributors of playlists that are all the operator's own: (p,) int32."""
    return np.full(playlists, OPERATOR, dtype=np.int32)
