"""Evidence from artists: whose songs the seeds are, and whose songs stand beside them in playlists."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.csr import csr_rows
from shared.model.candidates.sorting import distinct, located
from shared.model.candidates.tracks import Indices


@dataclass(frozen=True, slots=True)
class Weighed:
    """Weights of a few artists; of all others it is 0."""

    artists: NDArray[np.int32]
    """(m,) ascending."""
    weights: NDArray[np.float32]
    """(m,)"""

    def of(self, artists: NDArray[np.int32]) -> NDArray[np.float32]:
        """Give the weights of any artists: (len(artists),) float32."""
        if not len(self.artists):
            return np.zeros(len(artists), dtype=np.float32)
        place, found = located(self.artists, artists)
        return np.where(found, self.weights[place], np.float32(0.0))


class ArtistTable:
    """Who is credited on which track, and which artists share playlists."""

    def __init__(self, arrays: ArrayMap) -> None:
        self._leading: NDArray[np.int32] = arrays["track_artists"]
        """(n,): the artist a track's credit leads with, -1 if it is empty."""
        self._shared: Indices = arrays["shared_credit_tracks"]
        """(k,) ascending: the tracks that credit more than one artist."""
        self._guest_starts: NDArray[np.int32] = arrays["shared_credit_starts"]
        self._guests: NDArray[np.int32] = arrays["shared_credit_artists"]
        """The others on track `shared[i]` are `guests[guest_starts[i]:guest_starts[i + 1]]`."""
        self._song_starts: NDArray[np.int32] = arrays["artist_song_starts"]
        self._songs: Indices = arrays["artist_songs"]
        """Of each artist the most popular songs, and some that no playlist holds yet."""
        self._near: NDArray[np.int32] = arrays["artist_near"]
        """(a, k): the artists that share most playlists, -1 where there are fewer."""
        self._near_cosines: NDArray[np.uint8] = arrays["artist_near_cosines"]
        """(a, k): their cosines, in 255ths."""
        self._popularity: NDArray[np.float32] = arrays["artist_popularity"]
        """(a,): log(1 + entries of all the artist's songs)."""

    def __len__(self) -> int:
        return len(self._near)

    def credited(self, tracks: Indices) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Give every credit of some tracks: the artist, and the place in `tracks`; leading artists come first."""
        leading = self._leading[tracks]
        places = np.flatnonzero(leading >= 0)
        if not len(self._shared):
            return leading[places], places
        row, found = located(self._shared, tracks)
        sharing = np.flatnonzero(found)
        guests, of = csr_rows(self._guest_starts, self._guests, row[sharing])
        return np.concatenate([leading[places], guests]), np.concatenate([places, sharing[of]])

    def shares(self, seeds: Indices) -> Weighed:
        """Give each artist's share of the seeds' credits."""
        artists, _ = self.credited(seeds)
        present, counts = np.unique(artists, return_counts=True)
        return Weighed(present, (counts / len(seeds)).astype(np.float32))

    def nearness(self, shares: Weighed) -> Weighed:
        """Spread the seeds' artists over those that share playlists with them."""
        near = self._near[shares.artists]
        weights = self._near_cosines[shares.artists] * (shares.weights[:, None] / 255)
        known = near >= 0
        artists, place = np.unique(np.concatenate([shares.artists, near[known]]), return_inverse=True)
        sums = np.bincount(place, np.concatenate([shares.weights, weights[known]]))
        return Weighed(artists, sums.astype(np.float32))

    def near(self, artist: int) -> list[int]:
        """Give the artists that share most playlists with one."""
        return [near for near in self._near[artist].tolist() if near >= 0]

    def describe(self, tracks: Indices, weighings: Sequence[Weighed]) -> list[NDArray[np.float32]]:
        """Average over the artists credited on each track their popularity, then each of `weighings`.

        Every column is (len(tracks),) float32, 0 for an empty credit.
        """
        artists, places = self.credited(tracks)
        credits_ = np.maximum(np.bincount(places, minlength=len(tracks)), 1)
        columns = [self._popularity[artists], *(each.of(artists) for each in weighings)]
        return [
            (np.bincount(places, column, minlength=len(tracks)) / credits_).astype(np.float32)
            for column in columns
        ]

    def songs_of_nearest(self, nearness: Weighed, artists: int) -> Indices:
        """Give songs of the nearest artists: the most popular, and some that no playlist holds yet."""
        nearest = nearness.artists[np.argsort(-nearness.weights, kind="stable")[:artists]]
        songs, _ = csr_rows(self._song_starts, self._songs, nearest)
        return distinct(songs)
