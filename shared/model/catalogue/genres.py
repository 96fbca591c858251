"""Well known songs by their genres."""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from shared.domain.names import fold

AMONG = 50_000
"""Most popular tracks whose genres are read, for 2 MB and a tenth of a second; rarer songs say less of a genre."""


def _genre_key(genre: str) -> str:
    """Return a genre as it is compared: "Hip-Hop" and "hip hop" are one."""
    return fold(genre).replace(" ", "")


class GenreIndex:
    """The tracks of each genre among the AMONG most popular ones."""

    def __init__(self, genres: Iterable[Sequence[str]]) -> None:
        """Index the genres of each track, most popular track first; those after the first AMONG are left out."""
        songs: dict[str, list[int]] = {}
        counts: list[int] = []
        key_of = cache(_genre_key)
        self._spelled: dict[str, str] = {}
        for track, listed in enumerate(islice(genres, AMONG)):
            spelled = {key_of(genre): genre for genre in listed}
            self._spelled |= spelled
            counts.append(len(spelled))
            for key in spelled:
                songs.setdefault(key, []).append(track)
        self._counts = np.array(counts, dtype=np.int32)
        """The number of genres of each track."""
        self._songs = {key: np.array(theirs, dtype=np.int32) for key, theirs in songs.items()}

    @cached_property
    def sizes(self) -> dict[str, int]:
        """The number of songs of each genre, as the catalogue spells it."""
        return {self._spelled[key]: len(songs) for key, songs in self._songs.items()}

    def beginning(self, text: str, most: int) -> list[str]:
        """Return up to `most` genres that begin with a text, then those of which a word does, largest first."""
        start = fold(text)
        found = [genre for genre in self.sizes if start and f" {start}" in f" {fold(genre)}"]
        found.sort(key=lambda genre: (not fold(genre).startswith(start), -self.sizes[genre], genre))
        return found[:most]

    def neighbours(self, genre: str, most: int) -> list[str]:
        """Return up to `most` other genres that songs of a known genre have too, those of most of them first."""
        own = self._songs[_genre_key(genre)]
        shared = {
            key: int(np.isin(own, songs, assume_unique=True).sum())
            for key, songs in self._songs.items()
            if key != _genre_key(genre)
        }
        best = sorted((key for key, count in shared.items() if count), key=lambda key: -shared[key])
        return [self._spelled[key] for key in best[:most]]

    def known(self, genres: Sequence[str]) -> list[str]:
        """Return those of the genres that songs have, each once, as the catalogue spells them.

        In place of a genre that no song has stands the more general one that ends its name: "techno" for
        "melodic techno".
        """
        keys = dict.fromkeys(key for genre in genres if (key := self._key(genre)))
        return [self._spelled[key] for key in keys]

    def _key(self, genre: str) -> str | None:
        words = fold(genre).split()
        forms = ("".join(words[start:]) for start in range(len(words)))
        return next((form for form in forms if form in self._songs), None)

    def songs_of(self, genres: Sequence[str]) -> NDArray[np.int32]:
        """Return the songs that have any of some known genres: (k,) int32.

        Those whose genres are most like the given ones, by the Jaccard index, come first; then popularity counts.
        """
        given = [self._songs[_genre_key(genre)] for genre in genres]
        if not given:
            return np.zeros(0, dtype=np.int32)
        tracks, common = np.unique(np.concatenate(given), return_counts=True)
        likeness = common / (self._counts[tracks] + len(given) - common)
        return np.asarray(tracks[np.argsort(-likeness, kind="stable")], dtype=np.int32)
