"""Folders that appear whole, slices as the Million Playlist Dataset has them, and requests of known answers."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from shared.errors import InvalidData
from training.mpd_slices import SLICE, ListedPlaylist, Named, entries_of, in_slices, write_slices
from training.output import replaced_folder
from training.requests import requests_from

WORK = """
import signal, sys
from pathlib import Path
from training.output import replaced_folder
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
out = Path(sys.argv[1])
with replaced_folder(out, mark="mark") as folder:
    (folder / "mark").write_text("new")
    if sys.argv[2] == "aside":  # the moment between the two renames
        out.rename(folder.parent / "old")
    print("at work", flush=True)
    sys.stdin.readline()
"""

A, B = "a" * 22, "b" * 22


def refused(out):
    with pytest.raises(InvalidData) as error, replaced_folder(out, mark="mark"):
        pass
    return error.value


def test_a_file_is_not_replaced_by_a_folder(tmp_path):
    (tmp_path / "out").write_text("mine")
    assert refused(tmp_path / "out").expected == "a folder"
    assert (tmp_path / "out").read_text() == "mine"


def test_a_folder_of_other_things_is_refused_by_the_first_of_them(tmp_path):
    for name in ("thesis", "notes"):
        (tmp_path / name).touch()
    error = refused(tmp_path)
    assert (error.expected, error.found) == ("a new folder, or one with mark in it to replace", "notes")


def test_an_empty_folder_and_one_with_the_mark_are_replaced(tmp_path):
    for names in ((), ("mark", "old")):
        out = tmp_path / str(len(names))
        out.mkdir()
        for name in names:
            (out / name).touch()
        with replaced_folder(out, mark="mark") as folder:
            (folder / "new").touch()
        assert [path.name for path in out.iterdir()] == ["new"]


def test_folders_above_are_made_and_nothing_is_left_beside(tmp_path):
    with replaced_folder(tmp_path / "a" / "b", mark="mark"):
        pass
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


@pytest.fixture
def entries():
    artists = Named(["Ann"], ["x"], np.array([0, 0]))
    albums = Named(["Sea", "Lake"], ["spotify:album:y", "spotify:album:z"], np.array([0, 1]))
    return entries_of([A, B], ["Tide", "Ebb"], artists, albums, np.array([1_000, 2_000]))


def killed_at_work(out, moment, how):
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", WORK, str(out), moment]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout.readline() == b"at work\n"
        process.send_signal(how)


@pytest.fixture
def out(tmp_path):
    """A finished output, in a folder of its own."""
    (tmp_path / "beside").mkdir()
    with replaced_folder(tmp_path / "beside" / "out", mark="mark") as folder:
        (folder / "mark").write_text("old")
    return tmp_path / "beside" / "out"


def replace(out, content):
    with replaced_folder(out, mark="mark") as folder:
        (folder / "mark").write_text(content)


on_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@on_unix
def test_what_a_killed_run_left_is_cleared_by_the_next(out):
    killed_at_work(out, "begun", signal.SIGKILL)
    assert len(list(out.parent.iterdir())) == 2
    replace(out, "newer")
    assert list(out.parent.iterdir()) == [out]
    assert (out / "mark").read_text() == "newer"


@on_unix
def test_what_a_killed_run_left_is_cleared_by_the_next_of_another_output_beside_it(out):
    killed_at_work(out, "aside", signal.SIGKILL)
    other = out.with_name("other")
    replace(other, "other")
    assert sorted(out.parent.iterdir()) == sorted([out, other])
    assert (out / "mark").read_text() == "old"


@on_unix
def test_a_run_that_is_asked_to_end_leaves_nothing(out):
    killed_at_work(out, "begun", signal.SIGTERM)
    assert list(out.parent.iterdir()) == [out]
    assert (out / "mark").read_text() == "old"


@on_unix
def test_an_output_that_a_killed_run_had_moved_aside_is_put_back_whatever_the_next_run_comes_to(out):
    killed_at_work(out, "aside", signal.SIGKILL)
    assert not out.exists()
    with pytest.raises(ZeroDivisionError), replaced_folder(out, mark="mark"):
        raise ZeroDivisionError
    assert (out / "mark").read_text() == "old"
    assert list(out.parent.iterdir()) == [out]


def test_a_run_at_work_keeps_its_folder_while_another_begins_and_ends(out):
    with replaced_folder(out, mark="mark") as folder:
        replace(out, "quick")
        (folder / "mark").write_text("slow")
    assert (out / "mark").read_text() == "slow"
    assert list(out.parent.iterdir()) == [out]


def test_folders_of_others_with_a_name_like_ours_are_kept(out):
    for name in (".out-keepthis", ".out-2-abcdefgh"):
        (out.parent / name).mkdir()
        (out.parent / name / "thesis.txt").write_text("years of work")
    replace(out, "newer")
    assert len(list(out.parent.iterdir())) == 3


def written(path):
    with zipfile.ZipFile(path) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def test_a_playlist_counts_repeated_tracks_once_among_albums_and_each_time_in_length(entries, tmp_path):
    write_slices(tmp_path / "p.zip", [ListedPlaylist("Water", [1, 0, 1], 7, followers=2, edits=3)], entries)
    (playlist,) = written(tmp_path / "p.zip")["data/mpd.slice.0-999.json"]["playlists"]
    tracks = playlist.pop("tracks")
    assert playlist == {
        "name": "Water", "collaborative": "false", "pid": 0, "modified_at": 7, "num_tracks": 3, "num_albums": 2,
        "num_followers": 2, "num_edits": 3, "duration_ms": 5_000, "num_artists": 1,
    }  # fmt: skip
    assert [(each["pos"], each["track_name"], each["album_uri"]) for each in tracks] == [
        (0, "Ebb", "spotify:album:z"),
        (1, "Tide", "spotify:album:y"),
        (2, "Ebb", "spotify:album:z"),
    ]


def test_a_thousand_playlists_are_one_slice_and_one_more_begins_the_next():
    assert [len(batch) for batch in in_slices(range(SLICE))] == [1_000]
    assert [len(batch) for batch in in_slices(range(SLICE + 1))] == [1_000, 1]
    assert list(in_slices([])) == []


@pytest.mark.parametrize(
    ("length", "kinds"),
    [
        (1, []),
        (2, ["1 seed", "half"]),
        (5, ["1 seed", "half"]),
        (6, ["1 seed", "5 seeds", "half"]),
    ],
)
def test_a_playlist_is_asked_about_only_where_a_track_is_left_to_find(length, kinds):
    tracks = np.arange(length, dtype=np.int32)
    requests = requests_from([tracks], np.random.default_rng(1))
    assert [each.kind for each in requests] == kinds
    assert all(sorted([*each.seeds, *each.hidden]) == tracks.tolist() for each in requests)


def test_of_an_odd_number_of_tracks_the_smaller_half_is_given():
    half = requests_from([np.arange(7, dtype=np.int32)], np.random.default_rng(1))[-1]
    assert (len(half.seeds), len(half.hidden)) == (3, 4)
