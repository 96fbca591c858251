"""Shared playlists are read line by line: what is usable, and why all else is left out."""

import json
from dataclasses import replace

import numpy as np
import pytest
from shared_lines import line, listener, operator_data, staged, track_id

from training.contributed import reading
from training.contributed.reading import MOST_TRACKS, known_ids, read_contributed
from training.contributed.summary import (
    ANONYMOUS,
    EMPTY,
    MALFORMED,
    TOO_LONG,
    UNKNOWN_ENTRIES,
    UNKNOWN_TITLES,
    ContributedSummary,
)

ADA, BO = listener(1), listener(2)


@pytest.fixture
def operator():
    return operator_data([[0, 1, 2], [3, 4]], 10, ["Sea 1", "Lake"])


@pytest.fixture
def read(operator, tmp_path):
    def of(*lines, data=operator):
        return read_contributed(staged(tmp_path, lines), data, key=b"k")

    return of


def rows(dataset):
    return [dataset.playlist(place).tolist() for place in range(len(dataset))]


def test_a_listeners_playlist_is_read_as_rows_of_the_operators_tracks(read, operator):
    dataset, left_out = read(line([4, 0, 4], ADA))
    assert rows(dataset) == [[4, 0]]
    assert dataset.tracks is operator.tracks
    assert not +left_out


@pytest.mark.parametrize("contributor", [None, "", "ada", "A" * 32, "a" * 31, "a" * 33, f"{'a' * 32}\n"])
def test_a_line_without_a_listeners_key_is_an_anonymous_leftover(read, contributor):
    dataset, left_out = read(line([0, 1], contributor))
    assert (len(dataset), +left_out) == (0, {ANONYMOUS: 1})


def test_a_line_from_before_contributors_is_an_anonymous_leftover(read):
    old = json.dumps({"pid": "x", "name": "", "tracks": [{"track_uri": track_id(0)}, {"track_uri": track_id(1)}]})
    assert +read(old)[1] == {ANONYMOUS: 1}


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        "7",
        '{"tracks": 3}',
        '{"tracks": [{"track_uri": 3}]}',
        '{"tracks": [], "contributor": 3}',
        b"\xff\xfe",
        b'{"tracks": "\xff"}',
        "[" * 100_000,
        '{"tracks":' * 100_000,
        '{"tracks": [NaN]}',
    ],
    ids=range(11),
)
def test_a_line_that_is_no_playlist_is_counted_and_its_neighbours_are_read(read, bad):
    dataset, left_out = read(line([0, 1], ADA), bad, line([2, 3], BO))
    assert (len(dataset), +left_out) == (2, {MALFORMED: 1})


def test_a_line_longer_than_any_message_is_left_out_whole(read, monkeypatch):
    monkeypatch.setattr(reading, "LONGEST_LINE_BYTES", 600)
    dataset, left_out = read("x" * 1_000, line([0, 1], ADA), "y" * 599, "z" * 600)
    assert (len(dataset), +left_out) == (1, {MALFORMED: 3})


def test_blank_lines_are_no_lines(read):
    assert not +read("", "  ")[1]


def test_tracks_that_the_operators_data_lacks_are_left_out_of_a_playlist(read):
    dataset, left_out = read(line([0, "spotify:track:" + "z" * 22, 1, "no id", ""], ADA))
    assert (rows(dataset), +left_out) == ([[0, 1]], {UNKNOWN_ENTRIES: 3})


def test_a_playlist_of_one_known_track_is_left_out(read):
    _, left_out = read(line([0, "z" * 22], ADA))
    assert +left_out == {UNKNOWN_ENTRIES: 1, EMPTY: 1}


def test_a_playlist_of_too_many_tracks_is_left_out(read):
    assert len(read(line([0, 1] * (MOST_TRACKS // 2), ADA))[0]) == 1
    assert +read(line([0] * (MOST_TRACKS + 1), ADA))[1] == {TOO_LONG: 1}


def test_names_that_a_stranger_gives_are_nowhere_in_the_data(read):
    dataset, _ = read(line([0, 1, "z" * 22], ADA, name="FREE PILLS evil.example"))
    assert "pills" not in repr(dataset).lower()
    assert dataset.tracks.names[:2] == ["Song 0", "Song 1"]


def test_a_track_without_a_name_is_not_known(operator):
    tracks = replace(operator.tracks, names=["", *operator.tracks.names[1:]])
    assert track_id(0) not in known_ids(tracks)
    assert track_id(1) in known_ids(tracks)


def test_a_track_is_known_by_its_other_ids_too(read, operator):
    other = "spotify:track:" + "y" * 22
    tracks = replace(operator.tracks, other_ids=[(), (other,), *operator.tracks.other_ids[2:]])
    dataset, _ = read(line([0, other, 1], ADA), data=replace(operator, tracks=tracks))
    assert rows(dataset) == [[0, 1]]


def test_a_title_is_kept_if_the_operators_playlists_have_it(read):
    dataset, left_out = read(line([0, 1], ADA, name=" LAKE "), line([0, 1], BO, name="Mum's funeral"))
    assert sorted(dataset.playlist_names) == ["", "LAKE"]
    assert +left_out == {UNKNOWN_TITLES: 1}


def test_the_newest_playlists_come_first_and_those_without_a_day_last(read):
    given = [line([0, 1], ADA, "2026-11-01"), line([2, 3], ADA, "soon"), line([4, 5], ADA, "2026-11-20")]
    dataset, _ = read(*given)
    assert rows(dataset) == [[4, 5], [0, 1], [2, 3]]


def test_playlists_of_one_listener_have_one_number(read):
    dataset, _ = read(line([0, 1], ADA), line([2, 3], BO), line([4, 5], ADA))
    of = dict(zip(map(tuple, rows(dataset)), dataset.contributors.tolist(), strict=True))
    assert of[0, 1] == of[4, 5] != of[2, 3]
    assert dataset.contributors.dtype == np.int32


def test_ids_are_digests_by_the_key_and_tell_nothing_of_the_listener(operator, tmp_path):
    files = staged(tmp_path, [line([0, 1], ADA)])
    first, second = (read_contributed(files, operator, key=key)[0].playlist_ids for key in (b"k", b"l"))
    assert first != second
    assert ADA not in first[0]


def test_where_nothing_is_usable_there_are_no_playlists(read):
    dataset, _ = read("{")
    assert (len(dataset), len(dataset.indices), dataset.indptr.tolist()) == (0, 0, [0])


def test_the_summary_reads_as_a_sentence():
    summary = ContributedSummary(9, 2, 1, 14, ((ANONYMOUS, 7),))
    assert str(summary) == (
        "Shared by listeners: 2 playlists of 1 listeners learned from; left out 7 anonymous leftovers: "
        "lines without a listener's key."
    )
    assert ("left out: " + ANONYMOUS, 7) in summary.facts()
