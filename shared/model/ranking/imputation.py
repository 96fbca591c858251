"""Multiple imputation of unknown songs: several answers, each with other songs in their place, averaged.

Rubin, "Multiple Imputation for Nonresponse in Surveys" (1987), chapter 3: the mean over the completed data sets.
"""

from collections.abc import Sequence

import numpy as np

from shared.model.candidates.sorting import distinct
from shared.model.candidates.tracks import Indices
from shared.model.ranking.ranked import Chances

IMPUTATIONS = 5
"""Answers that are averaged; docs/decisions/0083 has the effect of fewer and of more."""


def imputed(seeds: Indices, stand_ins: Sequence[Indices]) -> list[Indices]:
    """Return up to IMPUTATIONS lists of distinct seeds, each with other stand-ins; the seeds alone without any.

    `stand_ins` has the songs that may stand for each unknown one, the likeliest first; they are dealt out in turn.
    """
    count = min(IMPUTATIONS, max(map(len, stand_ins), default=0))
    if not count:
        return [seeds]
    # A song that stands for several is in the list once; a shorter row of songs starts anew.
    lists = [
        [seeds, *(songs[place % len(songs) :: count] for songs in stand_ins if len(songs))]
        for place in range(count)
    ]
    return [np.array(list(dict.fromkeys(np.concatenate(each).tolist())), dtype=np.int32) for each in lists]


def averaged(answers: Sequence[Chances], lists: Sequence[Indices]) -> Chances:
    """Return the mean probabilities in the answers to some lists of seeds; one answer stays as it is.

    A track counts in the answers to the lists it is not in; where an answer lacks it, with that answer's least
    probability. One that is in every list is left out.
    """
    if len(answers) == 1:
        return answers[0]
    tracks = distinct(np.concatenate([answer.tracks for answer in answers]))
    sums, counts = np.zeros(len(tracks)), np.zeros(len(tracks))
    for answer, seeds in zip(answers, lists, strict=True):
        asked = ~np.isin(tracks, seeds)
        sums += np.where(asked, answer.of(tracks), 0.0)
        counts += asked
    kept = counts > 0
    return Chances(tracks[kept], sums[kept] / counts[kept])
