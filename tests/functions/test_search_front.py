"""`search/front` over HTTP: what the first page shows before anybody asked."""

import pytest
from over_http import fetch


@pytest.fixture(scope="module")
def front(local_cloud_url):
    return fetch(f"{local_cloud_url}/api/search/front")


def test_there_are_six_doors_by_names(front, model):
    assert [[song["name"] for song in door["songs"]] for door in front.body["doors"]] == [
        [track.name for track in model.tracks(door.songs)] for door in model.front.doors
    ]


def test_the_list_has_ten_songs_each_with_a_reason(front):
    assert [bool(song["because"][0]["text"]) for song in front.body["list"]] == [True] * 10


def test_songs_are_offered_and_coloured_as_in_an_answer(front, model):
    song = front.body["list"][0]
    assert song["listen"]["spotify"] == song["uri"]
    assert song["colours"].keys() == {"day", "night"}


def test_it_is_asked_for_once_a_minute(front):
    assert front.headers["Cache-Control"] == "public, max-age=60"


def test_who_has_it_is_told_so(front, local_cloud_url):
    again = fetch(f"{local_cloud_url}/api/search/front", headers={"If-None-Match": front.headers["ETag"]})
    assert (again.status, again.body) == (304, None)
