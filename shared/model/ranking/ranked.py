"""Candidates in the order of an answer, of one crowd of seeds or of several in turn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.sorting import distinct, located
from shared.model.candidates.tracks import Indices
from shared.model.ranking.shares import NO_CROWD, Shares, turn


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
        return _probabilities(self.scores)

    def probabilities(self, tracks: Indices) -> NDArray[np.float64]:
        """Return the probabilities of tracks, (len(tracks),) float64; one that is no candidate has the least."""
        if not len(self.scores):
            return np.full(len(tracks), 0.5)
        order = np.argsort(self.tracks)
        place, found = located(self.tracks[order], tracks)
        log_odds = np.where(found, self.scores[order[place]], self.scores.min())
        return _probabilities(log_odds)


def followed_by(first: Ranked, later: Ranked, songs: int) -> Ranked:
    """Return the first `songs` candidates of one ranking, then the others in the order of another.

    Those after the first have no greater score than the least of the first. Both have the same candidates.
    """
    left = ~np.isin(later.tracks, first.tracks[:songs])
    least = first.scores[:songs].min(initial=np.inf)
    tracks = np.concatenate([first.tracks[:songs], later.tracks[left]])
    scores = np.concatenate([first.scores[:songs], np.minimum(later.scores[left], least)])
    return Ranked(tracks, scores, later.shares_of(tracks))


def _probabilities(log_odds: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-log_odds.astype(np.float64))))


WHOLE_WEIGHT = 0.5
"""Weight of the answer to all seeds beside those to each crowd: it knows what all of them have in common."""


def in_turn(whole: Ranked, parts: Sequence[Ranked], sizes: Sequence[int]) -> Ranked:
    """Rank the candidates of all seeds and of each crowd, so that each crowd has its share of every beginning.

    A track's probability is the mean of those in the rankings; it belongs to the crowd it is likeliest for.
    """
    tracks = distinct(np.concatenate([whole.tracks, *(part.tracks for part in parts)]))
    likely = np.stack([_spread_over(tracks, part) for part in parts])
    shares = np.array(sizes) / sum(sizes)
    means = WHOLE_WEIGHT * _spread_over(tracks, whole) + (1 - WHOLE_WEIGHT) * shares @ likely
    home = likely.argmax(axis=0)
    turns = np.empty(len(tracks))
    for crowd, size in enumerate(sizes):
        theirs = np.flatnonzero(home == crowd)
        turns[theirs[np.argsort(-means[theirs], kind="stable")]] = turn(np.arange(len(theirs)), size)
    order = np.argsort(turns, kind="stable")
    found = Ranked.of_probabilities(tracks, means, order)
    return replace(found, shares=Shares(tuple(sizes), home[order]))


def _spread_over(tracks: Indices, ranked: Ranked) -> NDArray[np.float64]:
    """Return the probabilities of ascending tracks, half of the least one for those that are no candidates."""
    place, found = located(tracks, ranked.tracks)
    probabilities = ranked.own_probabilities
    spread = np.full(len(tracks), probabilities.min() / 2)
    spread[place[found]] = probabilities[found]
    return spread
