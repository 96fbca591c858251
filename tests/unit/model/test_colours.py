"""Colours of neighbourhoods: told apart by everybody where they touch, and seen on the site's panels."""

import itertools

import numpy as np
import pytest

from shared.model.colours import PALETTE, colours_of_clusters, distances_apart

LEAST_APART = 0.085
"""Distance in OKLab of colours that touch; .02 can just be told apart."""

LEAST_TURN = 20
"""Degrees between the hues of colours that touch; a hue of a circle of twelve is 30 wide."""

PANELS = {"day": "#ffffff", "night": "#1c2228"}


def linear(colour):
    values = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


SIGHTS = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
}
"""Matrices on linear RGB: Machado, Oliveira and Fernandes, "A physiologically-based model" (2009)."""


def oklab(rgb):
    """Return the place of a colour in OKLab (Ottosson, 2020)."""
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    ) @ np.clip(rgb, 0, 1)
    return np.array(
        [
            [0.2104542553, 0.793617785, -0.0040720468],
            [1.9779984951, -2.428592205, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.808675766],
        ]
    ) @ np.cbrt(cones)


def apart(one, other, sight):
    return float(np.linalg.norm(oklab(sight @ linear(one)) - oklab(sight @ linear(other))))


def touching(points, clusters):
    """Return the pairs of neighbourhoods of which one has a twentieth of its songs' six nearest in the other."""
    distances = ((points[:, None] - points) ** 2).sum(axis=2)
    nearest = np.argsort(distances, axis=1)[:, 1:7]
    beside = np.zeros((clusters.max() + 1,) * 2)
    np.add.at(beside, (np.repeat(clusters, 6), clusters[nearest].ravel()), 1)
    share = beside / np.maximum(beside.sum(axis=1, keepdims=True), 1)
    return [
        (a, b) for a, b in itertools.combinations(range(len(share)), 2) if max(share[a, b], share[b, a]) >= 0.05
    ]


def squares(seed=3):
    """Return a map of five times five neighbourhoods of 200 songs that run into each other, numbered at random."""
    draw = np.random.default_rng(seed)
    ids = np.repeat(draw.permutation(25), 200)
    middles = np.array([*itertools.product(np.linspace(-0.7, 0.7, 5), repeat=2)])
    points = np.repeat(middles, 200, axis=0) + draw.normal(0, 0.11, (5_000, 2))
    return points.clip(-1, 1), ids


@pytest.fixture(scope="module", params=["demo", "squares"])
def coloured(model, request):
    """Return the pairs that touch on a map, and the colours of each neighbourhood."""
    drawn = model.music_map
    points, clusters = (drawn.points, drawn.clusters) if request.param == "demo" else squares()
    pairs = touching(points, clusters)
    assert pairs
    return pairs, colours_of_clusters(points, clusters, int(clusters.max()) + 1)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("time", PANELS)
def test_neighbourhoods_that_touch_are_told_apart(coloured, time, sight):
    pairs, colours = coloured
    chosen = [getattr(each, time) for each in colours]
    assert min(apart(chosen[a], chosen[b], SIGHTS[sight]) for a, b in pairs) >= LEAST_APART


@pytest.mark.parametrize("time", PANELS)
def test_neighbourhoods_that_touch_share_no_hue(coloured, time):
    pairs, colours = coloured
    hues = [np.arctan2(*oklab(linear(getattr(each, time)))[:0:-1]) for each in colours]
    turns = [abs((hues[a] - hues[b] + np.pi) % (2 * np.pi) - np.pi) for a, b in pairs]
    assert np.degrees(min(turns)) >= LEAST_TURN


@pytest.mark.parametrize("time", PANELS)
@pytest.mark.parametrize("colours", PALETTE, ids=lambda each: each.day)
def test_a_colour_is_seen_on_the_panels_of_the_site(colours, time):
    weights = np.array([0.2126, 0.7152, 0.0722])
    pair = (getattr(colours, time), PANELS[time])
    lighter, darker = sorted((linear(each) @ weights + 0.05 for each in pair), reverse=True)
    assert lighter / darker >= 3


def test_any_two_colours_are_told_apart_by_the_colour_blind_too():
    distances = distances_apart()
    assert distances.shape == (len(PALETTE), len(PALETTE))
    assert (distances[~np.eye(len(PALETTE), dtype=bool)] >= 0.09).all()


def test_a_neighbourhood_without_songs_disturbs_no_other():
    points, clusters = squares()
    assert colours_of_clusters(points, clusters, 26)[:25] == colours_of_clusters(points, clusters, 25)


def test_without_a_map_every_cluster_has_a_colour():
    points, clusters = np.zeros((0, 2), dtype=np.float32), np.zeros(0, dtype=np.int32)
    assert len(colours_of_clusters(points, clusters, 3)) == 3
