"""The register of formats: what stands in it, and that each row recognises its own files by what they hold."""

import json

import pytest

from shared.errors import InvalidInput
from shared.intake import read_file
from shared.intake.formats import ENDINGS, FORMATS, READ, InputFormat, RefusedFormat, format_of
from shared.intake.given_file import GivenFile

SAMPLES: dict[str, bytes] = {
    "binary data": b"PK\x03\x04\x14\x00\x00",
    "MPD JSON": json.dumps({"tracks": [{"track_name": "Song", "artist_name": "Artist"}]}).encode(),
    "M3U": b"#EXTM3U\n#EXTINF:1,Artist - Song\n1.mp3\n",
    "Exportify CSV": b"Track Name,Artist Name(s)\nSong,Artist\n",
    "plain text": b"Artist - Song",
}
"""One file of each format, by the format's name."""

REFUSED = [row for row in FORMATS if isinstance(row, RefusedFormat)]


def row_of(name: str, content: bytes) -> InputFormat | RefusedFormat:
    return format_of(GivenFile(name, content))


def test_every_format_has_a_sample_and_a_name_of_its_own():
    assert sorted(row.name for row in FORMATS) == sorted(SAMPLES)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_a_file_is_recognised_by_its_content_without_the_help_of_its_name(row):
    assert row_of("list", SAMPLES[row.name]) is row


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
def test_the_songs_of_a_sample_are_read(row):
    (reference,) = row.read(GivenFile("list", SAMPLES[row.name])).references
    assert (reference.artist, reference.title) == ("Artist", "Song")


@pytest.mark.parametrize(
    "row", [row for row in FORMATS if isinstance(row, RefusedFormat)], ids=lambda row: row.name
)
def test_a_refusal_names_what_was_found_and_a_cure(row):
    with pytest.raises(InvalidInput) as raised:
        row.read(GivenFile("list", SAMPLES[row.name]))
    assert (raised.value.found, raised.value.cure) == (row.name, row.cure)
    assert raised.value.cure


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.m3u", "M3U"),
        ("a.M3U8", "M3U"),
        ("a.csv", "Exportify CSV"),
        ("a.old.tsv", "Exportify CSV"),
        ("a.md", "plain text"),
    ],
)
def test_a_file_of_plain_lines_is_recognised_by_its_name(name, expected):
    assert row_of(name, b"Artist - Song").name == expected


def test_a_file_named_as_json_that_opens_otherwise_is_text():
    assert row_of("a.json", b"Artist - Song").name == "plain text"
    assert row_of("a.json", b"[Artist] Song").name == "MPD JSON"
    assert row_of("a.txt", b"[Artist] Song").name == "plain text"


def test_binary_data_is_refused_whatever_its_name_is():
    for ending in ENDINGS:
        assert row_of(f"a.{ending}", b"\x00\x01").name == "binary data"


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
@pytest.mark.parametrize("before", ["\ufeff", "\n", " \n\n"])
def test_a_mark_or_blank_lines_before_the_first_line_hide_no_format(row, before):
    content = before + SAMPLES[row.name].decode()
    assert format_of(GivenFile("list", content)) is row
    assert [each.title for each in row.read(GivenFile("list", content)).references] == ["Song"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_however_they_end(end):
    read = read_file("list", end.join(["Artist - Song", "", "Artist - Other", ""]))
    assert [each.line for each in read.references] == [1, 3]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_with_semicolons_is_read_after_a_blank_line_and_with_any_line_end(end):
    read = read_file("list", end.join(["", "Track Name;Artist", "Song;Artist", ""]))
    assert [(each.artist, each.title) for each in read.references] == [("Artist", "Song")]
