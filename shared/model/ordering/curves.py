"""Curves of energy over a list: how well each song's energy suits each place."""

import numpy as np
from numpy.typing import NDArray

from shared.domain.song_order import Curve
from shared.model.ordering.tour import Costs

WEIGHT = 4.0
"""Cost of a place whose wanted energy is the whole range away; it grows with the square, so a little is free.

It is as many times as much for a curve that covers a part of the range."""

LEAST_KNOWN = 0.5
"""Share of the songs whose energy must be known for a curve to be followed."""

CALM_SHARE = 1 / 3
"""Share of a list that is its calm ending."""

Energy = NDArray[np.float64]


def can_follow(energy: Energy) -> bool:
    """Check whether enough of (m,) energies are known, NaN where not, for a list to follow a curve."""
    known = ~np.isnan(energy)
    return bool(known.sum() >= max(2, LEAST_KNOWN * len(energy)))


def wanted(curve: Curve, length: int) -> Energy:
    """Return the energy that each place wants, 0 for the calmest to 1, NaN for any: (length,) float64."""
    along = np.linspace(0, 1, length)
    if curve == "rising":
        return along
    if curve == "falling":
        return along[::-1]
    if curve == "arch":
        return 1 - np.abs(2 * along - 1)
    return np.where(along >= 1 - CALM_SHARE, 1 - along, np.nan)


def levels(energy: Energy) -> Energy:
    """Return the ranks of (m,) energies among the known ones, 0 to 1; NaN where unknown."""
    known = np.flatnonzero(~np.isnan(energy))
    ranks = np.full(len(energy), np.nan)
    order = known[np.argsort(energy[known], kind="stable")]
    ranks[order] = np.linspace(0, 1, len(order))
    return ranks


def place_costs(energy: Energy, curve: Curve) -> Costs:
    """Compute how ill each song suits each place, (m, m) float64; 0 where either of them is free."""
    targets = wanted(curve, len(energy))
    reach = max(float(np.nanmax(targets) - np.nanmin(targets)), CALM_SHARE)
    ranks = levels(energy)
    if np.isnan(targets).any():
        ranks = np.nan_to_num(ranks, nan=0.5)  # else songs of unknown energy fill all but the free places
    apart = ranks[:, None] - targets
    return WEIGHT / reach * np.nan_to_num(apart) ** 2


def start_along(energy: Energy, curve: Curve) -> NDArray[np.int64]:
    """Return the songs in the order that follows a curve most closely; unknown energy counts as the middle.

    Songs at places that want no energy keep their order.
    """
    ranks = np.nan_to_num(levels(energy), nan=0.5)
    targets = wanted(curve, len(energy))
    free = np.isnan(targets)
    places = np.concatenate(
        [np.flatnonzero(~free)[np.argsort(targets[~free], kind="stable")], np.flatnonzero(free)]
    )
    calm_first = np.argsort(ranks, kind="stable")
    bound = (~free).sum()
    order = np.empty(len(energy), dtype=np.int64)
    order[places] = np.concatenate([calm_first[:bound], np.sort(calm_first[bound:])])
    return order
