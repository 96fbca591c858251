"""Evidence from artists: those of the seeds, and those that share playlists with them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.csr import csr_rows
from shared.model.candidates.sorting import distinct, located
from shared.model.candidates.tracks import Indices


@dataclass(frozen=True, slots=True)
class ArtistWeights:
    """Weights of m artists; of all others the weight is 0."""

    artists: NDArray[np.int32]
    """(m,) int32 ascending."""
    weights: NDArray[np.float32]
    """(m,) float32."""

    def of(self, artists: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return the weights of any artists: (len(artists),) float32."""
        if not len(self.artists):
            return np.zeros(len(artists), dtype=np.float32)
        place, found = located(self.artists, artists)
        return np.where(found, self.weights[place], np.float32(0.0))


class ArtistTable:
    """The credits of n tracks, and the artists that share playlists."""

    def __init__(self, arrays: ArrayMap) -> None:
        self._leading: NDArray[np.int32] = arrays["track_artists"]
        """(n,) int32: the leading artist of a track's credit, -1 if it is empty."""
        self._shared: Indices = arrays["shared_credit_tracks"]
        """(k,) int32 ascending: the tracks that credit more than one artist."""
        self._is_shared = np.zeros(len(self._leading), dtype=np.bool_)
        """(n,) bool: whether each track is one of `shared`; most are not, and need not be searched for."""
        self._is_shared[self._shared] = True
        self._guest_starts: NDArray[np.int32] = arrays["shared_credit_starts"]
        self._guests: NDArray[np.int32] = arrays["shared_credit_artists"]
        """The other artists of track `shared[i]` are `guests[guest_starts[i]:guest_starts[i + 1]]`."""
        self._song_starts: NDArray[np.int32] = arrays["artist_song_starts"]
        self._songs: Indices = arrays["artist_songs"]
        """The most popular songs of each artist, and some unlisted ones, as compressed sparse rows."""
        self._near: NDArray[np.int32] = arrays["artist_near"]
        """(a, k) int32: the artists that share most playlists with each, -1 where there are fewer."""
        self._near_cosines: NDArray[np.uint8] = arrays["artist_near_cosines"]
        """(a, k) uint8: their cosines, in 255ths."""
        self.popularity: NDArray[np.float32] = arrays["artist_popularity"]
        """(a,) float32: log(1 + playlist entries of all the artist's songs)."""

    def __len__(self) -> int:
        return len(self._near)

    def credited(self, tracks: Indices) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return every credit of some tracks: artist and place in `tracks`, leading artists first."""
        leading = np.take(self._leading, tracks)
        places = np.flatnonzero(leading >= 0)
        sharing = np.flatnonzero(np.take(self._is_shared, tracks))
        row = np.searchsorted(self._shared, tracks[sharing])
        guests, of = csr_rows(self._guest_starts, self._guests, row)
        return np.concatenate([leading[places], guests]), np.concatenate([places, sharing[of]])

    def shares(self, seeds: Indices) -> ArtistWeights:
        """Compute each artist's share of the seeds."""
        artists, _ = self.credited(seeds)
        present, counts = np.unique(artists, return_counts=True)
        return ArtistWeights(present, (counts / len(seeds)).astype(np.float32))

    def nearness(self, shares: ArtistWeights) -> ArtistWeights:
        """Extend the seeds' artists to those that share playlists with them, weighed by cosine."""
        near = self._near[shares.artists]
        weights = self._near_cosines[shares.artists] * (shares.weights[:, None] / 255)
        known = near >= 0
        artists, place = np.unique(np.concatenate([shares.artists, near[known]]), return_inverse=True)
        sums = np.bincount(place, np.concatenate([shares.weights, weights[known]]))
        return ArtistWeights(artists, sums.astype(np.float32))

    def cosines(self, artists: NDArray[np.int32], others: NDArray[np.int32]) -> NDArray[np.uint8]:
        """Return how much each artist is near each of the others, as far as the others' nearest go.

        (len(artists), len(others)) uint8: their cosine over playlists in 255ths; 0 for any other pair, and for -1,
        an empty credit.
        """
        if not len(self):
            return np.zeros((len(artists), len(others)), dtype=np.uint8)
        among_nearest = (artists[:, None, None] == self._near[others]) & (artists >= 0)[:, None, None]
        cosines = (among_nearest * self._near_cosines[others]).max(axis=2)
        return np.where(others >= 0, cosines, np.uint8(0))

    def songs(self, artist: int) -> Indices:
        """Return an artist's most popular songs, then some unlisted ones: int32."""
        return self._songs[self._song_starts[artist] : self._song_starts[artist + 1]]

    def near(self, artist: int, most: int) -> NDArray[np.int32]:
        """Return up to `most` artists who share playlists with one, the nearest first: int32."""
        near: NDArray[np.int32] = self._near[artist]
        return near[near >= 0][:most]

    def songs_near(self, artist: int) -> Indices:
        """Return the most popular song of each artist near one, the nearest artist's first, each once: int32."""
        near = self._near[artist].astype(np.int64)
        near = near[near >= 0]
        near = near[self._song_starts[near] < self._song_starts[near + 1]]
        return np.array(list(dict.fromkeys(self._songs[self._song_starts[near]].tolist())), dtype=np.int32)

    def describe(self, tracks: Indices, weights: Sequence[ArtistWeights]) -> list[NDArray[np.float32]]:
        """Compute the mean over each track's artists of their popularity, and of each of `weights`.

        Returns columns of (len(tracks),) float32, 0 for an empty credit.
        """
        artists, places = self.credited(tracks)
        credits_ = np.maximum(np.bincount(places, minlength=len(tracks)), 1)
        columns = [self.popularity[artists], *(each.of(artists) for each in weights)]
        return [
            (np.bincount(places, column, minlength=len(tracks)) / credits_).astype(np.float32)
            for column in columns
        ]

    def songs_of_nearest(self, nearness: ArtistWeights, artists: int) -> Indices:
        """Return songs of the `artists` nearest artists, the most popular and some unlisted: int32 ascending."""
        nearest = nearness.artists[np.argsort(-nearness.weights, kind="stable")[:artists]]
        songs, _ = csr_rows(self._song_starts, self._songs, nearest)
        return distinct(songs)
