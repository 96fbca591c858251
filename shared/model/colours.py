"""Colours of the map's neighbourhoods: far apart where they touch, for the colour-blind too."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Colours:
    """A colour by day and one by night, as `#rrggbb`."""

    day: str
    night: str


PALETTE = tuple(
    Colours(*pair.split())
    for pair in (
        "#1e965a #87ffb4",
        "#2d2d96 #3c69e1",
        "#8778f0 #a58700",
        "#4b3c0f #78b4e1",
        "#a54b96 #2da596",
        "#2d695a #f0a500",
        "#964b0f #4bd287",
        "#f05a87 #9687ff",
        "#78005a #f0e10f",
        "#3c5ad2 #a5e1ff",
        "#6996c3 #8769a5",
        "#e15a0f #b44b5a",
    )
)
"""Found by search: 3:1 or more on the ground of the site's panels, and any two at least .09 apart in OKLab, as
seen with and without red-green blindness (the simulation of Machado, Oliveira and Fernandes, 2009)."""

_CELLS = 44
"""Along each axis; a cell of a map of 5,000 songs holds some six."""
_ROUNDS = 3
_LEAST = 0.02
"""Distance of a colour from itself, for the sum's sake."""
_CHROMA = 0.15
"""At which hues are compared."""
_FAR = 0.002
"""Weight of two neighbourhoods without a common border, the nearer the more."""

_SEEN = np.array(
    [
        np.eye(3),
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ]
)
"""Linear RGB as everyone sees it, and without green and red cones."""
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.793617785, -0.0040720468],
        [1.9779984951, -2.428592205, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.808675766],
    ]
)


def colours_of_clusters(points: NDArray[np.float32], clusters: NDArray[np.int32], count: int) -> list[Colours]:
    """Choose a colour of PALETTE for each of `count` clusters.

    `points` is (m, 2) within the unit circle, and `clusters` (m,) the cluster of each.
    """
    songs = np.bincount(clusters, minlength=count)
    matters = _mingling(points, clusters, songs) + _FAR / (0.1 + _distances(points, clusters, count))
    costs = 1 / np.maximum(_LEAST, np.minimum(distances_apart(), _hues_apart())) ** 2
    chosen = np.full(count, -1)
    for _ in range(_ROUNDS):
        for cluster in np.argsort(-songs, kind="stable"):
            others = np.flatnonzero(chosen >= 0)
            others = others[others != cluster]
            chosen[cluster] = (costs[:, chosen[others]] @ matters[cluster, others]).argmin()
    return [PALETTE[each] for each in chosen]


def distances_apart() -> Matrix:
    """Compute the OKLab distance of any two colours of PALETTE, to whom and when it is least: (12, 12)."""
    seen = np.concatenate([_oklab(colours) for colours in _by_time()])
    return np.asarray(np.linalg.norm(seen[:, :, np.newaxis] - seen[:, np.newaxis], axis=-1).min(axis=0))


def _hues_apart() -> Matrix:
    """Compute the distance of any two colours' hues alone: (12, 12); a light blue is not to touch a dark one."""
    _, greens, blues = np.stack([_oklab(colours)[0] for colours in _by_time()]).transpose(2, 0, 1)
    hues = np.arctan2(blues, greens)
    turns = hues[:, :, np.newaxis] - hues[:, np.newaxis]
    return np.asarray((2 * _CHROMA * np.abs(np.sin(turns / 2))).min(axis=0))


def _by_time() -> tuple[list[str], list[str]]:
    return [each.day for each in PALETTE], [each.night for each in PALETTE]


def _oklab(colours: list[str]) -> Matrix:
    """Return the colours as seen in each of the three ways: (3, len(colours), 3)."""
    codes = np.array([list(bytes.fromhex(each[1:])) for each in colours]) / 255
    linear = np.where(codes <= 0.04045, codes / 12.92, ((codes + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ _SEEN.transpose(0, 2, 1), 0, 1)
    return np.asarray(np.cbrt(seen @ _CONES.T) @ _LAB.T)


def _mingling(points: NDArray[np.float32], clusters: NDArray[np.int32], songs: NDArray[np.intp]) -> Matrix:
    """Compute how much any two clusters share cells, relative to the smaller one: (k, k)."""
    together = np.zeros((len(songs), len(songs)))
    for counts in _cells(points, clusters, len(songs)):
        together += counts.T @ (counts / counts.sum(axis=1, keepdims=True))
    return together / np.maximum(np.minimum.outer(songs, songs), 1)


def _cells(points: NDArray[np.float32], clusters: NDArray[np.int32], count: int) -> Iterator[Matrix]:
    """Yield the songs of each cluster in each cell, of two grids, so that no border is overlooked."""
    for shift in (0, 0.5):
        places = np.floor((points + 1) / 2 * _CELLS + shift).astype(np.int64)
        cells, of = np.unique(places @ [_CELLS + 2, 1], return_inverse=True)
        yield np.bincount(of * count + clusters, minlength=len(cells) * count).reshape(-1, count).astype(float)


def _distances(points: NDArray[np.float32], clusters: NDArray[np.int32], count: int) -> Matrix:
    """Compute the distance of any two clusters' median points: (k, k), infinite for a cluster without songs."""
    medians = np.full((count, 2), np.inf)
    for cluster in np.unique(clusters):
        medians[cluster] = np.median(points[clusters == cluster], axis=0)
    with np.errstate(invalid="ignore"):
        apart = np.linalg.norm(medians[:, np.newaxis] - medians, axis=-1)
    return np.asarray(np.nan_to_num(apart, nan=np.inf, posinf=np.inf))
