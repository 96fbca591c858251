"""The register of formats: its rows, and that each recognises its own files by their content."""

import gzip
import json
import plistlib

import pytest

from shared.errors import InvalidInput
from shared.intake.files import read_file
from shared.intake.formats import ENDINGS, FORMAT_NAMES, FORMATS, READ, InputFormat, RefusedFormat, format_of
from shared.intake.given_file import GivenFile
from tests.unit.intake.given_archives import workbook, zipped
from tests.unit.intake.given_serato import serato, song

TABLE = b"Track Name,Artist Name(s)\nSong,Artist\n"
XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'

SAMPLES: dict[str, bytes] = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a recording": b"ID3\x04\0\0\0\0\0\x23TSSE",
    "a packed file": b"7z\xbc\xaf\x27\x1c\0\x04",
    "a document of Numbers, Pages or Keynote": zipped({"Index/Document.iwa": "x"}),
    "a library of Apple Music": b"hdfm\0\0\0\x90",
    "a database": b"SQLite format 3\0\x10\0",
    "spreadsheet": workbook({"Sheet1": [("Title", "Artist"), ("Song", "Artist")]}),
    "a text document": b"{\\rtf1\\ansi Artist - Song}",
    "ZIP": zipped({"list.csv": TABLE}),
    "GZ": gzip.compress(TABLE),
    "iTunes XML": plistlib.dumps({"Tracks": {"1": {"Name": "Song", "Artist": "Artist"}}, "Playlists": []}),
    "Serato crate": serato("/Serato ScratchLive Crate", song(ptrk="Artist/x/01 Song.mp3")),
    "a playlist of foobar2000": b"\xe1\xa0\x9c\x91\xf8\x3c\0\0",
    "binary data": b"\0\x01\x02\x03",
    "rekordbox XML": XML
    + b'<DJ_PLAYLISTS><COLLECTION><TRACK TrackID="1" Name="Song" Artist="Artist"/></COLLECTION></DJ_PLAYLISTS>',
    "Traktor NML": XML + b'<NML><COLLECTION><ENTRY TITLE="Song" ARTIST="Artist"/></COLLECTION></NML>',
    "XSPF": XML
    + b'<playlist xmlns="http://xspf.org/ns/0/"><trackList><track><title>Song</title><creator>Artist</creator>'
    b"</track></trackList></playlist>",
    "WPL": b'<?wpl?>\n<smil><body><seq><media src="..\\Artist\\x\\01 Song.wma"/></seq></body></smil>',
    "HTML": b"<!DOCTYPE html><table><tr><th>Artist<th>Title<tr><td>Artist<td>Song</table>",
    "other XML": XML + b"<songs><song><title>Song</title><artist>Artist</artist></song></songs>",
    "JSON": json.dumps({"tracks": [{"track_name": "Song", "artist_name": "Artist"}]}).encode(),
    "M3U": b"#EXTM3U\n#EXTINF:1,Artist - Song\n1.mp3\n",
    "PLS": b"[playlist]\nFile1=1.mp3\nTitle1=Artist - Song\n",
    "CUE": b'PERFORMER "DJ"\nFILE "x.mp3" MP3\n  TRACK 01 AUDIO\n    TITLE "Song"\n    PERFORMER "Artist"\n',
    "scrobbler log": b"#AUDIOSCROBBLER/1.1\n#TZ/UNKNOWN\nArtist\tAlbum\tSong\t1\t200\tL\t1700000000\t\n",
    "Markdown table": b"| Title | Artist |\n|---|---|\n| **Song** | Artist |\n",
    "copied page": b"#\tTitle\tAlbum\n1\t\nSong\nArtist\n\tAlbum\n3:58\n2\t\nSong\nBand\n\tAlbum\n3:21\n",
    "CSV": TABLE,
    "plain text": b"Artist - Song",
}
"""One file of each format, by the format's name."""

NAMES = {"a playlist of foobar2000": "list.fpl"}
"""Files whose content does not tell their format."""

REFUSED = [row for row in FORMATS if isinstance(row, RefusedFormat)]
BINARY = ("spreadsheet", "ZIP", "GZ", "Serato crate")


def row_of(name: str, content: bytes) -> InputFormat | RefusedFormat:
    return format_of(GivenFile(name, content))


def sample(row: InputFormat | RefusedFormat) -> GivenFile:
    """Return the sample of a row."""
    return GivenFile(NAMES.get(row.name, "list"), SAMPLES[row.name])


def test_every_format_has_a_sample_and_a_name_of_its_own():
    assert sorted(row.name for row in FORMATS) == sorted(SAMPLES)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_a_file_is_recognised_by_its_content_without_the_help_of_its_name(row):
    assert format_of(sample(row)) is row


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
def test_the_songs_of_a_sample_are_read(row):
    (part,) = row.read(sample(row))
    reference, *others = part.references
    assert {each.title for each in others} <= {reference.title}
    assert (reference.artist, reference.title) == ("Artist", "Song")


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row.name)
def test_a_refusal_names_the_kind_and_a_cure(row):
    with pytest.raises(InvalidInput) as raised:
        row.read(sample(row))
    assert (raised.value.found, raised.value.cure) == (row.name, row.refusal.cure)
    assert raised.value.cure


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row.name)
def test_no_refusal_sends_anybody_to_a_service_they_may_not_use(row):
    assert "exportify" not in row.refusal.cure


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
def test_lists_for_people_name_the_group_of_every_format(row):
    assert row.group in FORMAT_NAMES


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.m3u", "M3U"),
        ("a.M3U8", "M3U"),
        ("a.csv", "CSV"),
        ("a.old.tsv", "CSV"),
        ("a.md", "plain text"),
        ("a.xml", "plain text"),
        ("a.html", "plain text"),
    ],
)
def test_a_file_of_plain_lines_is_recognised_by_its_name(name, expected):
    assert row_of(name, b"Artist - Song").name == expected


def test_a_file_named_as_json_that_opens_otherwise_is_text():
    assert row_of("a.json", b"Artist - Song").name == "plain text"
    assert row_of("a.json", b"[Artist] Song").name == "JSON"
    assert row_of("a.txt", b"[Artist] Song").name == "plain text"


@pytest.mark.parametrize("start", [b"BM", b"FORM", b"ID3", b"GIF8"])
def test_a_list_that_begins_with_the_letters_of_a_picture_is_text(start):
    assert row_of("a.txt", start + b"ATION - Song").name == "plain text"


def test_binary_data_is_refused_whatever_its_name_is():
    for ending in ENDINGS:
        assert row_of(f"a.{ending}", b"\x00\x01").name == "binary data"


@pytest.mark.parametrize("row", [row for row in READ if row.name not in BINARY], ids=lambda row: row.name)
@pytest.mark.parametrize("before", ["\ufeff", "\n", " \n\n"])
def test_a_mark_or_blank_lines_before_the_first_line_hide_no_format(row, before):
    file = GivenFile("list", before + SAMPLES[row.name].decode())
    assert format_of(file) is row
    (part,) = row.read(file)
    assert {each.title for each in part.references} == {"Song"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_however_they_end(end):
    read = read_file("list", end.join(["Artist - Song", "", "Artist - Other", ""]))
    assert [each.line for each in read.references] == [1, 3]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_with_semicolons_is_read_after_a_blank_line_and_with_any_line_end(end):
    read = read_file("list", end.join(["", "Track Name;Artist", "Song;Artist", ""]))
    assert [(each.artist, each.title) for each in read.references] == [("Artist", "Song")]
