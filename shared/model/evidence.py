"""Evidence that tracks of an answer go with its seeds, counted for all pairs at once; `reasons` words it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.tracks import Indices
from shared.model.sound_words import SOUND_WORDS, sounds

_LEAST_WORDS = 2
"""Words of sound in common that are evidence."""

Seeds = list[list[int]]
"""For each answered track the places of the seeds of which its evidence is nearly the best, the best first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Properties that the answered tracks have in common with the seeds."""

    same_artist: Seeds
    """Those of the same leading artist."""
    shared_playlists: Seeds
    """Those that share playlists with it."""
    near_artist: Seeds
    """Those to whose leading artist its own is near."""
    alike: Seeds
    """Those that sound alike, by two words or more."""
    playlists: list[list[int]]
    """By answered track and seed: how many playlists hold both."""
    _sampled: list[bool]
    """Whether only a sample of its playlists is counted, of each answered track and then of each seed."""
    _words: list[list[bool]]
    """Whether each of SOUND_WORDS fits, of each answered track and then of each seed."""

    def is_estimated(self, place: int, seed: int) -> bool:
        """Return whether the count of playlists that hold the track at `place` and a seed is an estimate."""
        return self._sampled[place] or self._sampled[len(self.playlists) + seed]

    def words(self, place: int, seed: int) -> list[str]:
        """Return the words of sound that fit both the track at `place` and a seed."""
        ours, theirs = self._words[place], self._words[len(self.playlists) + seed]
        return [word for word, one, other in zip(SOUND_WORDS, ours, theirs, strict=True) if one and other]


def evidence(retrieval: Retrieval, seeds: Indices, artists: NDArray[np.int32], answered: Indices) -> Evidence:
    """Count for `answered` and `seeds`; `artists` are the seeds' leading ones, -1 where that is no evidence."""
    both = np.concatenate([answered, seeds])
    ours = retrieval.tracks.artists[answered]
    shared = retrieval.playlists.shared(answered, seeds)
    words = sounds(retrieval.audio, both)
    common = words[: len(answered)].astype(np.int32) @ words[len(answered) :].T
    strengths = np.stack(
        [
            (ours[:, None] == artists) & (artists >= 0),
            _cosines(shared, retrieval.tracks.counts[seeds]),
            retrieval.artists.cosines(ours, artists),
            np.where(common >= _LEAST_WORDS, common, 0),
        ]
    )
    same_artist, shared_playlists, near_artist, alike = _nearly_best(strengths)
    return Evidence(
        same_artist,
        shared_playlists,
        near_artist,
        alike,
        playlists=shared.tolist(),
        _sampled=(retrieval.playlists.sampling_weights(both) > 1).tolist(),
        _words=words.tolist(),
    )


def _cosines(shared: NDArray[np.int64], counts: Indices) -> NDArray[np.float64]:
    """Return counts of shared playlists over the root of the seeds' own `counts`.

    So a popular seed, which shares some playlists with any song, has no advantage. A single one is evidence only
    where no seed shares more.
    """
    least = np.minimum(shared.max(axis=1, keepdims=True, initial=0), 2)
    return np.where(shared >= least, shared, 0) / np.sqrt(np.maximum(counts, 1))


def _nearly_best(strengths: NDArray[np.floating[Any]]) -> list[Seeds]:
    """Return the places of more than half the greatest of each row, greatest first; none where all are 0.

    `strengths` are (kinds, answered, seeds). Of small counts, such as 3 and 5 playlists, the lesser may be so by
    chance; and 30 convince as 50 do.
    """
    nearly = 2 * strengths > strengths.max(axis=2, keepdims=True, initial=0)
    order, counts = np.argsort(-strengths, axis=2, kind="stable").tolist(), nearly.sum(axis=2).tolist()
    return [
        [places[:count] for places, count in zip(*each, strict=True)] for each in zip(order, counts, strict=True)
    ]
