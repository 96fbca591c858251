"""Playlists joined with features: what makes two playlists one, whose names win, what is left out."""

import json

import numpy as np
import pytest

from shared.domain.track import FEATURES
from shared.errors import InvalidData
from training.read.corpus import LEAST_OVERLAP, read_dataset
from training.read.summary import ReadSummary

A, B, C, D, E = (f"spotify:track:{letter * 22}" for letter in "abcde")


def entry(track_id, **names):
    return {"track_uri": track_id, **names}


def playlist(pid, *ids, name=""):
    return {"pid": pid, "name": name, "tracks": [entry(each) for each in ids]}


def row(track_id, **values):
    return {"id": track_id, **dict.fromkeys(FEATURES, 1), **values}


@pytest.fixture
def read(tmp_path):
    def read_back(playlists, *rows, **options):
        (tmp_path / "p.json").write_text(json.dumps({"playlists": playlists}))
        columns = ("id", "name", "artist", "album", "genres", "year", "popularity", *FEATURES)
        lines = [",".join(columns)]
        lines += [",".join(str(each.get(column, "")) for column in columns) for each in rows]
        (tmp_path / "f.csv").write_text("\n".join(lines))
        return read_dataset([tmp_path / "p.json"], [tmp_path / "f.csv"], **{"min_coverage": 0, **options})

    return read_back


def test_playlists_of_one_number_and_other_names_are_two(read):
    dataset, summary = read([playlist(7, A, name="Sea"), playlist(7, A, name="Lake")])
    assert (dataset.playlist_ids, summary.repeated_playlists) == (["7", "7~2"], 0)


def test_playlists_of_one_number_and_the_same_tracks_in_another_order_are_two(read):
    assert len(read([playlist(7, A, B), playlist(7, B, A)])[0]) == 2


def test_a_playlist_that_differs_by_a_repeated_track_alone_is_the_same(read):
    dataset, summary = read([playlist(7, A, B), playlist(7, A, B, A)])
    assert (len(dataset), summary.repeated_playlists, summary.repeated_entries) == (1, 1, 0)


def test_a_third_playlist_of_one_number_gets_the_next_free_name(read):
    dataset, _ = read([playlist("7~2", A), playlist(7, B), playlist(7, C), playlist(7, D)])
    assert dataset.playlist_ids == ["7~2", "7", "7~3", "7~4"]


def test_playlist_names_lose_the_spaces_around_them_and_may_be_missing(read):
    dataset, _ = read([playlist(0, A, name=" Sea "), {"pid": 1, "tracks": [entry(B)]}])
    assert dataset.playlist_names == ["Sea", ""]


def test_a_name_without_an_artist_leaves_the_artist_to_a_later_playlist(read):
    first = {"pid": 0, "tracks": [entry(A, track_name="Tide")]}
    second = {"pid": 1, "tracks": [entry(A, track_name="Ebb", artist_name=" Ann ", album_name=" Sea ")]}
    tracks = read([first, second])[0].tracks
    assert (tracks.names, tracks.artists, tracks.albums) == (["Tide"], ["Ann"], ["Sea"])


def test_a_track_that_has_name_and_artist_keeps_them(read):
    first = {"pid": 0, "tracks": [entry(A, track_name="Tide", artist_name="Ann")]}
    second = {"pid": 1, "tracks": [entry(A, track_name="Ebb", artist_name="Bo", album_name="Lake")]}
    tracks = read([first, second])[0].tracks
    assert (tracks.names, tracks.artists, tracks.albums) == (["Tide"], ["Ann"], [""])


def test_genres_year_and_popularity_go_to_the_track_they_describe(read):
    tables = row(C, genres="folk", year=1999, popularity=70), row(A, genres="pop", year=2001)
    tracks = read([playlist(0, A, B)], *tables)[0].tracks
    assert tracks.ids.tolist() == [each.encode() for each in (A, B, C)]
    assert tracks.genres == [("pop",), (), ("folk",)]
    assert tracks.years.tolist() == [2001, 0, 1999]
    np.testing.assert_array_equal(tracks.popularity, [np.nan, np.nan, 70])


def test_columns_have_the_types_that_the_dataset_promises(read):
    tracks = read([playlist(0, A)], row(A))[0].tracks
    types = (tracks.ids, tracks.years, tracks.features, tracks.popularity)
    assert [each.dtype for each in types] == ["S36", np.int16, np.float32, np.float32]


def test_one_known_feature_makes_a_track_one_with_features(read):
    blank = dict.fromkeys(FEATURES, "")
    _, summary = read([playlist(0, A, B)], row(A, **blank | {"mode": 1}), row(B, **blank))
    assert summary.tracks_with_features == 1


OTHERS = [letter * 22 for letter in "fghijklmno"]


def test_a_fifth_of_the_playlists_tracks_with_features_is_enough(read):
    others = [row(each) for each in OTHERS]
    assert LEAST_OVERLAP == 0.2
    assert read([playlist(0, A, B, C, D, E)], row(A), *others, min_coverage=None)[1].coverage == 0.2
    with pytest.raises(InvalidData, match=r"of other tracks.*at least 20% of 6 tracks in both, found 1"):
        read([playlist(0, A, B, C, D, E, "p" * 22)], row(A), *others, min_coverage=None)


def test_features_of_a_few_of_the_playlists_tracks_are_enough_if_most_are_in_playlists(read):
    _, summary = read([playlist(0, A, *OTHERS)], row(A), row("z" * 22), min_coverage=None)
    assert round(summary.coverage, 2) == 0.09


def test_a_table_of_names_alone_needs_no_features(read):
    named = row(B, name="Tide", **dict.fromkeys(FEATURES, ""))
    dataset, summary = read([playlist(0, A)], named, min_coverage=None)
    assert (dataset.tracks.names[1], summary.tracks_with_features) == ("Tide", 0)


def test_tracks_only_in_the_table_do_not_count_as_covered(read):
    with pytest.raises(InvalidData) as refused:
        read([playlist(0, A, B, C, D, E)], row("f" * 22), row("g" * 22), min_coverage=0.3)
    assert refused.value.expected == "features for at least 30% of 5 tracks"
    assert refused.value.found == "0 (0.0%)"


def test_features_of_one_track_in_two_rows_are_counted_as_merged(read):
    assert read([playlist(0, A)], row(A), row(A), row(A))[1].repeated_feature_rows == 2


def test_where_no_playlist_is_left_the_first_reason_is_told(tmp_path):
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(InvalidData) as refused:
        read_dataset([tmp_path / "bad.json"], [], skip_bad=True)
    error = refused.value
    assert error.expected == f"playlists with tracks in {tmp_path / 'bad.json'}"
    assert error.found == "0 empty playlists, 1 files or parts skipped"
    assert error.cure.startswith(f"the first was skipped because {tmp_path / 'bad.json'} is not in MPD layout")


def test_where_no_file_was_given_another_is_asked_for():
    with pytest.raises(InvalidData) as refused:
        read_dataset([], [])
    assert (refused.value.expected, refused.value.cure) == (
        "playlists with tracks in some file",
        "give other files",
    )


def a_summary(**counts):
    zero = dict.fromkeys(ReadSummary.__dataclass_fields__, 0) | {"skipped": ()}
    return ReadSummary(**{**zero, **counts})


def test_facts_tell_what_there_is_even_if_that_is_nothing():
    assert a_summary().facts() == [
        ("playlists", 0),
        ("entries in playlists", 0),
        ("distinct tracks", 0),
        ("distinct tracks in playlists", 0),
        ("tracks with features", 0),
        ("tracks in playlists with features", 0),
    ]


def test_facts_tell_each_reason_to_leave_something_out_under_its_own_label():
    left_out = a_summary(
        empty_playlists=1,
        repeated_playlists=2,
        repeated_entries=3,
        malformed_entries=4,
        repeated_feature_rows=5,
        non_finite_values=6,
        skipped=("x",) * 7,
    )
    assert left_out.facts()[6:] == [
        ("empty playlists dropped", 1),
        ("repeated playlists dropped", 2),
        ("repeated entries dropped", 3),
        ("entries without a Spotify id dropped", 4),
        ("repeated rows of features merged", 5),
        ("values of NaN or infinity taken as unknown", 6),
        ("bad parts skipped", 7),
    ]


def test_without_playlists_nothing_is_covered():
    assert a_summary().coverage == 0
