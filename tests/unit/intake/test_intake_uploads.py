"""Uploaded bytes of every encoding and kind: recognised by content, bounded, and never a crash."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.errors import InvalidInput, SegueError, TooLarge
from shared.intake.files import LARGEST_BYTES, read_file
from shared.intake.reference import Intake

ID = "4uLU6hMCjMI75M1A2tKUQC"
URI = f"spotify:track:{ID}"
TABLE = f"Track URI,Track Name\r\n{URI},Jóga\r\n"
M3U = f"#EXTM3U\n#EXTINF:1,Björk - Jóga\n{URI}\n"
SLICE = json.dumps({"playlists": [{"tracks": [{"track_uri": URI}]}]})


def ids(name, content):
    return [each.track_id for each in read_file(name, content).references]


@pytest.mark.parametrize("name", ["list.csv", "list.txt", "list.json", "list"])
@pytest.mark.parametrize("content", [SLICE, f"  \n{SLICE}"], ids=["bare", "after blanks"])
def test_json_is_recognised_by_its_content(name, content):
    assert ids(name, content) == [URI]


@pytest.mark.parametrize("name", ["list.txt", "list", "LIST.CSV", "list.json"])
def test_a_table_is_recognised_by_its_content(name):
    assert ids(name, TABLE) == [URI]


@pytest.mark.parametrize("name", ["list.txt", "list", "list.csv", "list.M3U"])
def test_an_m3u_is_recognised_by_its_content(name):
    assert ids(name, M3U) == [URI]


def test_a_list_of_files_is_an_m3u_by_its_name_alone():
    assert read_file("list.m3u", "x/Innuendo.mp3").references[0].title == "Innuendo"


def test_a_song_in_brackets_is_no_json():
    assert read_file("list.txt", "[Untitled] - Interlude\nQueen - Innuendo\n").references[0].title == "Interlude"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("content", [TABLE, "Björk - Jóga"], ids=["table", "text"])
def test_every_usual_encoding_is_read(encoding, content):
    assert read_file("list", content.encode(encoding)).references[0].title == "Jóga"


def test_the_dashes_and_quotation_marks_of_windows_are_read():
    (reference,) = read_file("list.txt", "Queen – Don’t Stop Me Now".encode("cp1252")).references
    assert (reference.artist, reference.title) == ("Queen", "Don’t Stop Me Now")


def test_bytes_that_no_other_encoding_has_are_read_as_latin_1():
    assert read_file("list.txt", b"J\xf3ga \x81").references[0].title == "Jóga \x81"


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_by_its_mark_in_either_order(mark):
    assert read_file("list.txt", f"\ufeff{M3U}".encode(mark)).references[0].track_id == URI


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_nuls(encoding):
    assert read_file("list.txt", "Björk - Jóga".encode(encoding)).references[0].title == "Jóga"


@pytest.mark.parametrize("line", ["Queen - Innuendo", "Кино - Звезда", "Πυξ Λαξ - Ο Ήλιος", "פורטיס - חידות"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_in_every_alphabet(encoding, line):
    (reference,) = read_file("list.txt", f"{line}\r\n".encode(encoding)).references
    assert f"{reference.artist} - {reference.title}" == line


def test_japanese_of_seven_bits_is_read():
    (reference,) = read_file("list.txt", "オメガトライブ - 君のハート".encode("iso2022_jp")).references
    assert reference.title == "君のハート"


def test_cyrillic_that_was_read_as_western_is_repaired():
    (reference,) = read_file(
        "list.txt", "Кино - Звезда по имени Солнце".encode("cp1251").decode("cp1252")
    ).references
    assert (reference.artist, reference.title) == ("Кино", "Звезда по имени Солнце")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_lines_may_end_in_any_way(end):
    assert ids("list.csv", end.join(["Track URI,Track Name", f"{URI},a", f"{URI},b", ""])) == [URI, URI]


@pytest.mark.parametrize(
    "junk", [b"MZ\x90\x00\x03\x00\x00\x00", b"\x7fELF\x02\x01\x01\x00", b"\x00" * 64, bytes(range(256))]
)
def test_binary_junk_is_refused_whatever_its_name(junk):
    for name in ("list.csv", "list.json", "list.m3u", "list"):
        with pytest.raises(InvalidInput, match="no text"):
            read_file(name, junk)


def test_the_end_of_file_mark_of_dos_does_no_harm():
    read = read_file("list.csv", TABLE + "\x1a")
    assert [each.track_id for each in read.references] == [URI]


def test_the_bound_counts_bytes_and_is_stated():
    with pytest.raises(TooLarge, match="20,971,520 bytes"):
        read_file("list.txt", b"\n" * (LARGEST_BYTES + 1))
    with pytest.raises(TooLarge, match="found 20,971,522"):
        read_file("list.txt", "é" * (LARGEST_BYTES // 2 + 1))
    assert read_file("list.txt", b"a" + b"\n" * (LARGEST_BYTES - 1)).references


@pytest.mark.parametrize("name", ["list.txt", "list.m3u", "list"])
def test_an_empty_file_is_told_so(name):
    with pytest.raises(InvalidInput, match="is empty"):
        read_file(name, b"")


@given(
    st.sampled_from(["a.csv", "a.tsv", "a.m3u", "a.json", "a.txt", "a"]),
    st.sampled_from(["", "#EXTM3U\n", "Track URI,Track Name\n", "{", '["', "[{"]),
    st.text(st.characters(), max_size=120) | st.binary(max_size=120),
)
@example("a", "", "a,b\rc,d")
@example("a.json", '["', '\ud800"]')
@example("a.txt", "", '"' + "x," * 100_000 + '"\n')
def test_anything_gives_an_intake_or_an_error_that_says_what_was_expected(name, start, content):
    whole = start + content if isinstance(content, str) else start.encode() + content
    found = outcome(name, whole)
    assert isinstance(found, Intake) or found.expected or found.found


def outcome(name, content):
    try:
        return read_file(name, content)
    except SegueError as error:
        return error
