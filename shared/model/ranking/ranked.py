"""Candidates with their chances, and in the order of an answer."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.sorting import located
from shared.model.candidates.tracks import Indices
from shared.model.ranking.shares import NO_CROWD, Shares


@dataclass(frozen=True, slots=True)
class Ranked:
    """The m distinct candidates of an answer."""

    tracks: Indices
    """(m,) int32, best first."""
    scores: NDArray[np.float32]
    """(m,) float32 log-odds."""
    shares: Shares | None = None
    """The crowds of the candidates; None where the seeds are of one kind."""

    @classmethod
    def of_probabilities(
        cls, tracks: Indices, probabilities: NDArray[np.float64], order: NDArray[np.int64]
    ) -> "Ranked":
        """Return tracks with their probabilities, (m,) each, in the order of (m,) places."""
        log_odds = np.log(probabilities / (1 - probabilities))
        return cls(tracks[order], log_odds[order].astype(np.float32))

    def shares_of(self, tracks: Indices) -> Shares | None:
        """Return the crowds of some tracks, NO_CROWD for one that is no candidate; None without crowds."""
        if self.shares is None:
            return None
        order = np.argsort(self.tracks)
        place, found = located(self.tracks[order], tracks)
        return replace(self.shares, crowds=np.where(found, self.shares.crowds[order[place]], NO_CROWD))

    @property
    def own_probabilities(self) -> NDArray[np.float64]:
        """The probabilities of the candidates, in their order: (m,) float64."""
        return probabilities_of(self.scores)

    def probabilities(self, tracks: Indices) -> NDArray[np.float64]:
        """Return the probabilities of tracks, (len(tracks),) float64; one that is no candidate has the least."""
        if not len(self.scores):
            return np.full(len(tracks), 0.5)
        order = np.argsort(self.tracks)
        place, found = located(self.tracks[order], tracks)
        log_odds = np.where(found, self.scores[order[place]], self.scores.min())
        return probabilities_of(log_odds)


def followed_by(first: Ranked, later: Ranked, songs: int) -> Ranked:
    """Return the first `songs` candidates of one ranking, then the others in the order of another.

    Those after the first have no greater score than the least of the first. Both have the same candidates.
    """
    left = ~np.isin(later.tracks, first.tracks[:songs])
    least = first.scores[:songs].min(initial=np.inf)
    tracks = np.concatenate([first.tracks[:songs], later.tracks[left]])
    scores = np.concatenate([first.scores[:songs], np.minimum(later.scores[left], least)])
    return Ranked(tracks, scores, later.shares_of(tracks))


def probabilities_of(log_odds: NDArray[np.float32]) -> NDArray[np.float64]:
    """Compute the probability of each of (m,) float32 log-odds: (m,) float64."""
    return np.asarray(1 / (1 + np.exp(-log_odds.astype(np.float64))))


@dataclass(frozen=True, slots=True)
class Chances:
    """The m candidates of one answer, in no order of merit."""

    tracks: Indices
    """(m,) int32, distinct and ascending."""
    probabilities: NDArray[np.float64]
    """(m,)."""

    def of(self, tracks: Indices) -> NDArray[np.float64]:
        """Return the probabilities of tracks, (len(tracks),) float64; one that is no candidate has the least."""
        if not len(self.tracks):
            return np.full(len(tracks), 0.5)
        place, found = located(self.tracks, tracks)
        return np.where(found, self.probabilities[place], self.probabilities.min())

    def ranked(self) -> Ranked:
        """Return the candidates, the likeliest first."""
        return Ranked.of_probabilities(
            self.tracks, self.probabilities, np.argsort(-self.probabilities, kind="stable")
        )
