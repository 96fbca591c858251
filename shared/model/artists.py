"""Evidence from artists: whose songs the seeds are, and whose songs stand beside them in playlists."""

import numpy as np
from numpy.typing import NDArray

from shared.model.artefact import ArrayMap
from shared.model.spans import spans
from shared.model.tracks import Indices

_SONGS_PER_ARTIST = 20
"""Most popular songs of a near artist that become candidates."""

_NEW_PER_ARTIST = 10
"""Songs of a near artist that no playlist holds yet and that become candidates."""


class ArtistTable:
    """Who is credited on which track, and which artists share playlists."""

    def __init__(self, arrays: ArrayMap) -> None:
        self._credit_starts: NDArray[np.int64] = arrays["credit_starts"]
        self._credits: NDArray[np.int32] = arrays["credit_artists"]
        self._song_starts: NDArray[np.int64] = arrays["artist_song_starts"]
        self._songs: Indices = arrays["artist_songs"]
        self._near: NDArray[np.int32] = arrays["artist_near"]
        """(a, k): the artists that share most playlists, -1 where there are fewer."""
        self._near_cosines: NDArray[np.float32] = arrays["artist_near_cosines"]
        self.popularity: NDArray[np.float32] = arrays["artist_popularity"]
        """(a,): log(1 + entries of all the artist's songs)."""

    def __len__(self) -> int:
        return len(self._near)

    def credited(self, tracks: Indices) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Give the artists credited on `tracks`, one after another, and how many each track has."""
        starts = self._credit_starts[tracks]
        lengths = self._credit_starts[np.asarray(tracks) + 1] - starts
        return self._credits[spans(starts, lengths)], lengths

    def shares(self, seeds: Indices) -> NDArray[np.float32]:
        """Give each artist's share of the seeds' credits: (a,) float32."""
        artists, _ = self.credited(seeds)
        return (np.bincount(artists, minlength=len(self)) / len(seeds)).astype(np.float32)

    def nearness(self, shares: NDArray[np.float32]) -> NDArray[np.float32]:
        """Spread the seeds' artists over those that share playlists with them: (a,) float32."""
        present = np.flatnonzero(shares)
        near = self._near[present]
        weights = self._near_cosines[present] * shares[present, None]
        known = near >= 0
        spread = np.bincount(near[known], weights[known], minlength=len(self))
        return np.asarray(spread + shares, dtype=np.float32)

    def are_near(self, one: int, other: int) -> bool:
        """Say whether `other` is among the artists that share most playlists with `one`."""
        return bool((self._near[one] == other).any())

    def mean_over_credits(self, values: NDArray[np.float32], tracks: Indices) -> NDArray[np.float32]:
        """Average an (a,) column over the artists credited on each track: (len(tracks),) float32."""
        artists, lengths = self.credited(tracks)
        owner = np.repeat(np.arange(len(tracks)), lengths)
        sums = np.bincount(owner, values[artists], minlength=len(tracks))
        return (sums / np.maximum(lengths, 1)).astype(np.float32)

    def songs_of_nearest(self, nearness: NDArray[np.float32], artists: int, counts: Indices) -> Indices:
        """Give songs of the nearest artists: the most popular, and some that no playlist holds yet.

        `counts` is (n,) the number of playlists of every track.
        """
        nearest = np.argsort(-nearness, kind="stable")[:artists]
        parts: list[Indices] = [np.zeros(0, dtype=np.int32)]
        for artist in nearest[nearness[nearest] > 0]:
            songs = self._songs[self._song_starts[artist] : self._song_starts[artist + 1]]
            parts += [songs[:_SONGS_PER_ARTIST], songs[counts[songs] == 0][:_NEW_PER_ARTIST]]
        return np.unique(np.concatenate(parts))
