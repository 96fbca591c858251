"""Uploaded playlists: both Exportify dialects, M3U, JSON, text, and other files."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidInput, SegueError, TooLarge
from shared.intake import Intake
from shared.intake.files import read_file, read_parts

ID = "0q7LGcVSpsIoSbjChtZ8lI"
OTHER = "37i9dQZF1DXcBWIGoYBM5M"
URI = f"spotify:track:{ID}"
OTHER_URI = f"spotify:track:{OTHER}"
EXPORTIFY = (
    "Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Explicit,Added By,"
    "Added At,Genres,Record Label,Danceability,Energy,Key,Loudness,Mode,Speechiness,Acousticness,"
    "Instrumentalness,Liveness,Valence,Tempo,Time Signature"
)
WATSONBOX = (
    "Track URI,Track Name,Artist URI(s),Artist Name(s),Album URI,Album Name,Album Artist URI(s),Track Number,"
    "Track Duration (ms),Explicit,Popularity,ISRC,Added By,Added At"
)
GENUINE = Path(__file__).parents[4] / "shared" / "data" / "mpd_genuine_37_playlists.json"


def read_ids(name: str, content: str | bytes) -> list[str | None]:
    return [reference.track_id for reference in read_file(name, content).references]


def test_exportify_is_read_with_its_mark_and_empty_feature_columns():
    content = f'\ufeff{EXPORTIFY}\nspotify:track:{ID},"Hello, Goodbye",,The Artist,{"," * 19}\n'.encode()
    (reference,) = read_file("list.csv", content).references
    assert (reference.track_id, reference.title, reference.artist) == (URI, "Hello, Goodbye", "The Artist")


def test_watsonbox_exportify_is_read():
    row = f"spotify:track:{ID},Song,spotify:artist:{OTHER},Artist,spotify:album:{OTHER},Album,,1,1000,false,5,X"
    (reference,) = read_file("list.csv", f"{WATSONBOX}\n{row}\n").references
    assert (reference.track_id, reference.title, reference.artist) == (URI, "Song", "Artist")


def test_older_exportify_is_read():
    content = f"Spotify ID,Artist IDs,Track Name,Album Name,Artist Name(s)\n{ID},{OTHER},Song,Album,Artist\n"
    assert read_ids("list.csv", content) == [URI]


def test_a_header_in_a_language_nobody_taught_us_is_no_obstacle():
    content = f"URI skladby,Název skladby\nspotify:track:{ID},Píseň\nspotify:track:{OTHER},Jiná\n"
    assert read_ids("list.csv", content) == [URI, OTHER_URI]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_delimiter_will_do(delimiter):
    content = f"Track URI{delimiter}Track Name\nspotify:track:{ID}{delimiter}Song\n"
    assert read_ids("list.csv", content) == [URI]


def test_a_row_without_a_track_is_reported_with_its_line():
    intake = read_file("list.csv", f"Track URI,Track Name\nspotify:track:{ID},Song\n,\nspotify:local:x,\n")
    assert [unread.line for unread in intake.unread] == [4]


def test_a_local_file_in_a_table_is_found_by_its_name():
    content = "Track URI,Track Name,Artist Name(s)\nspotify:local:a:b:c:200,Song,Artist\n"
    (reference,) = read_file("list.csv", content).references
    assert (reference.track_id, reference.title) == (None, "Song")


def test_a_table_without_songs_says_which_columns_it_has():
    with pytest.raises(InvalidInput, match="Price"):
        read_file("prices.csv", "Item,Price\nApple,3\n")


def test_m3u_titles_are_read_and_file_names_where_there_are_none():
    content = (
        "#EXTM3U\n#PLAYLIST:Road\n#EXTINF:210,Nina Simone - Feeling Good\n/music/01.mp3\n"
        "C:\\Music\\02 - Miles_Davis - So_What.flac\n"
        f"https://open.spotify.com/track/{ID}\n"
    )
    intake = read_file("road.m3u8", content)
    assert intake.name == "Road"
    assert [(each.artist, each.title, each.track_id) for each in intake.references] == [
        ("Nina Simone", "Feeling Good", None),
        ("Miles Davis", "So What", None),
        ("", "", URI),
    ]


def test_a_slice_a_playlist_and_lists_of_either_are_read():
    playlist = {"name": "mine", "tracks": [{"track_uri": f"spotify:track:{ID}", "track_name": "Song"}]}
    forms = [playlist, {"playlists": [playlist]}, [playlist], [f"spotify:track:{ID}"], playlist["tracks"]]
    for form in forms:
        assert read_ids("list.json", json.dumps(form)) == [URI]
    assert read_file("list.json", json.dumps(playlist)).name == "mine"


def test_an_odd_entry_among_tracks_is_reported():
    intake = read_file("list.json", json.dumps({"tracks": [{"track_uri": f"spotify:track:{ID}"}, 7, {}]}))
    assert [unread.line for unread in intake.unread] == [2, 3]


@pytest.mark.parametrize("content", ['{"tracks": [', '{"songs": []}', '{"tracks": 3}', "[" * 200_000])
def test_json_of_another_shape_is_refused(content):
    with pytest.raises(InvalidInput):
        read_file("list.json", content)


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03", b"MZ\x90\x00\x03\x00"])
def test_binary_data_is_refused(content):
    with pytest.raises(InvalidInput, match="binary"):
        read_file("list.csv", content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_decoded_by_its_mark(encoding):
    (reference,) = read_file("list.txt", "Björk - Jóga".encode(encoding)).references
    assert reference.artist == "Björk"


def test_latin_1_is_the_last_resort():
    assert read_file("list.txt", "Björk - Jóga".encode("latin-1")).references[0].artist == "Björk"


def test_a_file_above_the_bound_is_refused():
    with pytest.raises(TooLarge):
        read_file("list.txt", b"a" * (20 * 1024 * 1024 + 1))


def test_content_counts_more_than_a_wrong_ending():
    assert read_ids("list.txt", json.dumps({"tracks": [{"track_uri": f"spotify:track:{ID}"}]})) == [URI]
    assert read_ids("list.txt", f"Track URI,Track Name\nspotify:track:{ID},Song\n") == [URI]


@pytest.mark.real_data
@pytest.mark.skipif(not GENUINE.is_file(), reason="needs ../shared/data, which is not here")
def test_a_genuine_slice_is_read_whole():
    parts = read_parts("mpd.slice.0-999.json", GENUINE.read_bytes())
    playlists = json.loads(GENUINE.read_bytes())["playlists"]
    assert [len(part.references) for part in parts] == [len(playlist["tracks"]) for playlist in playlists]
    assert not any(part.unread for part in parts)


@given(st.sampled_from(["a.csv", "a.m3u", "a.json", "a.txt", "a"]), st.text() | st.binary())
def test_anything_is_read_or_refused_with_a_reason(name, content):
    found = read_or_refusal(name, content)
    assert isinstance(found, Intake) or found.expected or found.found


def read_or_refusal(name: str, content: str | bytes) -> Intake | SegueError:
    try:
        return read_file(name, content)
    except SegueError as error:
        return error
