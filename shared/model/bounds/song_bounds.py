"""All bounds of one request together: what they allow, and what they leave of the candidates and the catalogue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import join_names
from shared.errors import InvalidInput
from shared.model.bounds.bound import Bound
from shared.model.candidates.sorting import distinct
from shared.model.candidates.tracks import Indices

_FIRST_PART, _LARGEST_PART = 256, 262_144
"""Tracks of the catalogue that are looked at together, doubled from part to part."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The songs that one bound leaves."""

    words: str
    """It, as one says it after "songs"."""
    candidates: int
    """The songs that go with the listener's, of any kind, that keep to it."""


class SongBounds:
    """The bounds of one request, for one model; it notes what it has seen, so it serves that request only."""

    def __init__(self, bounds: Sequence[Bound], tracks: int, universe: Indices | None = None) -> None:
        """Join bounds over a catalogue of `tracks` tracks; `universe`, ascending, are all that may be allowed."""
        self._bounds = sorted(bounds, key=lambda bound: bound.reads_texts)
        self._tracks = tracks
        self.universe = universe
        self._popular: list[Indices] = []
        self._unseen = self._parts()
        self._candidates = np.zeros(0, dtype=np.int32)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of each bound."""
        return tuple(bound.words for bound in self._bounds)

    def allows(self, tracks: Indices) -> NDArray[np.bool_]:
        """Return which tracks keep to all bounds: (len(tracks),) bool."""
        return _kept(tracks, self._bounds)

    def may_allow(self, tracks: Indices) -> NDArray[np.bool_]:
        """Return which tracks keep to all bounds but those that read names: (len(tracks),) bool."""
        return _kept(tracks, [bound for bound in self._bounds if not bound.reads_texts])

    def popular(self) -> Iterator[Indices]:
        """Yield all allowed tracks, the most popular first, in parts; what was looked at is looked at once."""
        place = 0
        while True:
            if place == len(self._popular):
                part = next(self._unseen, None)
                if part is None:
                    return
                self._popular.append(part[self.allows(part)])
            yield self._popular[place]
            place += 1

    def _parts(self) -> Iterator[Indices]:
        """Yield the tracks that may be allowed, the most popular first."""
        start, size = 0, _FIRST_PART
        most = self._tracks if self.universe is None else len(self.universe)
        while start < most:
            end = min(start + size, most)
            part = np.arange(start, end, dtype=np.int32)
            yield part if self.universe is None else self.universe[part]
            start, size = end, min(2 * size, _LARGEST_PART)

    def note(self, candidates: Indices) -> None:
        """Take in candidates that there would be without bounds."""
        self._candidates = distinct(np.concatenate([self._candidates, candidates]))

    def kept(self) -> tuple[Kept, ...]:
        """Return how many of the noted candidates keep to each bound, the narrowest first; () if none is noted."""
        if not len(self._candidates):
            return ()
        found = [Kept(bound.words, int(bound.allows(self._candidates).sum())) for bound in self._bounds]
        return tuple(sorted(found, key=lambda each: each.candidates))

    def allow_any(self, without: Indices) -> bool:
        """Check whether any track is allowed but for those `without`."""
        return any((~np.isin(part, without)).any() for part in self.popular())

    def demand_any(self, without: Indices) -> None:
        """Raise InvalidInput if no track is allowed but for those `without`; it says which bound left nothing."""
        if self.allow_any(without):
            return
        straw = self._last_straw() or f"all songs {join_names(self.words)} are ones you gave, or left out"
        raise InvalidInput(f"No song is left: {straw}", cure="ask for less")

    def _last_straw(self) -> str:
        """Return which bound leaves nothing of what those before it leave; nothing if all leave something."""
        left = np.concatenate([np.zeros(0, dtype=np.int32), *self._parts()])
        for place, bound in enumerate(self._bounds):
            before, left = len(left), left[bound.allows(left)]
            if not len(left):
                others = f" {join_names(self.words[:place])}" if place else ""
                return f"of {_counted(before)}{others}, {bound.none}"
        return ""


def _counted(songs: int) -> str:
    return "a song" if songs == 1 else f"{songs:,} songs"


def _kept(tracks: Indices, bounds: Sequence[Bound]) -> NDArray[np.bool_]:
    """Return which tracks keep to all of some bounds; each is looked at for those that keep to the ones before."""
    left = np.arange(len(tracks))
    for bound in bounds:
        left = left[bound.allows(tracks[left])]
    kept = np.zeros(len(tracks), dtype=np.bool_)
    kept[left] = True
    return kept
