"""Files that would cost much time or memory are refused before they do."""

import gzip
import io
import random
import struct
import zipfile

import pytest

from shared.errors import InvalidInput, TooLarge
from shared.intake import archives, formats, html_files, json_decoding, spreadsheets, xml_tree
from shared.intake.csv_files import MOST_ROWS
from shared.intake.files import read_file, read_parts
from shared.intake.lines import WHY_LATE, named_track
from shared.lanes import LaneBounds, Lanes
from tests.unit.intake.given_archives import workbook, zipped

BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<playlist><title>&b;</title></playlist>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><songs>&a;</songs>'


def test_a_zip_of_a_thousandfold_ratio_is_refused():
    with pytest.raises(TooLarge, match="too large when it is unpacked"):
        read_file("list.zip", zipped({"a.csv": bytes(archives.LARGEST_MEMBER + 1)}))


def test_a_zip_of_too_many_files_is_refused():
    with pytest.raises(TooLarge, match="2,000 at most"):
        read_file("list.zip", zipped({str(place): "" for place in range(archives.MOST_MEMBERS + 1)}))


def test_a_spreadsheet_of_too_many_sheets_is_refused_with_what_to_do():
    sheets = {f"xl/worksheets/sheet{place}.xml": "<worksheet/>" for place in range(10_000)}
    with pytest.raises(TooLarge, match="one sheet as CSV"):
        read_file("list.xlsx", zipped(sheets))


def test_a_zip_whose_list_of_files_is_long_is_refused_before_the_list_is_read():
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 1024 * 1024, 0, 0)
    with pytest.raises(TooLarge, match="too many files"):
        read_file("list.zip", b"PK\x03\x04" + bytes(100) + end)


def test_a_file_of_an_archive_beyond_the_bound_is_reported_and_the_others_are_read():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("large.csv", random.Random(1).randbytes(archives.LARGEST_MEMBER // 2 + 1).hex())
        archive.writestr("list.csv", "Title,Artist\nInnuendo,Queen\n")
    (part,) = read_parts("list.zip", data.getvalue())
    assert ([each.title for each in part.references], [each.source for each in part.unread]) == (
        ["Innuendo"],
        ["large.csv"],
    )


def test_small_files_of_an_archive_are_read_first_then_the_latest_of_a_history():
    names = ["Audio_2022.json", "Audio_2024.json", "Playlist1.json"]
    entries = [zipfile.ZipInfo(name) for name in names]
    for entry, size in zip(entries, (9_000_000, 9_000_000, 10), strict=True):
        entry.file_size = size
    assert [each.filename for each in archives.in_order(entries)] == [names[2], names[1], names[0]]


@pytest.mark.parametrize("content", [b"PK\x03\x04 and no more", gzip.compress(b"x" * 99, mtime=0)[:-9]])
def test_a_broken_archive_is_told_so(content):
    with pytest.raises(InvalidInput, match="cannot be unpacked"):
        read_file("list", content)


def test_an_archive_in_an_archive_is_told_so():
    with pytest.raises(InvalidInput, match="an archive in the archive"):
        read_file("list.gz", gzip.compress(zipped({"a.csv": "Title\nx\n"})))


def test_a_gz_that_unpacks_to_too_much_is_refused():
    with pytest.raises(TooLarge, match="too large"):
        read_file("list.gz", gzip.compress(bytes(archives.LARGEST_MEMBER + 1)))


def test_a_workbook_of_many_sheets_is_refused():
    sheets = {f"s{place}": [("a", "b")] for place in range(spreadsheets.MOST_SHEETS + 1)}
    with pytest.raises(TooLarge, match="201 sheets"):
        read_file("list.xlsx", workbook(sheets))


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    with pytest.raises(TooLarge, match="too large when it is unpacked"):
        read_file("list.xlsx", workbook({"s": [("Title", "Artist")] + [("a", "b")] * 300_000}))


def test_a_broken_workbook_is_told_so():
    with pytest.raises(InvalidInput, match="spreadsheet cannot be read"):
        read_file("list.xlsx", zipped({"xl/workbook.xml": "<"}))


@pytest.mark.parametrize("content", [BILLION_LAUGHS, OUTSIDE], ids=["billion laughs", "outside"])
def test_xml_that_declares_entities_is_refused(content):
    with pytest.raises(InvalidInput, match="entities"):
        read_file("list.xml", content)


def test_a_property_list_that_declares_entities_is_refused():
    content = '<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "x">]><plist><string>&a;</string></plist>'
    with pytest.raises(InvalidInput, match="entity declarations"):
        read_file("Library.xml", content)


def test_xml_is_never_read_line_by_line():
    with pytest.raises(InvalidInput, match="XML cannot be read"):
        read_file("list.xml", '<?xml version="1.0"?>\n<songs>\nQueen - Innuendo\n')


@pytest.mark.parametrize(
    ("start", "piece", "most"),
    [
        ("<playlist>", "<a>", xml_tree.MOST_TAGS),
        ("<html>", "<p>", html_files.MOST_TAGS),
        ("[", "{},", json_decoding.MOST_OBJECTS),
        ('PERFORMER "x"\n TRACK 01 AUDIO\n', "\n", formats.MOST_LINES_OF_A_FILE),
    ],
    ids=["XML", "HTML", "JSON", "CUE"],
)
def test_a_document_of_too_many_pieces_is_refused_before_it_is_parsed(start, piece, most):
    with pytest.raises(TooLarge):
        read_file("list", start + piece * (most + 1) + " x")


def test_rows_of_a_table_beyond_the_bound_are_counted_and_reported():
    content = "Title,Artist\n" + "a,b\n" * (MOST_ROWS + 9)
    reports = [each.source for each in read_file("list.csv", content).unread]
    assert reports == [f"{MOST_ROWS - 1 - 10_000:,} more songs", "10 more rows"]


def test_a_table_of_a_million_rows_is_refused():
    with pytest.raises(TooLarge, match="rows"):
        read_file("list.csv", "Title,Artist\n" + "a,b\n" * 1_000_000)


SLOW_LINE = 'by "x" ' * 140
"""A line of 980 letters that takes some 15 ms to read; ten thousand of them are 30 kB in a zip."""


@pytest.mark.parametrize("name", ["songs.txt", "songs.zip"])
def test_lines_are_left_with_the_reason_once_reading_took_too_long(name):
    lines = "\n".join([SLOW_LINE, "Artist - Song"])
    content = zipped({"songs.txt": lines}) if name.endswith("zip") else lines
    with Lanes(LaneBounds(reading_processor_seconds=0)).request():
        found = read_file(name, content)
    assert not found.references
    assert {each.why for each in found.unread} == {WHY_LATE}
    assert len(found.unread) == 2


def test_a_row_is_not_read_in_several_ways_once_reading_took_too_long():
    assert named_track("", SLOW_LINE, "x", 1).readings
    with Lanes(LaneBounds(reading_processor_seconds=0)).request():
        assert named_track("", SLOW_LINE, "x", 1).readings == ()
