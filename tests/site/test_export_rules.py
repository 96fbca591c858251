"""Rules of the formats that a list is saved in, each with its source."""

import csv
import io
import json
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from exported import exported

pytestmark = pytest.mark.browser

XSPF = "{http://xspf.org/ns/0/}"
RECORDING = "https://musicbrainz.org/recording/"
MBID = "e97f805a-ab48-4c52-855e-07049142113d"

SONGS = [
    {"uri": "spotify:track:4uLU6hMCjMI75M1A2tKUQC", "name": "50 %/m: é?", "artist": "A & B", "album": "C"},
    {
        "uri": f"musicbrainz:recording:{MBID}",
        "name": "=1+1",
        "artist": 'Say "Hi", you',
        "isrc": "USQX91300108",
        "listen": {"links": [], "spotify": "spotify:track:0VjIjW4GlUZAMYd2vXMi3b"},
    },
    {"name": "\x00", "artist": "Nobody"},
]
"""Songs of either catalogue and one with a title that XML cannot hold, with signs that the formats use."""


def tracks(xspf: bytes) -> list[ElementTree.Element]:
    """Return the tracks of an XSPF file."""
    return ElementTree.fromstring(xspf).findall(f"{XSPF}trackList/{XSPF}track")


# https://xspf.org/spec: "playlist" of the namespace with version 1, one trackList that may be empty.
@pytest.mark.parametrize("songs", [[], SONGS])
def test_xspf_is_a_playlist_of_version_1_with_one_list_of_tracks(modules, songs):
    root = ElementTree.fromstring(exported(modules, "XSPF", songs))
    assert (root.tag, root.get("version")) == (f"{XSPF}playlist", "1")
    assert [len(each) for each in root.findall(f"{XSPF}trackList")] == [len(songs)]


# https://xspf.org/spec, elements of a track: at most one title, creator and album, any number of the two others.
def test_an_xspf_track_has_one_of_each_name_and_no_empty_element(modules):
    for track in tracks(exported(modules, "XSPF", SONGS)):
        names = [each.tag for each in track if each.tag != f"{XSPF}identifier"]
        assert len(names) == len(set(names))
        assert all(each.text for each in track)


# https://xspf.org/spec, location and identifier are URIs; RFC 3986 lists the characters of one.
def test_xspf_locations_and_identifiers_are_uris(modules):
    listed = tracks(exported(modules, "XSPF", SONGS))
    locations = [track.findtext(f"{XSPF}location", "") for track in listed]
    identifiers = [each.text or "" for track in listed for each in track.findall(f"{XSPF}identifier")]
    assert all(each.isascii() and not set(each) & set(' "<>\\^`{|}') for each in locations + identifiers)
    assert {urlsplit(each).scheme for each in locations} == {""}  # a file beside the playlist
    assert {urlsplit(each).scheme for each in identifiers} == {"https"}


# https://xspf.org/jspf: one object "playlist" with "title" and the list "track", whose "identifier" is a list.
def test_jspf_is_a_playlist_with_a_title_and_a_list_of_tracks(modules):
    playlist = json.loads(exported(modules, "JSPF", SONGS))["playlist"]
    assert playlist["title"] == "Mine"
    assert [type(track["identifier"]) for track in playlist["track"]] == [list] * len(SONGS)
    assert json.loads(exported(modules, "JSPF", []))["playlist"]["track"] == []


# https://musicbrainz.org/doc/jspf, https://github.com/metabrainz/listenbrainz-server/pull/3379: ListenBrainz takes
# pages of recordings alone.
def test_a_jspf_track_that_musicbrainz_knows_has_its_recording_alone(modules):
    track = json.loads(exported(modules, "JSPF", SONGS))["playlist"]["track"][1]
    assert track["identifier"] == [RECORDING + MBID]


# https://datatracker.ietf.org/doc/html/rfc8216#section-4.3: the first line is #EXTM3U, #EXTINF applies to the next
# line, the file is UTF-8 without a byte order mark (section 4).
def test_m3u_has_its_header_first_and_a_file_after_each_name(modules):
    first, named, *lines = exported(modules, "M3U", SONGS).decode().splitlines()
    assert (first, named) == ("#EXTM3U", "#PLAYLIST:Mine")
    assert len(lines) == 2 * len(SONGS)
    assert all(line.startswith("#EXTINF:-1,") for line in lines[::2])
    assert all(line.endswith(".mp3") and not line.startswith("#") for line in lines[1::2])


# https://www.rfc-editor.org/rfc/rfc4180: CRLF ends a line, a quote in a field is doubled, lines are equally long.
def test_csv_is_quoted_as_rfc_4180_says(modules):
    text = exported(modules, "CSV", SONGS).decode("utf-8-sig")
    assert text.endswith("\r\n")
    assert '"Say ""Hi"", you"' in text
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)} == {7}


# https://owasp.org/www-community/attacks/CSV_Injection: an apostrophe keeps a spreadsheet from running a cell.
def test_a_cell_that_a_spreadsheet_would_run_is_text(modules):
    rows = csv.DictReader(io.StringIO(exported(modules, "CSV", SONGS).decode("utf-8-sig"), newline=""))
    assert [row["title"] for row in rows][1] == "'=1+1"
