"""Titles of shared lists."""

import pytest
from over_http import fetch
from shared_lists import HOSTILE, share


@pytest.fixture
def list_of(local_cloud_url):
    return lambda id: fetch(f"{local_cloud_url}/s/{id}/list.json").body


def test_a_title_is_what_its_owner_says_last(listener, known, list_of):
    search, _ = listener.list_of(*known[:3])
    id = share(listener, search, title="First")
    share(listener, search, title="Second")
    assert list_of(id)["title"] == "Second"
    share(listener, search)
    assert list_of(id)["title"] == "Second"


def test_without_a_title_a_list_is_called_after_what_it_was_made_from(listener, model, known, list_of):
    names = [track.name for track in model.catalogue.tracks(range(4))]
    search, _ = listener.list_of(*known[:4])
    assert list_of(share(listener, search))["title"] == f"Songs next to “{names[0]}”, “{names[1]}” and 2 more"


def test_a_list_of_what_is_popular_says_so(listener, list_of):
    search, _ = listener.list_of("spotify:track:" + "0" * 22)
    assert list_of(share(listener, search))["title"] == "Songs that many people love"


@pytest.mark.parametrize(
    ("given", "shown_as"),
    [
        ("  two\n lines\t", "two lines"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("nul\x00 bell\x07 escape\x1b", "nul bell escape"),
        ("👩\u200d👩\u200d👧 و\u200cه", "👩\u200d👩\u200d👧 و\u200cه"),
        ("e" + "\u0301" * 60, "é\u0301\u0301\u0301"),
        (HOSTILE, HOSTILE),
    ],
)
def test_a_title_is_one_line_that_turns_nothing_around(listener, known, list_of, given, shown_as):
    search, _ = listener.list_of(*known[:3])
    assert list_of(share(listener, search, title=given))["title"] == shown_as


@pytest.mark.parametrize("title", ["", " \n ", "\u202e\x00"])
def test_a_title_of_nothing_is_no_title(listener, known, list_of, title):
    search, _ = listener.list_of(*known[:3])
    assert list_of(share(listener, search, title=title))["title"].startswith("Songs next to")
