"""Paths from one track of the demo model to another, and beside a hole."""

import shutil
from collections import Counter

import numpy as np
import pytest

from shared.model.arrays import write_arrays
from shared.model.candidates.vectors import vector_arrays
from shared.model.model import Model
from shared.model.ordering.distance import steps_of
from shared.model.ordering.paths import path_between
from shared.model.ranking.selection import Rules

PAIRS = [(0, 900), (3, 1500), (40, 41), (700, 12), (1990, 250), (120, 1100)]


@pytest.fixture(scope="module")
def holed(model_folder, tmp_path_factory):
    """A model of two kinds of songs and none between them: known by their factors alone, on two far arcs."""
    folder = tmp_path_factory.mktemp("holed") / "model"
    shutil.copytree(model_folder, folder)
    steps = np.load(folder / "audio_steps.npy")
    m, d = len(steps), np.load(folder / "factor_vectors.npy").shape[1]
    turn = np.radians(np.linspace(0, 30, m))
    other = np.arange(m) % 2
    vectors = np.zeros((m, d), dtype=np.float32)
    vectors[np.arange(m), 2 * other], vectors[np.arange(m), 2 * other + 1] = np.cos(turn), np.sin(turn)
    cells = {
        "factor_cell_centres": np.ones((1, d), dtype=np.float32),
        "factor_cell_starts": np.array([0, m], dtype=np.int32),
        "factor_cell_members": np.arange(m, dtype=np.int32),
    }
    write_arrays(
        folder,
        {
            "audio_steps": np.full_like(steps, -128),
            "track_tempos": np.zeros(m, np.uint16),
            **vector_arrays("factor", vectors),
            **cells,
        },
    )
    return Model.of_verified(folder)


@pytest.mark.parametrize(("start", "end"), PAIRS)
@pytest.mark.parametrize("n", [1, 8, 25])
def test_a_path_has_its_songs_once_and_neither_end(model, start, end, n):
    path = path_between(model, start, end, Rules(n=n))
    songs = model.retrieval.tracks.songs[[start, *path.tracks.tolist(), end]]
    assert len(path.tracks) == n
    assert len(set(songs.tolist())) == n + 2


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_a_path_has_at_most_two_songs_of_an_artist(model, start, end):
    path = path_between(model, start, end, Rules(n=25))
    assert max(Counter(model.retrieval.tracks.artists[path.tracks].tolist()).values()) <= 2


@pytest.mark.parametrize(("start", "end"), PAIRS)
@pytest.mark.parametrize("n", [3, 10])
def test_no_step_is_more_than_twice_the_mean_unless_there_is_a_hole(model, start, end, n):
    path = path_between(model, start, end, Rules(n=n))
    steps = steps_of(path.songs)
    large = np.flatnonzero(steps > 2 * steps.mean() * (1 + 1e-6)).tolist()
    assert sorted(path.holes) == large
    assert not path.is_uneven


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_a_path_goes_forward(model, start, end):
    positions = path_between(model, start, end, Rules(n=8)).positions
    assert np.corrcoef(positions, np.arange(8))[0, 1] > 0.8
    assert positions.min() >= 0
    assert positions.max() <= 1


def test_a_path_is_always_the_same(model):
    first, second = (path_between(model, 0, 900, Rules(n=12)) for _ in range(2))
    assert first.tracks.tolist() == second.tracks.tolist()


def test_a_path_leaves_out_what_the_rules_do(model):
    usual = path_between(model, 0, 900, Rules(n=8)).tracks.tolist()
    rules = Rules(n=8, exclude=frozenset(usual[:4]), given=tuple(usual[4:]))
    assert not {*path_between(model, 0, 900, rules).tracks.tolist()} & {*usual}


def test_a_hole_in_the_data_is_found_and_no_other_step_is_one(model, holed):
    path = path_between(holed, 100, 1201, Rules(n=8))
    steps = steps_of(path.songs)
    assert path.holes == (int(steps.argmax()),)
    assert steps.max() > 2 * steps.mean()


def test_a_path_on_one_side_of_a_hole_has_none(holed):
    assert path_between(holed, 100, 1200, Rules(n=8)).holes == ()


def test_where_few_songs_are_allowed_a_path_is_as_long_as_they_let_it_be(model):
    allowed = path_between(model, 0, 900, Rules(n=5)).tracks.tolist()
    rules = Rules(n=50, exclude=frozenset(range(model.track_count)) - {*allowed})
    assert sorted(path_between(model, 0, 900, rules).tracks.tolist()) == sorted(allowed)
    nothing = Rules(n=50, exclude=frozenset(range(model.track_count)))
    assert len(path_between(model, 0, 900, nothing).tracks) == 0
