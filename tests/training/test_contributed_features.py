"""Features that were looked up for shared playlists fill blanks of the operator's tracks, and fail nothing."""

import numpy as np
import pytest
from shared_lines import operator_data, track_id

from shared.domain.track import FEATURES
from training.contributed.features import fill_features

ENERGY, TEMPO = FEATURES.index("energy"), FEATURES.index("tempo")


@pytest.fixture
def table(tmp_path):
    def write(name, heading, *rows):
        (tmp_path / name).write_text("\n".join([heading, *rows, ""]))
        return tmp_path / name

    return write


@pytest.fixture
def operator():
    data = operator_data([[0, 1, 2]], 3)
    data.tracks.features[0, ENERGY] = 0.25
    return data


def test_a_blank_is_filled_and_a_known_value_stays(operator, table):
    own = table("own.csv", "id,energy", f"{track_id(0)},0.25")
    looked_up = table("up.csv", "track_uri,energy,tempo", f"{track_id(0)},0.75,120", f"{track_id(2)},0.5,90")
    filled, reason = fill_features(operator, [own], [looked_up])
    assert reason == ""
    assert filled.tracks.features[0, [ENERGY, TEMPO]].tolist() == [0.25, 120]
    assert filled.tracks.features[2, [ENERGY, TEMPO]].tolist() == [0.5, 90]
    assert np.isnan(filled.tracks.features[1]).all()
    assert np.isnan(operator.tracks.features[2]).all()


def test_rows_of_unknown_tracks_add_no_track(operator, table):
    strangers = [f"{'z' * 20}{number},0.5" for number in range(10, 99)]
    filled, reason = fill_features(operator, [], [table("up.csv", "track_uri,energy", *strangers)])
    assert (reason, len(filled.tracks)) == ("", 3)
    np.testing.assert_array_equal(filled.tracks.features, operator.tracks.features)


def test_bad_rows_are_passed_over(operator, table):
    rows = ["nonsense,0.5", f"{track_id(1)},loud", f"{track_id(2)},0.5"]
    filled, reason = fill_features(operator, [], [table("up.csv", "track_uri,energy", *rows)])
    assert reason == ""
    assert filled.tracks.features[1:, ENERGY].tolist()[1] == 0.5


@pytest.mark.parametrize("text", ["", "\0\0\0", "colour,shape\nred,round"])
def test_a_table_that_cannot_be_read_is_left_out_with_the_reason(operator, tmp_path, text):
    (tmp_path / "up.csv").write_text(text)
    same, reason = fill_features(operator, [], [tmp_path / "up.csv"])
    assert same is operator
    assert "up.csv" in reason


def test_values_on_another_scale_than_the_operators_are_left_out(operator, table):
    own = table("own.csv", "id,loudness,source", f"{track_id(0)},0.9,essentia")
    same, reason = fill_features(operator, [own], [table("up.csv", "track_uri,loudness", f"{track_id(2)},-6")])
    assert same is operator
    assert "two scales" in reason
