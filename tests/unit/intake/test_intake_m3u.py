"""M3U playlists: titles, file names, links, and entries that lack one of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.intake.bounds import MOST_LINES
from shared.intake.m3u import read_m3u
from shared.intake.reference import TrackReference

ID = "4uLU6hMCjMI75M1A2tKUQC"
URI = f"spotify:track:{ID}"


def songs(text):
    return [(each.artist, each.title) for each in read_m3u(text).references]


def entry(location, title="Queen - Innuendo"):
    return f"#EXTM3U\n#EXTINF:390,{title}\n{location}\n"


@pytest.mark.parametrize(
    "extinf",
    [
        "#EXTINF:390,Queen - Innuendo",
        "#EXTINF:-1,Queen - Innuendo",
        "#EXTINF: 390.52, Queen - Innuendo",
        "#EXTINF:0,Queen – Innuendo",
        '#EXTINF:-1 tvg-id="x" group-title="Rock",Queen - Innuendo',
        '#EXTINF:-1 tvg-id="x" group-title="Rock, Opera",Queen - Innuendo',
        '#EXTINF:-1 tvg-id="x,Queen - Innuendo',
    ],
)
def test_an_entry_is_read_by_its_title_whatever_its_length_says(extinf):
    assert songs(f"#EXTM3U\n{extinf}\nmusic/01.mp3\n") == [("Queen", "Innuendo")]


def test_a_title_may_hold_commas():
    assert songs(entry("x.mp3", "Earth, Wind & Fire - September")) == [("Earth, Wind & Fire", "September")]


def test_an_entry_stands_on_the_line_of_its_file():
    assert [each.line for each in read_m3u(entry("x.mp3")).references] == [3]


def test_a_linked_track_keeps_the_title_before_it_in_case_its_id_is_unknown():
    (reference,) = read_m3u(entry(f"https://open.spotify.com/track/{ID}")).references
    (titled,) = read_m3u(entry("x.mp3")).references
    assert reference == replace(titled, track_id=URI)


@pytest.mark.parametrize("title", ["", "♫", "x" * 1001])
def test_a_link_does_without_a_title(title):
    link = f"https://open.spotify.com/track/{ID}"
    read = read_m3u(entry(link, title))
    assert (read.references, read.unread) == ((TrackReference(link, 3, track_id=URI),), ())


def test_a_linked_playlist_is_kept_whatever_its_title():
    assert read_m3u(entry(f"spotify:playlist:{ID}")).playlist_ids == (ID,)
    assert read_m3u(entry(f"spotify:track:{ID} spotify:playlist:{ID}")).playlist_ids == (ID,)


@pytest.mark.parametrize(
    "location",
    [
        "Queen - Innuendo.mp3",
        "/home/me/Music/Queen/Queen - Innuendo.flac",
        "C:\\Users\\me\\Music\\Queen - Innuendo.mp3",
        "..\\Queen\\01 Queen - Innuendo.mp3",
        "01 - Queen - Innuendo.ogg",
        "01. Queen - Innuendo.ogg",
        "Queen_-_Innuendo.mp3",
        "file:///home/me/Queen%20-%20Innuendo.mp3",
        "https://music.example/Queen%20-%20Innuendo.mp3",
    ],
)
def test_without_a_title_the_file_name_tells(location):
    assert songs(f"#EXTM3U\n{location}\n") == [("Queen", "Innuendo")]


def test_a_plain_list_of_files_is_an_m3u_too():
    assert songs("a/Queen - Innuendo.mp3\nb/Innuendo.mp3\n") == [("Queen", "Innuendo"), ("", "Innuendo")]


def test_an_empty_title_leaves_it_to_the_file_name():
    assert songs("#EXTM3U\n#EXTINF:390,\nQueen - Innuendo.mp3\n") == [("Queen", "Innuendo")]


def test_a_title_that_no_file_follows_is_read_all_the_same():
    text = "#EXTM3U\n#EXTINF:1,Queen - Innuendo\n#EXTINF:2,Queen - Headlong\n"
    assert songs(text) == [("Queen", "Innuendo"), ("Queen", "Headlong")]


def test_a_title_that_looks_like_a_comment_is_a_title():
    assert songs(entry("x.mp3", "# 1 - Hit")) == [("1", "Hit")]


def test_the_playlists_name_is_kept():
    assert read_m3u("#EXTM3U\n#PLAYLIST: Road trip \nx.mp3\n").name == "Road trip"


def test_other_directives_and_blank_lines_are_passed_over():
    read = read_m3u("#EXTM3U\n#EXTALB:Innuendo\n#EXTGRP:x\n\n# by hand\nQueen - Innuendo.mp3\n")
    assert (len(read.references), read.unread) == (1, ())


@pytest.mark.parametrize("location", ["/", "music/...", "01 - .mp3"])
def test_an_entry_that_names_nothing_is_reported(location):
    read = read_m3u(f"#EXTM3U\n{location}\n")
    assert (read.references, [each.line for each in read.unread]) == ((), [2])


def test_lines_beyond_the_bound_are_reported_as_one():
    read = read_m3u("#EXTM3U\n" + "Innuendo.mp3\n" * (MOST_LINES + 1))
    assert (len(read.references), [each.source for each in read.unread]) == (MOST_LINES - 1, ["2 more lines"])


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12), max_size=6))
def test_every_entry_is_accounted_for(names):
    read = read_m3u("#EXTM3U\n" + "".join(f"#EXTINF:1,{name}\nx.mp3\n" for name in names))
    assert len(read.references) + len(read.unread) == len(names)
