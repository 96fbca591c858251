"""Artists that `search` finds, and the page of one, over HTTP."""

import urllib.parse

import pytest
from over_http import fetch

from shared.domain.names import leading_name


@pytest.fixture
def search(local_cloud_url):
    def ask(path="", **arguments):
        return fetch(f"{local_cloud_url}/api/search{path}?{urllib.parse.urlencode(arguments)}")

    return ask


@pytest.fixture(scope="module")
def name(model):
    return leading_name(model.tracks([0])[0].artist)


def test_artists_are_found_where_they_are_asked_for(search, name):
    body = search(q=name[:-2], kind="artist").body
    first = body["artists"][0]
    assert first["name"] == name
    assert len(first["listed"]) == 3
    assert len(first["near"]) == 5
    assert body["results"] == []


def test_songs_alone_are_found_otherwise(search, name):
    body = search(q=name).body
    assert body["results"]
    assert body["artists"] == []


def test_one_request_finds_both(search, name):
    both = search(q=name, kind="song,artist", limit=4).body
    assert both["results"] == search(q=name, limit=4).body["results"]
    assert both["artists"] == search(q=name, kind="artist", limit=4).body["artists"]


@pytest.mark.parametrize("form", ["{name}", "{id}", "see {id}"])
def test_an_artist_has_a_page_by_name_id_or_link(search, name, trained, form):
    id = trained.dataset.tracks.artist_ids[0][0]
    answer = search("/artist", of=form.format(name=name, id=id))
    assert answer.status == 200
    assert answer.body["artist"]["name"] == name
    assert len(answer.body["artist"]["listed"]) > 3


def test_an_unknown_name_is_answered_with_those_like_it(search, name):
    answer = search("/artist", of=name[:-1])
    assert answer.status == 404
    assert f"“{name}”" in answer.body["cure"]


def test_an_unknown_link_is_answered_with_what_to_do(search):
    answer = search("/artist", of=f"https://open.spotify.com/artist/{'0' * 22}")
    assert answer.status == 404
    assert "kind=artist" in answer.body["cure"]


@pytest.mark.parametrize("arguments", [{}, {"of": " "}, {"of": "x" * 301}])
def test_a_missing_or_overlong_name_is_refused(search, arguments):
    answer = search("/artist", **arguments)
    assert answer.status == 400
    assert "1 to 300" in answer.body["expected"]
