"""`search` over HTTP."""

import json
import urllib.parse

import pytest
from over_http import fetch


@pytest.fixture
def search(local_cloud_url):
    def ask(**arguments):
        return fetch(f"{local_cloud_url}/api/search?{urllib.parse.urlencode(arguments)}")

    return ask


def first_track(model):
    return model.catalogue.tracks([0])[0]


def test_the_start_of_a_name_suggests_the_song(search, model):
    track = first_track(model)
    answer = search(q=f"{track.name} {track.artist}"[:-3])
    assert answer.status == 200
    assert answer.body["results"][0]["uri"] == track.id
    assert answer.body["model"] == model.version


def test_the_number_of_songs_can_be_chosen(search):
    assert len(search(q="the", limit=3).body["results"]) == 3


def test_no_song_is_an_empty_list(search):
    assert search(q="zzzzqqqqxxxx").body["results"] == []


def test_suggestions_may_be_cached_for_a_while(search):
    assert "max-age" in search(q="a").headers["Cache-Control"]


@pytest.mark.parametrize("arguments", [{}, {"q": ""}, {"q": "   "}, {"q": "x" * 301}, {"q": "a", "limit": "0"},
                                       {"q": "a", "limit": "51"}, {"q": "a", "limit": "many"}])  # fmt: skip
def test_a_query_out_of_bounds_is_refused(search, arguments):
    answer = search(**arguments)
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.body["expected"]


def test_operators_of_the_search_engine_are_only_words(search):
    for query in ('"', "a AND", "NEAR(a b)", "*", "name:love", "x' OR '1'='1"):
        assert search(q=query).status == 200


@pytest.fixture
def names(local_cloud_url):
    def ask(body):
        headers = {"Content-Type": "application/json"}
        return fetch(f"{local_cloud_url}/api/search/names", json.dumps(body).encode(), headers)

    return ask


def test_names_of_songs_are_told_by_their_ids_and_unknown_ones_left_out(names, model):
    first, second = model.catalogue.tracks([0, 7])
    answer = names({"ids": [second.id, "spotify:track:" + "9" * 22, first.id, "nonsense", second.id]})
    assert answer.status == 200
    assert answer.body == {
        "model": model.version,
        "songs": {each.id: {"name": each.name, "artist": each.artist} for each in (first, second)},
    }


def test_an_export_without_songs_has_no_names(names):
    assert names({"ids": []}).body["songs"] == {}


@pytest.mark.parametrize("body", [{}, {"ids": "x"}, {"ids": ["x"] * 1_001}, {"ids": ["x" * 201]}, {"ids": [1]}])
def test_a_request_for_names_out_of_bounds_is_refused(names, body):
    assert names(body).status == 400


def test_names_are_asked_for_by_post_and_songs_by_get(local_cloud_url):
    assert fetch(f"{local_cloud_url}/api/search/names").status == 405
    assert fetch(f"{local_cloud_url}/api/search?q=a", b"{}", {"Content-Type": "application/json"}).status == 405
