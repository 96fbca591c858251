"""From scored candidates to a list: tuned, without repeats, with a cap on songs of one artist."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from shared.domain.search import Tune
from shared.model.candidates.audio import AudioTable
from shared.model.candidates.tracks import Indices, TrackTable

TARGET_WEIGHT = 2.5
"""Penalty, in standard deviations of score, for missing a target by the catalogue's whole range."""

NEAR_END = 0.25
"""A target so near to an end of a feature's range is met by all that is beyond: calm songs may be calmer."""

ADVENTURE_WEIGHT = 0.4
"""Standard deviations of score for one of log popularity, at either end of the dial."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a list.

    `max_per_artist` of None sets no cap on any artist, the seeds' included; `one_release_per_song` keeps out
    remasters and live takes of a song that is already in the list or among the seeds. `given` are songs that the
    listener was given before: they are kept out as `withheld` decides, and the first of them come back first.
    """

    n: int = 10
    exclude: frozenset[int] = field(default_factory=frozenset)
    max_per_artist: int | None = 2
    one_release_per_song: bool = True
    given: tuple[int, ...] = ()


def tuned(
    scores: NDArray[np.float32],
    candidates: Indices,
    tune: Tune,
    tracks: TrackTable,
    audio: AudioTable,
    weight: float = TARGET_WEIGHT,
) -> NDArray[np.float32]:
    """Shift (m,) float32 scores towards wanted features and popularity, in standard deviations of score.

    `weight` is the penalty for missing a target by the catalogue's whole range.
    """
    if not tune.targets and not tune.adventurous:
        return scores
    shift = np.zeros(len(scores), dtype=np.float32)
    for feature, target in tune.targets.items():
        shift -= weight * _missed(audio.percentiles(candidates, feature), target)
    known_by = np.log1p(tracks.counts[candidates])
    shift -= tune.adventurous * ADVENTURE_WEIGHT * (known_by - known_by.mean()) / (known_by.std() + 1e-9)
    return np.asarray(scores + shift * max(float(scores.std()), 1e-9), dtype=np.float32)


def _missed(levels: NDArray[np.float32], target: float) -> NDArray[np.float32]:
    """Return how far (m,) float32 levels are from a target; one near an end is met by all beyond it, too."""
    beyond = levels - np.float32(target)
    least, most = (0.0 if target <= NEAR_END else -1.0), (0.0 if target >= 1 - NEAR_END else 1.0)
    return np.asarray(np.abs(beyond.clip(least, most)), dtype=np.float32)


_LOOKED_UP = 256
"""Candidates whose songs and artists are looked up at once."""


def _with_song_and_artist(order: Iterable[int], tracks: TrackTable) -> Iterator[tuple[int, int, int]]:
    """Yield each candidate with its song and its leading artist."""
    left = iter(order)
    while block := list(islice(left, _LOOKED_UP)):
        yield from zip(block, tracks.songs[block].tolist(), tracks.artists[block].tolist(), strict=True)


GIVEN_ARTISTS_SHARE = 0.15
"""Share of a list that may be by artists of the seeds; people's own lists have 13 % beside five seeds."""


def most_by_given_artists(seeds: Indices, n: int, tracks: TrackTable) -> int:
    """Return how many of `n` songs may be by artists of the seeds: at least one.

    It is GIVEN_ARTISTS_SHARE, or the share of the seeds whose artist is given more than once where that is more.
    """
    artists = tracks.artists[seeds]
    _, place, counts = np.unique(artists[artists >= 0], return_inverse=True, return_counts=True)
    repeated = int((counts[place] > 1).sum()) / max(len(seeds), 1)
    return max(1, int(n * max(GIVEN_ARTISTS_SHARE, repeated)))


def select(order: Iterable[int], seeds: Indices, rules: Rules, tracks: TrackTable) -> list[int]:
    """Return the first `n` candidates, best first, that the rules allow; never a seed."""
    taken = set(seeds.tolist()) | rules.exclude
    songs = set(tracks.songs[list(taken)].tolist()) if rules.one_release_per_song and taken else set()
    per_artist: Counter[int] = Counter()
    given = set(tracks.artists[seeds].tolist()) - {-1} if rules.max_per_artist is not None else set()
    left_for_given = most_by_given_artists(seeds, rules.n, tracks)
    chosen: list[int] = []
    for track, song, artist in _with_song_and_artist(order, tracks):
        if len(chosen) == rules.n:
            break
        if track in taken or (rules.one_release_per_song and song in songs):
            continue
        if rules.max_per_artist is not None and artist >= 0 and per_artist[artist] >= rules.max_per_artist:
            continue
        if artist in given:
            if not left_for_given:
                continue
            left_for_given -= 1
        chosen.append(track)
        taken.add(track)
        songs.add(song)
        per_artist[artist] += 1
    return chosen
