"""Songs that a listener was given before: kept out of an answer as long as others of quality are left."""

from dataclasses import replace

import numpy as np

from shared.model.candidates.tracks import Indices, TrackTable
from shared.model.ranking.ranked import Ranked
from shared.model.ranking.selection import Rules, select

LEAST_CHANCE = 0.25
"""Least probability of a song that takes the place of one given before, as a share of the median of the list
with those.

In a second, third or fourth answer of `bench/quality.md` more than eight songs of ten have half of it.
"""


def withheld(ranked: Ranked, seeds: Indices, rules: Rules, tracks: TrackTable) -> frozenset[int]:
    """Return the songs of `rules.given` to keep out: all, but for those that have to fill the list up.

    Where fewer than `rules.n` candidates are fresh and likely enough, likely ones of `rules.given` that the rules
    allow beside those come back, the first of them first.
    """
    given = frozenset(rules.given)
    if not given:
        return given
    likely = _likely(ranked, seeds, rules, tracks).tolist()
    fresh = select(likely, seeds, replace(rules, exclude=rules.exclude | given), tracks)
    old = given.intersection(likely)
    # The fresh songs come first here, so that one of an artist they have enough of does not come back.
    filled = select([*fresh, *(track for track in rules.given if track in old)], seeds, rules, tracks)
    return given.difference(filled)


def _likely(ranked: Ranked, seeds: Indices, rules: Rules, tracks: TrackTable) -> Indices:
    """Return the candidates with at least LEAST_CHANCE, in their order."""
    best = select(ranked.tracks.tolist(), seeds, rules, tracks)
    if not best:
        return ranked.tracks
    usual = float(np.median(ranked.probabilities(np.array(best, dtype=np.int32))))
    return ranked.tracks[ranked.own_probabilities >= LEAST_CHANCE * usual]
