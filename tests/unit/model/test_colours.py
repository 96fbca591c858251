"""Colours of neighbourhoods: told apart by everybody, the more so where they touch."""

import numpy as np
import pytest

from shared.model.colours import PALETTE, colours_of_clusters, distances_apart

PANELS = {"day": "#ffffff", "night": "#1c2228"}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    codes = np.array(list(bytes.fromhex(colour[1:]))) / 255
    linear = np.where(codes <= 0.04045, codes / 12.92, ((codes + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("time", ["day", "night"])
@pytest.mark.parametrize("colours", PALETTE, ids=lambda each: each.day)
def test_a_colour_is_seen_on_the_panels_of_the_site(colours, time):
    one, other = sorted([luminance(getattr(colours, time)), luminance(PANELS[time])])
    assert (other + 0.05) / (one + 0.05) >= 3


def test_any_two_colours_are_told_apart_by_the_colour_blind_too():
    apart = distances_apart()
    assert apart.shape == (len(PALETTE), len(PALETTE))
    assert (apart[~np.eye(len(PALETTE), dtype=bool)] >= 0.09).all()


def drawn(middles: list[tuple[float, float]], songs: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Return so many songs around each place, and their clusters."""
    draw = np.random.default_rng(1)
    clusters = np.repeat(np.arange(len(middles), dtype=np.int32), songs)
    points = np.array(middles)[clusters] + draw.normal(0, 0.05, (len(clusters), 2))
    return np.clip(points, -1, 1).astype(np.float32), clusters


def test_as_many_neighbourhoods_as_colours_share_none():
    middles = [(x, y) for x in (-0.6, 0.0, 0.6) for y in (-0.6, -0.2, 0.2, 0.6)]
    assert len(set(colours_of_clusters(*drawn(middles), len(middles)))) == len(PALETTE)


def test_of_more_neighbourhoods_those_that_touch_differ_more_than_any_two_do():
    middles = [(x, y) for x in (-0.8, -0.25, 0.25, 0.8) for y in (-0.8, -0.45, 0.0, 0.45, 0.8)]
    chosen = [PALETTE.index(each) for each in colours_of_clusters(*drawn(middles), len(middles))]
    apart = distances_apart()
    touching = [
        apart[chosen[i], chosen[i + 1]] for i in range(len(middles) - 1) if middles[i][0] == middles[i + 1][0]
    ]
    assert np.mean(touching) > np.mean(apart[~np.eye(len(PALETTE), dtype=bool)])
    assert min(touching) >= 0.09


def test_a_neighbourhood_without_songs_disturbs_no_other():
    points, clusters = drawn([(-0.5, 0.0), (0.5, 0.0)])
    assert colours_of_clusters(points, clusters, 3)[:2] == colours_of_clusters(points, clusters, 2)


def test_without_a_map_every_cluster_has_a_colour():
    points, clusters = np.zeros((0, 2), dtype=np.float32), np.zeros(0, dtype=np.int32)
    assert len(colours_of_clusters(points, clusters, 3)) == 3
