"""Words for how tracks sound: one where a feature of them is known and far from ordinary."""

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import FEATURES
from shared.model.candidates.audio import AudioTable
from shared.model.candidates.tracks import Indices

SOUND: dict[str, tuple[str, str]] = {
    "energy": ("calm", "energetic"),
    "valence": ("sad", "cheerful"),
    "acousticness": ("electric", "acoustic"),
    "danceability": ("free in rhythm", "danceable"),
    "tempo": ("slow", "fast"),
    "instrumentalness": ("sung", "instrumental"),
    "speechiness": ("melodic", "wordy"),
}
"""Feature -> the adjectives for tracks far below and far above the catalogue's mean."""

SOUND_WORDS = tuple(word for pair in SOUND.values() for word in pair)

_FEATURES = [FEATURES.index(feature) for feature in SOUND]

_QUARTER = 0.25
_FAR = 0.75
"""Standard deviations from the mean: in a skewed feature the outer quarter may still be ordinary."""

_MOST = 0.5
"""Share of songs that a word for all of them must fit."""


def sounds(audio: AudioTable, tracks: Indices) -> NDArray[np.bool_]:
    """Return whether each word of SOUND_WORDS fits each track: (len(tracks), 2 * len(SOUND)) bool.

    Its feature must be known, in the outer quarter of the catalogue's, and far from their mean.
    """
    levels = audio.every_percentile(tracks)[:, _FEATURES]  # 0.5, in neither quarter, where unknown
    deviations = audio.standardised(tracks)[:, _FEATURES]
    words = np.empty((len(tracks), len(SOUND_WORDS)), dtype=np.bool_)
    words[:, ::2] = (levels <= _QUARTER) & (deviations <= -_FAR)
    words[:, 1::2] = (levels >= 1 - _QUARTER) & (deviations >= _FAR)
    return words


def common_sounds(audio: AudioTable, tracks: Indices) -> list[str]:
    """Return the words of SOUND_WORDS that fit at least half of some tracks, those that fit most of them first.

    Of two opposites that fit a half each, as of a slow song and a fast one, neither is said.
    """
    if not len(tracks):
        return []
    shares = sounds(audio, tracks).mean(axis=0)
    opposite = shares.reshape(-1, 2)[:, ::-1].ravel()
    fits = (shares >= _MOST) & (shares > opposite)
    return [SOUND_WORDS[place] for place in np.argsort(-shares, kind="stable") if fits[place]]
