"""Numbers of each track: its index by id, its playlist count, leading artist and song."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.sorting import located

Indices = NDArray[np.int32]
"""Track indices; index i is the i-th most popular track of the catalogue."""


def id_keys(track_ids: Iterable[bytes]) -> NDArray[np.uint64]:
    """Return the 64-bit keys by which ids are looked up: (ids,) uint64.

    Two of ten million ids share a key in one catalogue of 400,000; an unknown id is taken for a known one less
    than once in 10 ** 12 look-ups.
    """
    digests = b"".join(hashlib.blake2b(track_id, digest_size=8).digest() for track_id in track_ids)
    return np.frombuffer(digests, dtype="<u8")


class TrackTable:
    """Columns over the n tracks of the catalogue, most popular first."""

    def __init__(self, arrays: ArrayMap) -> None:
        self._keys: NDArray[np.uint64] = arrays["track_id_keys"]
        """(n,) uint64 ascending `id_keys`."""
        self._by_key: Indices = arrays["track_id_order"]
        """(n,) int32: the track of each key."""
        self.counts: Indices = arrays["track_counts"]
        """(n,) int32: number of training playlists that hold the track."""
        self.artists: Indices = arrays["track_artists"]
        """(n,) int32: index of the leading artist, -1 if the credit is empty."""
        self.songs: Indices = arrays["track_songs"]
        """(n,) int32: the same for every release of one song."""

    def __len__(self) -> int:
        return len(self.counts)

    def first_releases(self, tracks: Indices) -> Indices:
        """Return the tracks without other releases of a song before, in their order: int32."""
        _, first = np.unique(self.songs[tracks], return_index=True)
        return tracks[np.sort(first)]

    def indices(self, track_ids: Sequence[str]) -> Indices:
        """Look ids up. Returns (len(track_ids),) int32, -1 where the catalogue has no such track."""
        if not track_ids:
            return np.zeros(0, dtype=np.int32)
        keys = id_keys(track_id.encode() for track_id in track_ids)
        place, found = located(self._keys, keys)
        return np.where(found, self._by_key[place], np.int32(-1))


def id_arrays(track_ids: NDArray[np.bytes_]) -> dict[str, NDArray[np.uint64] | Indices]:
    """Return the arrays by which a `TrackTable` looks up (n,) ids, given in the order of the catalogue."""
    keys = id_keys(track_ids.tolist())
    order = np.argsort(keys, kind="stable")
    return {"track_id_keys": keys[order], "track_id_order": order.astype(np.int32)}
