"""Facts that bounds are about: whether a song is marked explicit, and its length."""

import json

import numpy as np
import pytest

from shared.errors import InvalidData
from training.read.corpus import read_dataset
from training.read.features import read_features

A, B = (f"spotify:track:{letter * 22}" for letter in "ab")

SPELLED = {
    "true": 1, "FALSE": 0, "1": 1, "0": 0, "yes": 1, "No": 0, "1.0": 1, " true ": 1, "": -1, "null": -1, "NA": -1,
}  # fmt: skip


@pytest.fixture
def read(tmp_path):
    """Read entries of one playlist and a features table, given as text."""

    def read_back(entries, table):
        (tmp_path / "p.json").write_text(json.dumps({"playlists": [{"pid": 1, "tracks": entries}]}))
        (tmp_path / "f.csv").write_text(table)
        return read_dataset([tmp_path / "p.json"], [tmp_path / "f.csv"], min_coverage=0)[0].tracks

    return read_back


@pytest.fixture
def marks(tmp_path):
    def read_back(header, *values):
        lines = [f"track_id,energy,{header}", *(f"{A if i == 0 else B},1,{v}" for i, v in enumerate(values))]
        (tmp_path / "f.csv").write_text("\n".join(lines))
        return read_features([tmp_path / "f.csv"]).explicit.tolist()

    return read_back


@pytest.mark.parametrize("spelled", SPELLED, ids=repr)
def test_a_mark_is_read_however_it_is_spelled(marks, spelled):
    assert marks("explicit", spelled) == [SPELLED[spelled]]


@pytest.mark.parametrize("header", ["explicit", "Explicit", "is_explicit", "track_explicit"])
def test_the_column_of_marks_has_several_names(marks, header):
    assert marks(header, "true", "false") == [1, 0]


def test_a_mark_that_is_none_is_refused_with_its_place(marks):
    with pytest.raises(InvalidData, match=r"line 2, column 'explicit' is unusable: expected one of true, false"):
        marks("explicit", "maybe")


def test_a_table_without_marks_knows_none(marks):
    assert marks("tempo", "100", "90") == [-1, -1]


def test_a_length_comes_from_the_table_and_where_it_has_none_from_the_playlists(read):
    entries = [{"track_uri": A, "duration_ms": 200_400}, {"track_uri": B, "duration_ms": 61_000}]
    assert read(entries, f"id,duration_ms\n{A},180000\n{B},\n").seconds.tolist() == [180, 61]


@pytest.mark.parametrize("told", [None, "long", -5, 0, [1]])
def test_a_length_that_is_none_is_unknown(read, told):
    assert read([{"track_uri": A, "duration_ms": told}], f"id,energy\n{A},1\n").seconds.tolist() == [0]


def test_a_length_beyond_18_hours_is_the_greatest(read):
    tracks = read([{"track_uri": A, "duration_ms": 10**12}], f"id,energy\n{A},1\n")
    assert tracks.seconds.tolist() == [np.iinfo(np.uint16).max]
