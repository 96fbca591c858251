"""Blend of the answers to several lists: candidates by their places in all of them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.sorting import distinct, located
from shared.model.ranking.ranked import Ranked

PLACES_ALIKE = 60
"""Places of an answer that count nearly alike: the constant of Cormack, Clarke and Buettcher (2009)."""


def blended(parts: Sequence[Ranked]) -> Ranked:
    """Return the candidates of several answers by reciprocal rank fusion, best first.

    A song that is likely for all lists comes first. Places by probability count, not the probabilities: those of
    the answer to many songs are greater than of that to few. A song's probability is its mean over the lists, of
    which half of the least counts where it is no candidate.
    """
    tracks = distinct(np.concatenate([part.tracks for part in parts]))
    probabilities = [_probabilities(part, tracks) for part in parts]
    fused = sum(1 / (PLACES_ALIKE + _places(each)) for each in probabilities)
    return Ranked.of_probabilities(tracks, np.mean(probabilities, axis=0), np.argsort(-fused, kind="stable"))


def _places(probabilities: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the place, from 1, of each probability among all, the greatest first: (m,) int64."""
    places = np.empty(len(probabilities), dtype=np.int64)
    places[np.argsort(-probabilities, kind="stable")] = np.arange(1, len(probabilities) + 1)
    return places


def _probabilities(part: Ranked, tracks: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return the probability of each of ascending tracks in an answer: (len(tracks),) float64."""
    probabilities = part.own_probabilities
    spread = np.full(len(tracks), probabilities.min(initial=1.0) / 2)
    spread[located(tracks, part.tracks)[0]] = probabilities
    return spread
