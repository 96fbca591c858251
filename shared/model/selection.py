"""From scored candidates to the list that is answered: tuned, without repeats, fair to artists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from shared.domain.search import Tune
from shared.model.audio import AudioTable
from shared.model.tracks import Indices, TrackTable

TARGET_WEIGHT = 2.5
"""Standard deviations of score that a candidate loses when a target is missed by the whole catalogue's range."""

ADVENTURE_WEIGHT = 0.4
"""Standard deviations of score that one of log popularity is worth at either end of the dial."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be in a list.

    `max_per_artist` of None sets no cap; `one_release_per_song` keeps remasters and live takes of a song that is
    already there, or among the seeds, out.
    """

    n: int = 10
    exclude: frozenset[int] = field(default_factory=frozenset)
    max_per_artist: int | None = 2
    one_release_per_song: bool = True


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Tracks that no playlist holds yet, and how often a list must have one."""

    order: Iterable[int]
    """Best first."""
    every: int
    """At the latest, place `every` is one of them, then place 2 * `every`, and so on."""


def tuned(
    scores: NDArray[np.float32], candidates: Indices, tune: Tune, tracks: TrackTable, audio: AudioTable
) -> NDArray[np.float32]:
    """Shift (m,) scores towards the wanted features and popularity, in units of their standard deviation."""
    if not tune.targets and not tune.adventurous:
        return scores
    shift = np.zeros(len(scores), dtype=np.float32)
    for feature, target in tune.targets.items():
        shift -= TARGET_WEIGHT * np.abs(audio.percentiles(candidates, feature) - target)
    known_by = np.log1p(tracks.counts[candidates])
    shift -= tune.adventurous * ADVENTURE_WEIGHT * (known_by - known_by.mean()) / (known_by.std() + 1e-9)
    return np.asarray(scores + shift * max(float(scores.std()), 1e-9), dtype=np.float32)


def select(
    order: Iterable[int], seeds: Indices, rules: Rules, tracks: TrackTable, newcomers: Newcomers | None = None
) -> list[int]:
    """Walk candidates from the best on and keep the first `n` that the rules allow, never a seed.

    With `newcomers`, one of them takes the place that would leave a stretch without any; their own order is kept.
    """
    chosen = _Chosen(seeds, rules, tracks)
    ranked, new = iter(order), iter(newcomers.order if newcomers else ())
    while len(chosen.tracks) < rules.n:
        due = newcomers is not None and chosen.newcomers < (len(chosen.tracks) + 1) // newcomers.every
        track = next(new, None) if due else None
        track = next(ranked, None) if track is None else track
        if track is None:
            break
        chosen.add_if_allowed(track)
    return chosen.tracks


class _Chosen:
    """A list as it grows, and what it may still take."""

    def __init__(self, seeds: Indices, rules: Rules, tracks: TrackTable) -> None:
        self.tracks: list[int] = []
        self.newcomers = 0
        self._rules = rules
        self._table = tracks
        self._taken = set(seeds.tolist()) | rules.exclude
        self._songs = set(tracks.songs[list(self._taken)].tolist()) if self._taken else set()
        self._per_artist: Counter[int] = Counter()

    def add_if_allowed(self, track: int) -> None:
        song, artist = int(self._table.songs[track]), int(self._table.artists[track])
        if track in self._taken or (self._rules.one_release_per_song and song in self._songs):
            return
        cap = self._rules.max_per_artist
        if cap is not None and artist >= 0 and self._per_artist[artist] >= cap:
            return
        self.tracks.append(track)
        self.newcomers += int(self._table.counts[track]) == 0
        self._taken.add(track)
        self._songs.add(song)
        self._per_artist[artist] += 1
