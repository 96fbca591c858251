"""Files of playlists and tables as they are found: their endings, their damage, and the line an error names."""

import gzip
import json
import zipfile

import pytest

from shared.errors import InvalidData
from training.read.mpd import PlaylistTally, read_playlists
from training.read.slices import find_files, natural_key, slices_in
from training.read.tables import place_of, read_table

GOOD = {"track_uri": "spotify:track:" + "a" * 22}
LOCAL = {"track_uri": "spotify:local:" + "x" * 100}


def a_slice(*pids, tracks=(GOOD,)):
    return json.dumps({"playlists": [{"pid": pid, "tracks": list(tracks)} for pid in pids]})


def a_line(pid, *tracks):
    return json.dumps({"pid": pid, "tracks": list(tracks or (GOOD,))})


def refusal(function, *arguments, **options):
    with pytest.raises(InvalidData) as refused:
        list(function(*arguments, **options))
    return refused.value


@pytest.mark.parametrize("name", ["ONE.JSON", "one.Jsonl", "one.json.GZ", "one.jsonl.gz"])
def test_a_slice_is_known_by_its_ending_in_any_case(tmp_path, name):
    (tmp_path / name).touch()
    assert find_files([tmp_path]) == [tmp_path / name]


def test_a_zip_in_a_folder_is_found_in_any_case(tmp_path):
    (tmp_path / "MPD.ZIP").touch()
    assert find_files([tmp_path]) == [tmp_path / "MPD.ZIP"]


def test_what_macos_leaves_beside_a_file_is_no_slice(tmp_path):
    for name in ("._one.json", "one.json"):
        (tmp_path / name).touch()
    assert find_files([tmp_path]) == [tmp_path / "one.json"]


def test_numbers_come_before_letters_in_natural_order():
    names = ["a.json", "2.json", "10.json"]
    assert sorted(names, key=natural_key) == ["2.json", "10.json", "a.json"]


@pytest.mark.parametrize(
    ("name", "by_line"), [("a.jsonl", True), ("a.JSONL.GZ", True), ("a.json", False), ("a.json.gz", False)]
)
def test_only_jsonl_is_read_line_by_line(tmp_path, name, by_line):
    (tmp_path / name).touch()
    (found,) = slices_in(tmp_path / name)
    assert found.by_line is by_line


def test_a_slice_in_a_zip_takes_up_what_it_has_when_compressed(tmp_path):
    path = tmp_path / "mpd.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.json", b"x" * 10_000)
        stored = archive.getinfo("one.json").compress_size
    assert [(each.name, each.stored_bytes) for each in slices_in(path)] == [(f"{path}!one.json", stored)]


def test_a_gzipped_member_of_a_zip_is_unpacked_twice(tmp_path):
    with zipfile.ZipFile(tmp_path / "mpd.zip", "w") as archive:
        archive.writestr("one.json.gz", gzip.compress(a_slice(5).encode()))
    assert [each.pid for each in read_playlists([tmp_path / "mpd.zip"])] == [5]


def test_a_file_of_another_kind_is_named_with_the_kinds_there_are(tmp_path):
    (tmp_path / "songs.txt").touch()
    error = refusal(find_files, [tmp_path / "songs.txt"])
    assert error.expected == "a zip, a folder or a file ending in .json, .json.gz, .jsonl, .jsonl.gz"
    assert error.found == "songs.txt"


def test_a_zip_and_a_folder_without_slices_hold_none(tmp_path):
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    (tmp_path / "folder").mkdir()
    assert refusal(slices_in, tmp_path / "empty.zip").found == "none inside"
    assert refusal(find_files, [tmp_path / "folder"]).found == "none inside"


def test_a_damaged_zip_and_a_file_that_is_none_are_told_apart_by_how_they_begin(tmp_path):
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "text.zip").write_bytes(b"PK")
    assert refusal(slices_in, tmp_path / "cut.zip").found == "a zip cut short"
    assert refusal(slices_in, tmp_path / "text.zip").found == "other contents"


def test_an_encrypted_member_of_a_zip_is_refused_by_name(tmp_path):
    path = tmp_path / "mpd.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.json", a_slice(1))
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # bit 0 of the flags: encrypted
        data[data.index(signature) + flags] |= 1
    path.write_bytes(data)
    error = refusal(read_playlists, [path])
    assert error.what == f"{path}!one.json cannot be read"
    assert error.expected == "a whole, unencrypted file"


def test_the_layout_that_was_expected_is_that_of_a_slice_or_of_a_line(tmp_path):
    for name in ("one.json", "one.jsonl"):
        (tmp_path / name).write_text("nonsense\n")
    line = '{"pid": 0, "tracks": [{"track_uri": ...}]}'
    assert refusal(read_playlists, [tmp_path / "one.jsonl"]).expected == line
    assert refusal(read_playlists, [tmp_path / "one.json"]).expected == f'{{"playlists": [{line}]}}'


def test_a_file_nested_too_deeply_is_refused_and_not_a_crash(tmp_path):
    (tmp_path / "deep.json").write_text("[" * 100_000)
    assert "is not in MPD layout" in refusal(read_playlists, [tmp_path / "deep.json"]).what


def test_an_entry_without_an_id_in_a_line_is_named_by_line_and_place(tmp_path):
    (tmp_path / "p.jsonl").write_text(f"{a_line(0)}\n\n{a_line(1, GOOD, LOCAL)}\n")
    error = refusal(read_playlists, [tmp_path / "p.jsonl"])
    assert error.what == f"{tmp_path / 'p.jsonl'}: line 3: $.tracks[1].track_uri holds no track id"
    assert error.found == repr(LOCAL["track_uri"][:80])


def test_of_several_entries_without_an_id_none_stays_and_the_others_keep_their_order(tmp_path):
    other = {"track_uri": "b" * 22}
    (tmp_path / "p.jsonl").write_text(a_line(0, LOCAL, other, LOCAL, LOCAL, GOOD))
    tally = PlaylistTally()
    (found,) = read_playlists([tmp_path / "p.jsonl"], skip_bad=True, tally=tally)
    assert [each.track_uri for each in found.tracks] == ["b" * 22, GOOD["track_uri"]]
    assert tally.malformed == 3


def test_a_playlist_of_nothing_but_bad_entries_is_an_empty_one(tmp_path):
    (tmp_path / "p.jsonl").write_text(a_line(0, LOCAL))
    tally = PlaylistTally()
    assert list(read_playlists([tmp_path / "p.jsonl"], skip_bad=True, tally=tally)) == []
    assert (tally.empty, tally.malformed) == (1, 1)


def test_lines_written_one_after_another_with_byte_order_marks_are_read(tmp_path):
    (tmp_path / "p.jsonl").write_bytes(b"".join(f"\ufeff{a_line(pid)}\n".encode() for pid in (1, 2)))
    assert [each.pid for each in read_playlists([tmp_path / "p.jsonl"])] == [1, 2]


def test_a_byte_order_mark_is_no_part_of_the_first_header(tmp_path):
    (tmp_path / "t.csv").write_text("id,name\n1,x\n", encoding="utf-8-sig")
    assert read_table(tmp_path / "t.csv").columns == ["id", "name"]


def test_a_comma_is_the_separator_where_the_header_has_no_other_more_often(tmp_path):
    (tmp_path / "t.csv").write_text("id,name;x\n1,y\n")
    assert read_table(tmp_path / "t.csv").columns == ["id", "name;x"]


def test_the_separator_is_told_from_the_header_alone(tmp_path):
    (tmp_path / "t.csv").write_text("id,name\n1,a;b;c;d\n")
    assert read_table(tmp_path / "t.csv").rows() == [("1", "a;b;c;d")]


def test_values_of_a_csv_stay_text(tmp_path):
    (tmp_path / "t.csv").write_text("id,year\n007,\n")
    assert read_table(tmp_path / "t.csv").rows() == [("007", None)]


def test_the_first_row_stands_in_the_second_line(tmp_path):
    (tmp_path / "t.csv").write_text("id\n1\n2\n")
    assert place_of(tmp_path / "t.csv", 0) == f"{tmp_path / 't.csv'}, line 2"


def test_the_line_is_that_of_the_unpacked_table(tmp_path):
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(b"id\n1\n2\n"))
    assert place_of(tmp_path / "t.csv.gz", 1) == f"{tmp_path / 't.csv.gz'}, line 3"


def test_a_table_with_a_line_too_long_names_line_and_widths_with_the_cure(tmp_path):
    (tmp_path / "t.csv").write_text('id;name\n1;"a\nb"\n1;2;3\n')
    error = refusal(read_table, tmp_path / "t.csv")
    assert error.found == "3 fields in line 4 where the header has 2"
    assert error.cure == "mend that line or export the table again"


def test_a_gzip_of_a_table_that_is_cut_short_is_refused_by_name(tmp_path):
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(b"id\n1\n")[:-6])
    assert refusal(read_table, tmp_path / "t.csv.gz").what == f"{tmp_path / 't.csv.gz'} cannot be read"
