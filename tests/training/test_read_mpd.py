"""Reading playlists: the files that are slices, their order, and invalid ones."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.errors import InvalidData
from training.read.mpd import PlaylistTally, read_playlists
from training.read.slices import natural_key

REAL = Path(__file__).parents[2] / ".." / "shared" / "data"
ENTRY = {"track_uri": "spotify:track:" + "a" * 22}


def a_slice(*pids, tracks=(ENTRY,), **fields):
    return json.dumps({"playlists": [{"pid": pid, "tracks": list(tracks), **fields} for pid in pids]})


def pids_in(*paths, **options):
    return [playlist.pid for playlist in read_playlists(paths, **options)]


@pytest.fixture
def archive(tmp_path):
    """Write three slices into a zip out of order, the middle one broken."""
    path = tmp_path / "mpd.zip"
    with zipfile.ZipFile(path, "w") as members:
        members.writestr("data/mpd.slice.2000-2999.json", a_slice(2000))
        members.writestr("data/mpd.slice.1000-1999.json", '{"playlists": [{]}')
        members.writestr("data/mpd.slice.0-999.json", a_slice(0))
        members.writestr("README.md", "not a slice")
        members.writestr("__MACOSX/data/._mpd.slice.0-999.json", b"\x00\x05\x16\x07")
    return path


def test_a_plain_file_is_read(tmp_path):
    (tmp_path / "one.json").write_text(a_slice(1, 2))
    assert pids_in(tmp_path / "one.json") == [1, 2]


def test_a_gzipped_file_is_read(tmp_path):
    (tmp_path / "one.json.gz").write_bytes(gzip.compress(a_slice(1).encode()))
    assert pids_in(tmp_path / "one.json.gz") == [1]


def test_a_byte_order_mark_does_no_harm(tmp_path):
    (tmp_path / "one.json").write_text(a_slice(1), encoding="utf-8-sig")
    assert pids_in(tmp_path / "one.json") == [1]


def test_a_line_of_jsonl_is_a_playlist(tmp_path):
    lines = [json.dumps({"pid": pid, "tracks": [ENTRY]}) for pid in ("x", "y")]
    (tmp_path / "staged.jsonl").write_text("\n\n".join(lines) + "\n")
    assert pids_in(tmp_path / "staged.jsonl") == ["x", "y"]


def test_a_folder_is_searched_through_and_its_slices_come_in_natural_order(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "slice.1.json").write_text(a_slice(3))
    (tmp_path / "a.slice.1000.json").write_text(a_slice(2))
    (tmp_path / "a.slice.999.json").write_text(a_slice(1))
    (tmp_path / "notes.txt").write_text("not a slice")
    assert pids_in(tmp_path) == [1, 2, 3]


def test_the_given_paths_keep_their_order(tmp_path):
    for pid in (1, 2):
        (tmp_path / f"{pid}.json").write_text(a_slice(pid))
    assert pids_in(tmp_path / "2.json", tmp_path / "1.json") == [2, 1]


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), unique=True))
def test_natural_order_is_the_order_of_the_numbers(numbers):
    names = sorted((f"mpd.slice.{number}.json" for number in numbers), key=natural_key)
    assert names == [f"mpd.slice.{number}.json" for number in sorted(numbers)]


def test_unknown_and_absent_and_null_fields_do_no_harm(tmp_path):
    track = {**ENTRY, "track_name": None, "mood": "blue"}
    (tmp_path / "one.json").write_text(a_slice(1, tracks=[track], collaborative="false"))
    (playlist,) = read_playlists([tmp_path / "one.json"])
    assert (playlist.name, playlist.tracks[0].track_name, playlist.tracks[0].album_name) == (None, None, None)


def test_empty_playlists_are_dropped_and_counted(tmp_path):
    (tmp_path / "one.json").write_text(a_slice(1, 2, tracks=[]))
    tally = PlaylistTally()
    assert pids_in(tmp_path / "one.json", tally=tally) == []
    assert tally.empty == 2


def test_a_broken_slice_is_named_by_archive_and_member(archive):
    with pytest.raises(InvalidData, match=r"mpd\.zip!data/mpd\.slice\.1000-1999\.json.*byte 16"):
        pids_in(archive)


def test_a_broken_slice_is_skipped_on_request(archive, caplog):
    tally = PlaylistTally()
    assert pids_in(archive, skip_bad=True, tally=tally) == [0, 2000]
    assert len(tally.skipped) == 1
    assert "mpd.slice.1000-1999.json" in caplog.text


def test_a_wrong_field_is_named_by_its_path(tmp_path):
    (tmp_path / "one.json").write_text(a_slice(1, tracks=[ENTRY, {"track_uri": 5}]))
    with pytest.raises(
        InvalidData, match=r"Expected `str`, got `int` - at `\$\.playlists\[0\]\.tracks\[1\]\.track_uri`"
    ):
        pids_in(tmp_path / "one.json")


def test_text_that_is_not_utf8_is_reported(tmp_path):
    (tmp_path / "one.json").write_bytes(b'{"playlists": [{"pid": 1, "name": "\xff", "tracks": []}]}')
    with pytest.raises(InvalidData, match=r"one\.json is not in MPD layout"):
        pids_in(tmp_path / "one.json")


def test_a_bad_line_of_jsonl_is_named(tmp_path):
    (tmp_path / "staged.jsonl").write_text('{"pid": 1, "tracks": []}\nnonsense\n')
    with pytest.raises(InvalidData, match=r"staged\.jsonl: line 2"):
        pids_in(tmp_path / "staged.jsonl")


def test_only_the_bad_line_of_jsonl_is_skipped(tmp_path):
    good = json.dumps({"pid": 1, "tracks": [ENTRY]})
    (tmp_path / "staged.jsonl").write_text(f"{good}\nnonsense\n{good}\n")
    assert pids_in(tmp_path / "staged.jsonl", skip_bad=True) == [1, 1]


def test_an_entry_without_a_spotify_id_is_named_by_its_path(tmp_path):
    (tmp_path / "one.json").write_text(a_slice(1, tracks=[ENTRY, {"track_uri": "spotify:local:a:b:c:1"}]))
    with pytest.raises(
        InvalidData, match=r"playlists\[0\]\.tracks\[1\]\.track_uri holds no track id.*spotify:local"
    ):
        pids_in(tmp_path / "one.json")


def test_only_the_entry_without_a_spotify_id_is_skipped(tmp_path):
    (tmp_path / "one.json").write_text(a_slice(1, tracks=[{"track_uri": "spotify:local:a"}, ENTRY]))
    tally = PlaylistTally()
    (playlist,) = read_playlists([tmp_path / "one.json"], skip_bad=True, tally=tally)
    assert [track.track_uri for track in playlist.tracks] == [ENTRY["track_uri"]]
    assert tally.malformed == 1


def test_a_truncated_zip_is_told_from_a_file_that_is_no_zip(archive, tmp_path):
    archive.write_bytes(archive.read_bytes()[:200])
    (tmp_path / "text.zip").write_text("hello")
    with pytest.raises(InvalidData, match=r"mpd\.zip is a damaged zip.*cut short"):
        pids_in(archive)
    with pytest.raises(InvalidData, match=r"text\.zip is no zip"):
        pids_in(tmp_path / "text.zip")


def test_a_damaged_zip_is_skipped_on_request_and_the_rest_read(archive, tmp_path):
    archive.write_bytes(archive.read_bytes()[:200])
    (tmp_path / "one.json").write_text(a_slice(1))
    assert pids_in(archive, tmp_path / "one.json", skip_bad=True) == [1]


def test_a_damaged_member_is_named(tmp_path):
    path = tmp_path / "mpd.zip"
    with zipfile.ZipFile(path, "w") as members:
        members.writestr("one.json", a_slice(1))
    path.write_bytes(path.read_bytes().replace(b"playlists", b"playlistz"))
    with pytest.raises(InvalidData, match=r"mpd\.zip!one\.json cannot be read.*CRC"):
        pids_in(path)


def test_a_truncated_gzip_is_named(tmp_path):
    (tmp_path / "one.json.gz").write_bytes(gzip.compress(a_slice(1).encode())[:-12])
    with pytest.raises(InvalidData, match=r"one\.json\.gz cannot be read"):
        pids_in(tmp_path / "one.json.gz")


def test_a_missing_path_is_an_error_even_when_bad_slices_are_skipped(tmp_path):
    with pytest.raises(InvalidData, match=r"gone\.zip is not there"):
        pids_in(tmp_path / "gone.zip", skip_bad=True)


@pytest.mark.parametrize("name", ["folder", "table.csv", "empty.zip"])
def test_a_path_without_slices_is_an_error(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "table.csv").write_text("a,b\n")
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    with pytest.raises(InvalidData, match=rf"{name} holds no playlists"):
        pids_in(tmp_path / name)


def test_no_progress_is_drawn_where_nobody_watches(tmp_path, capsys):
    (tmp_path / "one.json").write_text(a_slice(1))
    pids_in(tmp_path / "one.json")
    assert capsys.readouterr().err == ""


@pytest.mark.real_data
def test_the_genuine_playlists_are_read_whole():
    path = REAL / "mpd_genuine_37_playlists.json"
    if not path.exists():
        pytest.skip("../shared/data is not there")
    playlists = list(read_playlists([path]))
    assert len(playlists) == 37
    assert len({track.track_uri for playlist in playlists for track in playlist.tracks}) == 1907
