"""Files with several playlists, several files, and archives: each playlist is a part, and none is mixed in."""

import io
import json
import zipfile

import pytest

from shared.errors import InvalidInput, SeveralPlaylists, TooLarge
from shared.intake.files import read_file, read_files, read_inputs, read_parts
from tests.unit.intake.given_archives import workbook, zipped

ROAD = "Title,Artist\nInnuendo,Queen\nHeadlong,Queen\n"
RAIN = "Title,Artist\nHeroes,David Bowie\n"
TWO = "Title,Artist,Playlist name\nInnuendo,Queen,Road\nHeroes,David Bowie,Rain\nHeadlong,Queen,Road\n"
PLAYLISTS = {
    "playlists": [
        {"name": "Road", "items": [{"track": {"trackName": "Innuendo", "artistName": "Queen"}}]},
        {"name": "Rain", "items": [{"track": {"trackName": "Heroes", "artistName": "David Bowie"}}]},
    ]
}
LIBRARY = """<?xml version="1.0"?><DJ_PLAYLISTS><COLLECTION>
<TRACK TrackID="1" Name="Innuendo" Artist="Queen"/><TRACK TrackID="2" Name="Heroes" Artist="David Bowie"/>
</COLLECTION><PLAYLISTS><NODE Type="0" Name="ROOT">
<NODE Type="1" Name="Road" KeyType="0"><TRACK Key="1"/></NODE>
<NODE Type="1" Name="Rain" KeyType="0"><TRACK Key="2"/></NODE>
</NODE></PLAYLISTS></DJ_PLAYLISTS>"""
HTML = "<table><caption>{}</caption><tr><th>Title<th>Artist<tr><td>{}<td>{}</table>"


def listed(name, content):
    """Return the name and the titles of each playlist of a file."""
    return [(part.name, [each.title for each in part.references]) for part in read_parts(name, content)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", "Title,Artist,Playlist name\nInnuendo,Queen,Road\nHeroes,David Bowie,Rain\n"),
        ("list.json", json.dumps(PLAYLISTS)),
        ("list.zip", zipped({"Road.csv": "Title,Artist\nInnuendo,Queen\n", "Rain.csv": RAIN})),
        ("list.xlsx", workbook({"Road": [("Innuendo", "Queen")], "Rain": [("Heroes", "David Bowie")]})),
        ("list.html", HTML.format("Road", "Innuendo", "Queen") + HTML.format("Rain", "Heroes", "David Bowie")),
        (
            "list.md",
            "## Road\n| Title | Artist |\n|--|--|\n| Innuendo | Queen |\n\n"
            "## Rain\n| Title | Artist |\n|--|--|\n| Heroes | David Bowie |\n",
        ),
        (
            "list.txt",
            "Road\n\nInnuendo\tQueen\tx\tspotify:track:4uLU6hMCjMI75M1A2tKUQC\t\n"
            "Rain\n\nHeroes\tDavid Bowie\tx\tspotify:track:37i9dQZF1DXcBWIGoYBM5M\t\n",
        ),
    ],
)
def test_each_playlist_of_a_file_is_a_part(name, content):
    assert listed(name, content) == [("Road", ["Innuendo"]), ("Rain", ["Heroes"])]


def test_a_library_with_several_playlists_offers_the_whole_too():
    assert listed("list.xml", LIBRARY) == [
        ("Road", ["Innuendo"]),
        ("Rain", ["Heroes"]),
        ("Whole library", ["Innuendo", "Heroes"]),
    ]


def test_several_playlists_ask_which_with_their_counts():
    with pytest.raises(SeveralPlaylists, match="several playlists") as raised:
        read_file("list.csv", TWO)
    assert raised.value.parts == (("Road", 2), ("Rain", 1))


def test_the_chosen_playlist_is_read_alone():
    assert [each.title for each in read_file("list.csv", TWO, "Road").references] == ["Innuendo", "Headlong"]


def test_a_playlist_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(SeveralPlaylists, match=r"no playlist 'Sun'.*“Road” \(2 songs\)"):
        read_file("list.csv", TWO, "Sun")


def test_playlists_of_one_name_are_numbered():
    content = json.dumps({"playlists": [PLAYLISTS["playlists"][0], PLAYLISTS["playlists"][0]]})
    assert [name for name, _ in listed("list.json", content)] == ["Road", "Road (2)"]


def test_several_files_of_one_playlist_each_are_one_list():
    given = read_files([("a.csv", ROAD), ("b.csv", RAIN)])
    assert [each.title for each in given.references] == ["Innuendo", "Headlong", "Heroes"]


def test_several_files_ask_which_if_one_of_them_has_several_playlists():
    with pytest.raises(SeveralPlaylists) as raised:
        read_files([("a.csv", TWO), ("b.csv", RAIN)])
    assert raised.value.parts == (("Road", 2), ("Rain", 1), ("b", 1))


def test_a_file_that_cannot_be_read_among_several_is_reported():
    given = read_files([("a.csv", ROAD), ("b.pdf", b"%PDF-1.7")])
    assert [(each.source, each.why) for each in given.unread] == [("b.pdf", "File 'b.pdf' is a PDF")]


def test_a_whole_file_may_be_pasted():
    assert [each.title for each in read_inputs([], ROAD).references] == ["Innuendo", "Headlong"]


def test_pasted_lines_stay_lines():
    assert [each.title for each in read_inputs([], "Queen - Innuendo\nQueen - Headlong").references] == [
        "Innuendo",
        "Headlong",
    ]


def test_a_text_of_several_playlists_beside_a_file_of_one_asks_which():
    with pytest.raises(SeveralPlaylists) as raised:
        read_inputs([("b.csv", RAIN)], TWO)
    assert raised.value.parts == (("b", 1), ("Road", 2), ("Rain", 1))


def test_the_playlist_chosen_from_a_text_beside_a_file_is_read_alone():
    given = read_inputs([("b.csv", RAIN)], TWO, "Road")
    assert [each.title for each in given.references] == ["Innuendo", "Headlong"]


def test_a_text_and_a_file_of_one_list_each_are_one_list_under_the_files_name():
    given = read_inputs([("list.json", json.dumps(PLAYLISTS["playlists"][0]))], "Queen - Jealousy")
    assert {each.title for each in given.references} == {"Innuendo", "Jealousy"}
    assert given.name != "pasted text"


def test_what_in_an_archive_is_no_playlist_is_reported():
    given = read_file(
        "list.zip", zipped({"Road.csv": ROAD, "Read me.pdf": "%PDF-1.7", "__MACOSX/._Road.csv": "x"})
    )
    assert [each.source for each in given.unread] == ["Read me.pdf"]


def test_an_archive_without_songs_says_what_it_has():
    with pytest.raises(InvalidInput, match=r"None of these holds songs.*Read me\.pdf"):
        read_file("list.zip", zipped({"Read me.pdf": "%PDF-1.7", "Picture.png": b"\x89PNG\r\n\x1a\n\0"}))


def test_the_download_of_an_account_gives_playlists_liked_songs_and_one_history():
    def play(title):
        return {"endTime": "2024-01-01 10:00", "artistName": "Queen", "trackName": title, "msPlayed": 200_000}

    content = zipped(
        {
            "Spotify Account Data/Playlist1.json": json.dumps(PLAYLISTS),
            "Spotify Account Data/YourLibrary.json": json.dumps(
                {"tracks": [{"artist": "Queen", "track": "Jealousy", "uri": ""}], "albums": [], "shows": []}
            ),
            "Spotify Account Data/StreamingHistory_music_0.json": json.dumps([play("Innuendo")]),
            "Spotify Account Data/StreamingHistory_music_1.json": json.dumps([play("Headlong"), play("Innuendo")]),
            "Spotify Account Data/Userdata.json": json.dumps({"username": "somebody", "email": "a@example.org"}),
        }
    )
    parts = listed("my_spotify_data.zip", content)
    assert parts == [
        ("Road", ["Innuendo"]),
        ("Rain", ["Heroes"]),
        ("Liked songs", ["Jealousy"]),
        ("Listening history", ["Innuendo", "Headlong"]),
    ]
    assert "somebody" not in str(read_parts("my_spotify_data.zip", content))


def test_the_lists_of_two_archives_are_joined_as_other_files_are():
    files = [
        (f"{name}.zip", zipped({f"{name}.csv": content})) for name, content in (("Road", ROAD), ("Rain", RAIN))
    ]
    assert [each.title for each in read_files(files).references] == ["Innuendo", "Headlong", "Heroes"]


def test_an_archive_of_two_lists_beside_another_file_asks_which():
    archive = zipped({"Road.csv": ROAD, "Rain.csv": RAIN})
    with pytest.raises(SeveralPlaylists) as raised:
        read_files([("both.zip", archive), ("Sun.csv", RAIN)])
    assert [name for name, _ in raised.value.parts] == ["Road", "Rain", "Sun"]


def test_more_archives_than_are_unpacked_at_once_are_refused():
    archive = zipped({"Road.csv": ROAD})
    with pytest.raises(TooLarge, match="too many archives"):
        read_files([(f"{place}.zip", archive) for place in range(4)])


def test_a_zip_is_no_pdf_where_one_lies_in_it_unpacked():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("Read_Me_First.pdf", "%PDF-1.7")
        archive.writestr("Road.csv", ROAD)
    assert read_files([("my_spotify_data.zip", data.getvalue())]).references
