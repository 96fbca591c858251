"""Evidence from a playlist's title: playlists called alike, and the genres and artists it names."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.artists import ArtistTable, ArtistWeights
from shared.model.candidates.csr import csr_rows
from shared.model.candidates.sorting import placed
from shared.model.candidates.text_index import TextIndex
from shared.model.candidates.tracks import Indices

RECENT_TITLES = 16
"""Titles whose evidence is kept, some 50 KB each."""

NEAREST_TITLES = 30
"""Titles weighed per request."""

LEAST_COSINE = 0.15
"""Texts less like the title say nothing about it: they share some letters."""

LEAST_ARTIST_COSINE = 0.4
"""Artists have many names: one that shares a word with the title is seldom meant."""

LEAST_OF_WORD, MOST_OF_WORD = 2, 0.2
"""Number of titles, and share of them, between which a word tells something."""

MOST_ARTISTS = 10
MOST_GENRES = 3
"""Artists and genres whose songs become candidates."""


@dataclass(frozen=True, slots=True)
class TitleEvidence:
    """The meaning of one title."""

    tracks: Indices
    """(k,) int32 ascending: tracks of the playlists called alike."""
    shares: NDArray[np.float32]
    """(k,) float32: share of these playlists, weighed by likeness, that hold each track."""
    genres: NDArray[np.float32]
    """(g,) float32 of 0 to 1: how far each genre is that of the playlists called alike."""
    named_genres: NDArray[np.float32]
    """(g,) float32 of 0 to 1: how far the title names each genre."""
    artists: ArtistWeights
    """How far the title names an artist, 0 to 1."""

    @property
    def tells_something(self) -> bool:
        """Whether any playlist, genre or artist is called alike."""
        return bool(len(self.tracks) or len(self.artists.artists) or self.named_genres.any())


class TitleTable:
    """The tracks of each known title, the genres of tracks, and the names of genres and artists."""

    def __init__(self, arrays: ArrayMap, artists: ArtistTable) -> None:
        self._artists = artists
        self._titles = TextIndex(arrays, "titles")
        self._genre_names = TextIndex(arrays, "genre_names")
        self._artist_names = TextIndex(arrays, "artist_names")
        """Artist i is row i, up to the number of artists whose names are known."""
        self._starts: NDArray[np.int32] = arrays["title_track_starts"]
        self._tracks: Indices = arrays["title_tracks"]
        self._shares: NDArray[np.uint8] = arrays["title_track_shares"]
        """In 255ths: the share of the title's playlists that hold each of its tracks, shrunk."""
        self._track_genre_starts: NDArray[np.int32] = arrays["track_genre_starts"]
        self._track_genres: NDArray[np.uint16] = arrays["track_genres"]
        self._genre_counts: NDArray[np.int32] = arrays["genre_counts"]
        self._genre_starts: NDArray[np.int32] = arrays["genre_track_starts"]
        self._genre_tracks: Indices = arrays["genre_tracks"]
        """The most popular tracks of each genre, and some unlisted ones, as compressed sparse rows."""
        self.evidence = lru_cache(RECENT_TITLES)(self._evidence)
        """As `_evidence`: an answer asks several times about its title."""

    def _evidence(self, title: str, names_artists: bool = True) -> TitleEvidence:
        """Search the title among those of playlists, and in it the names of genres and, perhaps, artists."""
        tracks, shares = self._tracks_called(title)
        named = self._genre_names.search(title).best(len(self._genre_names), LEAST_COSINE)
        named_genres = np.zeros(len(self._genre_counts), dtype=np.float32)
        named_genres[named.texts] = named.cosines
        return TitleEvidence(
            tracks=tracks,
            shares=shares,
            genres=self._genres_of(tracks, shares),
            named_genres=named_genres,
            artists=self.artists_called(title if names_artists else ""),
        )

    def artists_called(self, text: str, least: float = LEAST_ARTIST_COSINE) -> ArtistWeights:
        """Return the artists whose names are like a text, weighed by likeness, which is `least` or more."""
        artists = self._artist_names.search(text).best(MOST_ARTISTS, least)
        return ArtistWeights(artists.texts, artists.cosines)

    def knows_word(self, word: str) -> bool:
        """Check whether a folded word is that of several titles, and not of most."""
        texts = self._titles.texts_with_word(word)
        return LEAST_OF_WORD <= texts <= MOST_OF_WORD * len(self._titles)

    def _tracks_called(self, title: str) -> tuple[Indices, NDArray[np.float32]]:
        """Return the tracks of the nearest titles, ascending, and their weighed shares."""
        near = self._titles.search(title).best(NEAREST_TITLES, LEAST_COSINE)
        weights = near.cosines**2
        tracks, owners = csr_rows(self._starts, self._tracks, near.texts)
        shares, _ = csr_rows(self._starts, self._shares, near.texts)
        found, rows = np.unique(tracks, return_inverse=True)
        sums = np.bincount(rows, weights[owners] * shares, minlength=len(found))
        return found, (sums / (255 * max(float(weights.sum()), 1e-9))).astype(np.float32)

    def _genres_of(self, tracks: Indices, shares: NDArray[np.float32]) -> NDArray[np.float32]:
        """Weigh genres by the tracks that have them, less those that many tracks of the catalogue have."""
        genres, owners = csr_rows(self._track_genre_starts, self._track_genres, tracks)
        sums = np.bincount(genres, shares[owners], minlength=len(self._genre_counts))
        weights = sums / np.sqrt(np.maximum(self._genre_counts, 1))
        return np.asarray(weights / max(float(weights.max(initial=0.0)), 1e-9), dtype=np.float32)

    def candidates(self, found: TitleEvidence, breadth: int) -> Indices:
        """Return up to `breadth` tracks of playlists called alike, and songs of the genres and artists: int32."""
        best = np.argsort(-found.shares, kind="stable")[:breadth]
        weights = found.genres + found.named_genres
        genres = np.argsort(-weights, kind="stable")[:MOST_GENRES]
        of_genres, _ = csr_rows(self._genre_starts, self._genre_tracks, genres[weights[genres] > 0])
        of_artists = self._artists.songs_of_nearest(found.artists, MOST_ARTISTS)
        return np.concatenate([found.tracks[best], of_genres, of_artists]).astype(np.int32)

    def describe(self, found: TitleEvidence, tracks: Indices) -> dict[str, NDArray[np.float32]]:
        """Return the title's signals of (m,) tracks, by name, each (m,) float32."""
        genres, owners = csr_rows(self._track_genre_starts, self._track_genres, tracks)
        counts = np.bincount(owners, minlength=len(tracks))
        scale = 1 / np.sqrt(np.maximum(counts, 1))
        of_genres, named_genres = (
            (np.bincount(owners, weights[genres], minlength=len(tracks)) * scale).astype(np.float32)
            for weights in (found.genres, found.named_genres)
        )
        _, artist = self._artists.describe(tracks, [found.artists])
        return {
            "title_genres": of_genres,
            "title_named_genres": named_genres,
            "title_artist": artist,
            **placed(found.tracks, {"title_playlists": found.shares}, tracks),
        }
