"""Joining playlists and features: precedence of names, dropped rows, and mismatched inputs."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.track import FEATURES
from shared.errors import InvalidData
from training.read.corpus import read_dataset

REAL = Path(__file__).parents[2] / ".." / "shared" / "data"
A, B, C = (f"spotify:track:{letter * 22}" for letter in "abc")


def playlist(pid, *ids, name="", **names):
    return {"pid": pid, "name": name, "tracks": [{"track_uri": each, **names} for each in ids]}


@pytest.fixture
def read(tmp_path):
    """Write playlists and rows of features (id to columns), read them, and return dataset and summary."""

    def read_back(playlists, rows=None, **options):
        (tmp_path / "p.json").write_text(json.dumps({"playlists": playlists}))
        rows = {A: {}} if rows is None else rows
        columns = ("id", "name", "artist", "album", *FEATURES)
        lines = [",".join(columns)]
        for track_id, given_values in rows.items():
            values = {"id": track_id, **dict.fromkeys(FEATURES, 1), **given_values}
            lines.append(",".join(str(values.get(column, "")) for column in columns))
        (tmp_path / "f.csv").write_text("\n".join(lines))
        return read_dataset([tmp_path / "p.json"], [tmp_path / "f.csv"], **options)

    return read_back


def test_tracks_come_as_playlists_name_them_then_those_only_in_the_table(read):
    dataset, _ = read([playlist(0, B), playlist(1, A)], {C: {}, A: {}})
    assert dataset.tracks.ids.tolist() == [B.encode(), A.encode(), C.encode()]


def test_features_find_their_tracks(read):
    dataset, _ = read([playlist(0, B, A)], {A: {"energy": 0.5}})
    energy = dataset.tracks.features[:, FEATURES.index("energy")]
    assert np.isnan(energy[0])
    assert energy[1] == 0.5


def test_playlists_are_rows_of_a_sparse_matrix(read):
    dataset, _ = read([playlist(0, A, B), playlist(1, C), playlist(2, B, A)])
    assert [dataset.playlist(index).tolist() for index in range(len(dataset))] == [[0, 1], [2], [1, 0]]
    assert dataset.indices.dtype == np.int32
    assert dataset.indptr.dtype == np.int64


def test_a_track_counts_once_in_a_playlist(read):
    dataset, summary = read([playlist(0, A, B, A)])
    assert dataset.playlist(0).tolist() == [0, 1]
    assert summary.repeated_entries == 1


def test_a_bare_id_is_the_same_track_as_its_uri(read):
    bare = {"pid": 1, "tracks": [{"track_uri": A}]}
    dataset, _ = read([playlist(0, A), bare])
    assert dataset.playlist(1).tolist() == [0]


def test_the_playlists_names_go_before_the_tables(read):
    dataset, _ = read(
        [playlist(0, A, track_name="Tide ", artist_name="Ann", album_name="")],
        {A: {"name": "Tide (Live)", "artist": "Ann & Bo", "album": "Sea"}},
    )
    tracks = dataset.tracks
    assert (tracks.names, tracks.artists, tracks.albums) == (["Tide"], ["Ann"], ["Sea"])


def test_a_name_is_taken_from_the_first_playlist_that_has_one(read):
    dataset, _ = read([playlist(0, A), playlist(1, A, track_name="Tide", artist_name="Ann")])
    assert dataset.tracks.names == ["Tide"]


def test_playlists_that_share_a_number_are_told_apart(read):
    dataset, _ = read([playlist(7, A), playlist(7, B)])
    assert dataset.playlist_ids == ["7", "7~2"]


def test_a_playlist_met_again_is_dropped_and_counted(read):
    dataset, summary = read([playlist(7, A, B, name="Sea"), playlist(7, A, B, name="Sea")])
    assert (len(dataset), summary.repeated_playlists) == (1, 1)


def test_equal_playlists_of_different_people_are_kept(read):
    assert len(read([playlist(0, A, B), playlist(1, A, B)])[0]) == 2


def test_the_summary_counts_what_is_there(read):
    _, summary = read([playlist(0, A, B), playlist(1), playlist(2, B)], {A: {}, C: {"energy": "nan"}})
    assert (summary.playlists, summary.entries, summary.empty_playlists) == (2, 3, 1)
    assert (summary.tracks, summary.playlist_tracks) == (3, 2)
    assert (summary.tracks_with_features, summary.playlist_tracks_with_features, summary.coverage) == (2, 1, 0.5)
    assert summary.non_finite_values == 1


def test_the_facts_leave_out_what_did_not_happen(read):
    _, summary = read([playlist(0, A), playlist(1)])
    labels = dict(summary.facts())
    assert labels["empty playlists dropped"] == 1
    assert "bad parts skipped" not in labels


def test_a_row_of_blanks_counts_as_no_features(read):
    _, summary = read([playlist(0, A)], {A: dict.fromkeys(FEATURES, "")}, min_coverage=0)
    assert summary.tracks_with_features == 0


def test_features_of_other_tracks_are_refused(read):
    with pytest.raises(
        InvalidData, match=r"features are of other tracks.*at least 20% of 1 tracks in both, found 0"
    ):
        read([playlist(0, A, B)], {C: {}})


def test_a_lower_coverage_may_be_asked_for(read):
    assert read([playlist(0, A, B)], {C: {}}, min_coverage=0)[1].coverage == 0


def test_playlists_without_a_track_are_refused(read):
    with pytest.raises(InvalidData, match=r"no playlist to learn from.*1 empty playlists"):
        read([playlist(0)])


def test_what_was_skipped_is_told(read):
    _, summary = read([playlist(0, A, "short")], {A: {"energy": "high"}, "short": {}}, skip_bad=True)
    assert summary.malformed_entries == 1
    assert len(summary.skipped) == 2


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from([A, B, C]), min_size=1, max_size=5), min_size=1, max_size=5))
def test_every_playlist_can_be_read_back(tmp_path_factory, lists):
    path = tmp_path_factory.mktemp("corpus") / "p.json"
    path.write_text(json.dumps({"playlists": [playlist(pid, *ids) for pid, ids in enumerate(lists)]}))
    dataset, summary = read_dataset([path])
    back = [[dataset.tracks.ids[row].decode() for row in dataset.playlist(i)] for i in range(len(dataset))]
    assert back == [list(dict.fromkeys(ids)) for ids in lists]
    assert summary.entries + summary.repeated_entries == sum(map(len, lists))


@pytest.mark.real_data
def test_the_development_data_is_read_whole():
    if not REAL.exists():
        pytest.skip("../shared/data is not there")
    dataset, summary = read_dataset([REAL / "mpd_dev.zip"], [REAL / "mpd_dev_track_features.csv.gz"])
    assert (len(dataset), summary.playlist_tracks, summary.tracks_with_features) == (2860, 8971, 8549)
