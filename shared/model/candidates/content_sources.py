"""Sources of candidates that go by what songs are: their artists, sound and popularity, and what a title names."""

from collections.abc import Callable
from functools import partial

import numpy as np

from shared.model.candidates.allowed import Allowed, first_allowed, most_popular
from shared.model.candidates.artists import ArtistTable, ArtistWeights
from shared.model.candidates.audio import AudioTable
from shared.model.candidates.source import Columns, Found, Query
from shared.model.candidates.titles import TitleTable
from shared.model.candidates.tracks import Indices, TrackTable

_FURTHER = 4
"""Times the artists, and the tracks of playlists called alike, among which allowed tracks are looked for."""


class ArtistSource:
    """Songs of the seeds' artists and of those that share playlists with them."""

    name = "artists"
    needs_seeds = True

    def __init__(self, artists: ArtistTable) -> None:
        self._artists = artists

    def find(self, query: Query, breadth: int) -> Found:
        """Find songs of the nearest artists, a tenth of `breadth` of them, at least ten."""
        shares = self._artists.shares(query.seeds)
        nearness = self._artists.nearness(shares)
        artists = max(breadth // 10, 10)
        songs = self._artists.songs_of_nearest(nearness, artists)
        return Found(
            songs, partial(self._columns, shares, nearness), partial(self._within, nearness, artists, songs)
        )

    def _within(self, nearness: ArtistWeights, artists: int, songs: Indices, allowed: Allowed) -> Indices:
        """Find allowed songs of the same artists; where there are too few, of further ones."""
        found = first_allowed(songs, allowed, len(songs))
        if len(found) == len(songs):
            return found
        more = np.setdiff1d(self._artists.songs_of_nearest(nearness, _FURTHER * artists), songs)
        return np.concatenate([found, first_allowed(more, allowed, len(songs) - len(found))])

    def _columns(self, shares: ArtistWeights, nearness: ArtistWeights, candidates: Indices) -> Columns:
        popularity, same, near = self._artists.describe(candidates, [shares, nearness])
        return {"same_artist": same, "near_artist": near, "artist_popularity": popularity}


class AudioSource:
    """Tracks that sound like the seeds' mean."""

    name = "audio"
    needs_seeds = True

    def __init__(self, audio: AudioTable) -> None:
        self._audio = audio

    def find(self, query: Query, breadth: int) -> Found:
        """Find a quarter of `breadth` tracks around the seeds' mean features."""
        nearest = self._audio.nearest(query.seeds, breadth // 4)
        return Found(
            nearest,
            partial(self._columns, query.seeds),
            lambda allowed: self._audio.nearest_allowed(query.seeds, breadth // 4, allowed),
        )

    def _columns(self, seeds: Indices, candidates: Indices) -> Columns:
        mean, least = self._audio.distances(candidates, seeds)
        return {"audio_mean": mean, "audio_least": least}


class PopularitySource:
    """The most popular tracks, whatever the request."""

    name = "popularity"
    needs_seeds = False

    def __init__(self, tracks: TrackTable) -> None:
        self._tracks = tracks

    def find(self, query: Query, breadth: int) -> Found:
        """Find half of `breadth` tracks, or all of it where a request has neither seeds nor a title."""
        count = breadth // 2 if len(query.seeds) or query.title else breadth
        first = np.arange(min(count, len(self._tracks)), dtype=np.int32)
        return Found(first, self._columns, lambda allowed: most_popular(allowed, count, first[:0]))

    def _columns(self, candidates: Indices) -> Columns:
        counts = self._tracks.counts[candidates]
        return {"popularity": np.log1p(counts).astype(np.float32), "listed": (counts > 0).astype(np.float32)}


class TitleSource:
    """Tracks of the playlists called alike, and songs of the genres and artists that the title names."""

    name = "title"
    needs_seeds = False

    def __init__(self, titles: Callable[[], TitleTable]) -> None:
        self._opened = titles

    def find(self, query: Query, breadth: int) -> Found:
        """Find up to `breadth` tracks of playlists called alike, and songs of a few genres and artists."""
        if not query.title:
            return Found(query.seeds[:0], lambda _: {})
        titles = self._opened()
        found = titles.evidence(query.title, query.title_names_artists)
        tracks = titles.candidates(found, breadth)

        def within(allowed: Allowed) -> Indices:
            return first_allowed(titles.candidates(found, _FURTHER * breadth), allowed, len(tracks))

        return Found(tracks, partial(titles.describe, found), within)
