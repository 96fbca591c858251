"""Scores of songs that are better known than those of the seeds' playlists."""

import numpy as np
import pytest

from shared.model.ranking.popularity import SLACK, TELLING_SEEDS, WEIGHT, held_down

SCORES = np.zeros(3, dtype=np.float32)
COUNTS = np.array([9, 99, 999], dtype=np.int32)
EXPECTED = float(np.log(10))


def lowered(seeds: int = 5, adventurous: float = 0.0, expected: float = EXPECTED) -> list[float]:
    return held_down(SCORES, COUNTS, expected, seeds, adventurous).tolist()


def test_a_song_as_well_known_as_expected_keeps_its_score():
    assert lowered()[0] == 0


def test_log_odds_fall_with_log_popularity_beyond_the_slack():
    _, known, best_known = lowered()
    assert known == pytest.approx(-WEIGHT * (np.log(10) - SLACK), rel=1e-5)
    assert best_known - known == pytest.approx(-WEIGHT * np.log(10), rel=1e-5)


def test_where_well_known_songs_are_expected_nothing_is_lost():
    assert lowered(expected=float(np.log(1000))) == [0, 0, 0]


def test_the_loss_grows_with_the_root_of_the_seeds_until_there_are_enough():
    assert lowered(seeds=1)[2] == pytest.approx(lowered(seeds=TELLING_SEEDS)[2] / TELLING_SEEDS**0.5, rel=1e-5)
    assert lowered(seeds=TELLING_SEEDS - 1)[2] > lowered(seeds=TELLING_SEEDS)[2]
    assert lowered(seeds=10**6) == lowered(seeds=TELLING_SEEDS)


def test_a_share_of_the_weight_costs_that_share():
    half = held_down(SCORES, COUNTS, EXPECTED, TELLING_SEEDS, 0.0, share=0.5).tolist()
    assert half == pytest.approx([each / 2 for each in lowered(seeds=TELLING_SEEDS)], rel=1e-5)


def test_towards_the_familiar_end_of_the_dial_less_is_lost_and_at_it_nothing():
    assert lowered(adventurous=-0.5)[2] == pytest.approx(lowered()[2] / 2, rel=1e-5)
    assert lowered(adventurous=-1.0) == [0, 0, 0]
    assert lowered(adventurous=1.0) == lowered()
