"""Facts of tracks that a listener may set bounds to: year, length, tempo, version, mark and genres."""

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.csr import csr_rows
from shared.model.candidates.tracks import Indices

TENTHS = 10
"""Steps of a stored tempo in one beat a minute."""


class FactTable:
    """Columns over the n tracks, each 0 where it is unknown, but for `explicit`; and the genres of each track."""

    def __init__(self, arrays: ArrayMap) -> None:
        self.years: NDArray[np.int16] = arrays["track_years"]
        """(n,) int16: year of release."""
        self.seconds: NDArray[np.uint16] = arrays["track_seconds"]
        """(n,) uint16: length."""
        self.tempos: NDArray[np.uint16] = arrays["track_tempos"]
        """(n,) uint16: beats a minute, in TENTHS."""
        self.versions: NDArray[np.uint8] = arrays["track_versions"]
        """(n,) uint8: bit i is set where the title names `VERSIONS[i]`."""
        self.explicit: NDArray[np.int8] = arrays["track_explicit"]
        """(n,) int8: 1 marked explicit, 0 marked as not, -1 unknown."""
        self._labels: NDArray[np.uint8] = arrays["genre_labels"]
        """UTF-8 of the folded names of the w genres, with line feeds between."""
        self._starts: NDArray[np.int32] = arrays["track_genre_starts"]
        self._genres: NDArray[np.uint16] = arrays["track_genres"]

    @cached_property
    def genre_names(self) -> list[str]:
        """The folded names of the w genres, in the order of their numbers."""
        text = self._labels.tobytes().decode()
        return text.split("\n") if text else []

    def genres_where(self, wanted: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Return the genres whose folded name is wanted: (w,) bool."""
        return np.array([wanted(name) for name in self.genre_names], dtype=np.bool_)

    def have_any(self, tracks: Indices, genres: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return the tracks that have one of some genres, given as (w,) bool: (len(tracks),) bool."""
        have = np.zeros(len(tracks), dtype=np.bool_)
        if not genres.any():
            return have
        theirs, places = csr_rows(self._starts, self._genres, tracks)
        have[places[np.take(genres, theirs)]] = True
        return have
