"""Listening sessions have the structure that they are drawn from, and a model learns it without sound."""

import numpy as np
import pytest

from bench.quality.sessions import LONGEST, SHORTEST, SessionSize, listening_sessions
from bench.quality.without_sound import WITH, WITHOUT, measured, silenced
from training.effort import QUICK

SMALL = SessionSize(tracks=400, artists=60, listeners=30, sessions_each=5)
FEW = SessionSize(tracks=120, artists=24, listeners=15, sessions_each=5)
"""As few as training takes."""


@pytest.fixture(scope="module")
def sessions():
    return listening_sessions(SMALL, seed=1)


def test_each_listener_has_sessions_of_distinct_songs_within_bounds(sessions):
    lists = [sessions.playlist(row) for row in range(len(sessions))]
    assert len(lists) == 150
    assert all(SHORTEST <= len(each) <= LONGEST for each in lists)
    assert all(len(set(each.tolist())) == len(each) for each in lists)


def test_sessions_have_no_names_and_songs_no_genres_but_sound(sessions):
    assert set(sessions.playlist_names) == {""}
    assert set(sessions.tracks.genres) == {()}
    assert np.isfinite(sessions.tracks.features).all()


def test_a_listener_hears_a_song_again_more_often_than_others_hear_it(sessions):
    def shared(one, other):
        return len(np.intersect1d(sessions.playlist(one), sessions.playlist(other)))

    each = SMALL.sessions_each
    own = [shared(row, row + 1) for row in range(0, len(sessions) - each, each)]
    others = [shared(row, row + each) for row in range(0, len(sessions) - each, each)]
    assert np.mean(own) > 1.5 * np.mean(others)


def test_the_same_seed_draws_the_same_sessions(sessions):
    assert listening_sessions(SMALL, seed=1).indices.tolist() == sessions.indices.tolist()


def test_the_table_has_both_models_and_the_single_methods():
    few = listening_sessions(FEW, seed=1)
    table = measured("sessions", few, silenced(few), held_out=15, effort=QUICK)
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in table.splitlines()[2:]}
    assert {WITH, WITHOUT, "item-kNN", "playlist-kNN"} < set(rows)
    assert "%" in rows[WITHOUT]
    assert "%" not in rows[WITH]
