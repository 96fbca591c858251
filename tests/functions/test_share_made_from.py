"""The songs that a shared list was made from are named on its page, or left out of it and of its reasons."""

import re

import pytest
from over_http import fetch
from shared_lists import HOSTILE, keep, made_up, share

from shared.domain.share import Source, SourceSong
from shared.record_kinds import SHARES

QUOTED = re.compile(r"“([^”]+)”")
PEOPLE_LIST = re.compile(r"People who list (.+) often list")


@pytest.fixture
def listed(local_cloud_url):
    return lambda id: fetch(f"{local_cloud_url}/s/{id}/list.json").body


@pytest.fixture
def page(local_cloud_url):
    return lambda id: fetch(f"{local_cloud_url}/s/{id}").body


def named_in(reasons):
    return {name for reason in reasons for name in (*QUOTED.findall(reason), *PEOPLE_LIST.findall(reason))}


def reasons_of(body):
    return [reason for song in body["songs"] for reason in song["because"]]


def test_a_list_says_what_it_was_made_from(listener, known, listed):
    asked = listener.ask("recommend", tracks=known[:4], n=5).body
    (source,) = listed(share(listener, asked["id"]))["made_from"]
    matched = [{"name": each["name"], "artist": each["artist"]} for each in asked["matched"]]
    assert (source["by"], source["count"], source["songs"]) == ("", 4, matched)


def test_reasons_name_only_songs_and_artists_that_stand_on_the_page(listener, known, listed):
    body = listed(share(listener, listener.list_of(*known[:12], n=30)[0]))
    sources = body["made_from"][0]["songs"]
    there = {each["name"] for each in [*sources, *body["songs"]]}
    artists = {name for each in sources for name in each["artist"].split(", ")}
    assert named_in(reasons_of(body))
    assert named_in(reasons_of(body)) <= there | artists


def test_who_leaves_it_out_has_no_name_of_it_anywhere(listener, known, listed, page):
    asked = listener.ask("recommend", tracks=known[:12], n=30).body
    id = share(listener, asked["id"], made_from=False)
    body = listed(id)
    assert body["made_from"] == []
    assert named_in(reasons_of(body)) == set()
    assert body["title"] == "A list from Segue"
    assert all(song["because"] for song in body["songs"])
    assert not [each["name"] for each in asked["matched"] if f"<bdi>{each['name']}</bdi>" in page(id)]


def test_it_may_be_left_out_afterwards_and_stays_so_until_it_is_asked_for(listener, known, listed):
    search, _ = listener.list_of(*known[:4])
    id = share(listener, search, title="Mine")
    shown = [bool(listed(share(listener, search, **wish))["made_from"]) for wish in ({"made_from": False}, {})]
    assert shown == [False, False]
    assert share(listener, search, made_from=True) == id
    assert (len(listed(id)["made_from"]), listed(id)["title"]) == (1, "Mine")


def test_a_title_that_names_songs_goes_with_them_and_one_that_was_chosen_wins(listener, known, listed):
    search, _ = listener.list_of(*known[:4])
    id = share(listener, search)
    share(listener, search, made_from=False)
    assert listed(id)["title"] == "A list from Segue"
    share(listener, search, made_from=True, title="Chosen")
    assert listed(id)["title"] == "Chosen"


def test_a_title_that_an_earlier_model_made_goes_with_the_songs_it_names(listener, known, listed, records):
    search, _ = listener.list_of(*known[:4])
    id = share(listener, search)
    earlier = "Songs next to “A name of before” and 3 more"
    records.update(SHARES.name, id, lambda fields: {**fields, "title": earlier})
    share(listener, search, made_from=False)
    assert listed(id)["title"] == "A list from Segue"


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "Made from A"), (2, "Made from A and B"), (3, "Made from A, B and 1 more"), (30, "A, B and 28 more")],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_the_first_two_are_named_and_the_others_counted(records, page, count, said):
    songs = tuple(SourceSong(name, "X") for name in "ABC"[:count])
    made = made_up("Title", ["One"], made_from=(Source("", count, songs),))
    text = " ".join(re.sub(r"<[^>]+>", "", page(keep(records, made))).split())
    assert said in text


def test_names_of_what_it_was_made_from_are_text(records, page):
    source = Source(HOSTILE, 9, (SourceSong(HOSTILE, HOSTILE),))
    html = page(keep(records, made_up("Title", ["One"], made_from=(source,))))
    assert "alert(1)" in html
    assert "<img src=x" not in html
    assert "<script>alert" not in html
