"""Facts about artists: songs, genres, and the artists who share playlists with them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from shared.domain.names import leading_name
from shared.domain.track import Track
from shared.model.artists.names import names_of_credit
from shared.model.candidates.artists import ArtistTable
from shared.model.candidates.tracks import TrackTable
from shared.model.catalogue.catalogue import Catalogue

MOST_GENRES = 5


@dataclass(frozen=True, slots=True)
class Artist:
    """One artist of the catalogue."""

    number: int
    name: str
    songs: int
    """Number of different songs in the catalogue that credit the artist, as a guest too."""
    listed: tuple[Track, ...]
    """The songs on most playlists."""
    near: tuple[str, ...]
    """Names of the artists who share most playlists with this one."""
    genres: tuple[str, ...]
    """Genres of the listed songs, those of most songs first."""


class ArtistDirectory:
    """The artists of one catalogue by their numbers; any number of threads may read at once."""

    def __init__(self, tracks: TrackTable, artists: ArtistTable, catalogue: Catalogue) -> None:
        self._tracks = tracks
        self._artists = artists
        self._catalogue = catalogue

    def of(self, numbers: Sequence[int], songs: int, near: int) -> list[Artist]:
        """Return some artists, in their order, each with up to `songs` songs and `near` others."""
        theirs = {number: self._songs(number, songs) for number in numbers}
        others = {number: self._artists.near(number, near).tolist() for number in numbers}
        names = self.names([*numbers, *(each for of_one in others.values() for each in of_one)])
        return [self._artist(number, names, theirs[number], others[number]) for number in numbers]

    def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the name of each artist that has a song."""
        first = {number: songs[0] for number in numbers if len(songs := self._artists.songs(number))}
        credits_ = dict(zip(first.values(), self._catalogue.tracks(list(first.values())), strict=True))
        return {number: self.name_in(number, song, credits_[song].artist) for number, song in first.items()}

    def name_in(self, number: int, track: int, credit: str) -> str:
        """Return the name of an artist in the credit of one of their tracks."""
        return self.credited(track, credit).get(number) or leading_name(credit)

    def credited(self, track: int, credit: str) -> dict[int, str]:
        """Return the artists of a track by their numbers, with their names in its credit."""
        numbers, _ = self._artists.credited(np.array([track], dtype=np.int32))
        return names_of_credit(credit, numbers.tolist())

    def _artist(self, number: int, names: dict[int, str], songs: list[int], near: list[int]) -> Artist:
        listed = self._catalogue.tracks(songs)
        genres = Counter(genre for track in listed for genre in track.genres)
        others = dict.fromkeys(names[other] for other in near if other in names)
        return Artist(
            number=number,
            name=names.get(number, ""),
            songs=int(self._song_counts[number]),
            listed=tuple(listed),
            near=tuple(other for other in others if other != names.get(number)),
            genres=tuple(genre for genre, _ in genres.most_common(MOST_GENRES)),
        )

    def _songs(self, number: int, most: int) -> list[int]:
        songs = np.sort(self._artists.songs(number))  # tracks are numbered by popularity
        return [int(each) for each in self._tracks.first_releases(songs)[:most]]

    @cached_property
    def _song_counts(self) -> NDArray[np.int64]:
        """(a,): the different songs of each artist, counted with the first request, in milliseconds."""
        count = len(self._tracks)
        first = np.empty(int(self._tracks.songs.max(initial=-1)) + 1, dtype=np.int32)
        # Of several values for one place numpy keeps the last: the first release of each song.
        first[self._tracks.songs[::-1]] = np.arange(count - 1, -1, -1, dtype=np.int32)
        artists, _ = self._artists.credited(first)
        return np.bincount(artists, minlength=len(self._artists))
