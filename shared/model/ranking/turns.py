"""The candidates of several crowds in turn: each crowd has its share of every beginning of the list."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.sorting import distinct, located
from shared.model.candidates.tracks import Indices
from shared.model.ranking.neighbourhood import with_share
from shared.model.ranking.ranked import Chances, Ranked
from shared.model.ranking.shares import Shares, turn

WHOLE_WEIGHT = 0.5
"""Weight of the answer to all seeds beside those to each crowd: it knows what all of them have in common."""


class Turns:
    """The candidates of all seeds and of each crowd, put together once for any of their chances."""

    def __init__(self, whole: Indices, parts: Sequence[Indices], sizes: Sequence[int]) -> None:
        """Join ascending candidates of all seeds and of each crowd; `sizes` are the songs of each crowd."""
        self._tracks = distinct(np.concatenate([whole, *parts]))
        self._places = [located(self._tracks, tracks)[0] for tracks in (whole, *parts)]
        self._sizes = tuple(sizes)

    def ranked(
        self, whole: Chances, parts: Sequence[Chances], tight: Callable[[Indices], Indices] | None = None
    ) -> Ranked:
        """Rank by chances of the same candidates as those joined.

        A track's probability is the mean of those given; it belongs to the crowd it is likeliest for. `tight`
        finds the tight evidence among the tracks of a crowd, which comes forward among these.
        """
        likely = np.stack([self._spread(part, place) for part, place in zip(parts, self._places[1:], strict=True)])
        shares = np.array(self._sizes) / sum(self._sizes)
        means = WHOLE_WEIGHT * self._spread(whole, self._places[0]) + (1 - WHOLE_WEIGHT) * shares @ likely
        home = likely.argmax(axis=0)
        turns = np.empty(len(self._tracks))
        for crowd, size in enumerate(self._sizes):
            theirs = np.flatnonzero(home == crowd)
            order = np.argsort(-means[theirs], kind="stable")
            if tight is not None:
                order = with_share(order, np.isin(self._tracks[theirs], tight(self._tracks[theirs])))
            turns[theirs[order]] = turn(np.arange(len(theirs)), size)
        order = np.argsort(turns, kind="stable")
        return replace(
            Ranked.of_probabilities(self._tracks, means, order), shares=Shares(self._sizes, home[order])
        )

    def _spread(self, chances: Chances, place: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the probabilities of all tracks, half of the least one for those that are no candidates."""
        spread = np.full(len(self._tracks), chances.probabilities.min(initial=1.0) / 2)
        spread[place] = chances.probabilities
        return spread
