"""Titles in answers of `recommend`: the listener's, or else the name of the one list that was read."""

import pytest

NOTHING = "zzyzx qqq"
"""A title like nothing in the demo catalogue."""


def m3u(name, tracks):
    return {"name": "list.m3u", "content": "\n".join(["#EXTM3U", f"#PLAYLIST:{name}", *tracks])}


def test_an_answer_has_the_title_of_its_request(recommend, known):
    assert recommend(tracks=known[:2], title="  Late trains ").body["title"] == "Late trains"


def test_songs_without_a_name_have_no_title(recommend, known):
    assert recommend(tracks=known[:2]).body["title"] == ""
    assert recommend(text="\n".join(known[:2])).body["title"] == ""


@pytest.mark.parametrize("name", ["Late trains", NOTHING])
def test_the_title_of_a_file_is_its_list_s_name_whatever_that_says(recommend, known, name):
    answer = recommend(file=m3u(name, known[:2])).body
    assert answer["title"] == name
    assert answer["unmatched"] == []


def test_the_name_of_the_file_itself_is_no_title(recommend, known):
    file = {"name": "Late trains.txt", "content": "\n".join(known[:2])}
    assert recommend(file=file).body["title"] == ""


def test_the_title_of_a_request_wins_over_its_file_s(recommend, known):
    assert recommend(file=m3u("Early trains", known[:2]), title="Late trains").body["title"] == "Late trains"


def test_two_files_together_have_no_title(recommend, known):
    files = [m3u("Early trains", known[:2]), m3u("Late trains", known[2:4]) | {"name": "other.m3u"}]
    assert recommend(files=files).body["title"] == ""


def test_the_chosen_one_of_several_playlists_is_the_title(recommend, known):
    rows = "".join(f"{uri},{name}\n" for uri, name in zip(known[:2], ["Road", "Rain"], strict=True))
    file = {"name": "list.csv", "content": f"Track URI,Playlist name\n{rows}"}
    assert recommend(file=file, part="Rain").body["title"] == "Rain"


def test_a_title_that_says_nothing_is_reported_on_no_line_of_the_songs(recommend, known):
    answer = recommend(text=f"{NOTHING}\n{known[0]}", title=NOTHING).body
    assert [(each["source"], each["line"]) for each in answer["unmatched"]] == [(NOTHING, 1), (NOTHING, 0)]
    assert answer["title"] == NOTHING
