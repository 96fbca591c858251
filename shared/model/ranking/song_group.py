"""Songs given that are answered together, those of the catalogue and those it does not have."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.tracks import Indices


@dataclass(frozen=True, slots=True)
class UnknownSong:
    """A song that the catalogue does not have."""

    source: str
    """Its line, as it was given."""
    rows: tuple[Indices, ...]
    """The songs that may stand for it, at least one, the likeliest first; each row tells as much as one song."""


@dataclass(frozen=True, slots=True)
class SongGroup:
    """Songs of one request, all of them or those of one kind."""

    seeds: Indices
    """(s,) int32, distinct."""
    unknown: tuple[UnknownSong, ...] = ()

    @property
    def size(self) -> int:
        """The number of songs given."""
        return len(self.seeds) + len(self.unknown)

    @property
    def stand_ins(self) -> tuple[Indices, ...]:
        """The rows of songs that stand for the unknown ones."""
        return tuple(row for song in self.unknown for row in song.rows)

    @property
    def evidence(self) -> Indices:
        """The seeds and then all stand-ins, each once: int32."""
        return distinct_in_order(np.concatenate([self.seeds, *self.stand_ins]))

    def part(self, places: NDArray[np.int64]) -> "SongGroup":
        """Return the songs at ascending places: those of the seeds come first, then those of the unknown songs."""
        count = len(self.seeds)
        others = places[places >= count] - count
        return SongGroup(
            self.seeds[places[places < count]], tuple(self.unknown[place] for place in others.tolist())
        )


def distinct_in_order(tracks: Indices) -> Indices:
    """Return each track once, in the order of their first places: int32."""
    return np.array(list(dict.fromkeys(tracks.tolist())), dtype=np.int32)
