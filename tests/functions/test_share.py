"""Sharing of a list: one public page for it, until its owner takes it down."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from over_http import fetch
from shared_lists import share, take_down

from shared.domain.share import shared_key
from shared.record_kinds import SEARCHES, SHARED_SEARCHES, SHARES

PUBLIC = ["", "/card.png", "/story.png", "/list.json"]


@pytest.fixture
def shown(local_cloud_url):
    """Returns the public responses of a list."""
    return lambda id: [fetch(f"{local_cloud_url}/s/{id}{part}") for part in PUBLIC]


def kept(records, listener):
    return [record.key for record in records.page(SHARES.name, where={"owner": listener.id}).records]


def test_a_list_is_shared_at_an_address_that_nobody_guesses(listener, known):
    search, _ = listener.list_of(*known[:3])
    answer = listener.ask("share", search=search)
    assert answer.status == 201
    assert answer.body["url"] == f"http://127.0.0.1:8080/s/{answer.body['id']}"
    assert re.fullmatch(r"[\w-]{22}", answer.body["id"], re.ASCII)  # 16 bytes, six bits a letter


def test_everybody_sees_the_songs_as_they_were_answered(listener, recommend, known, local_cloud_url):
    asked = listener.ask("recommend", tracks=known[:5], n=20).body
    listed = fetch(f"{local_cloud_url}/s/{share(listener, asked['id'])}/list.json").body
    assert listed["songs"] == [
        {
            "uri": song["uri"],
            "name": song["name"],
            "artist": song["artist"],
            "listen": song["listen"],
            "because": [reason["text"] for reason in song["because"]],
            "colours": song["colours"],
        }
        for song in asked["recommendations"]
    ]


def test_a_list_has_a_page_two_pictures_and_its_songs(listener, known, shown):
    search, _ = listener.list_of(*known[:3])
    answers = shown(share(listener, search))
    assert [answer.status for answer in answers] == [200] * 4
    assert [answer.headers["Content-Type"] for answer in answers] == [
        "text/html; charset=utf-8",
        "image/png",
        "image/png",
        "application/json",
    ]


def test_a_list_shared_again_is_the_same(listener, records, known):
    search, _ = listener.list_of(*known[:3])
    assert len({share(listener, search) for _ in range(3)}) == 1
    assert len(kept(records, listener)) == 1


def test_a_list_shared_many_times_at_once_is_one(listener, records, known):
    search, _ = listener.list_of(*known[:3])
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: share(listener, search), range(16)))
    assert kept(records, listener) == list(ids)


def test_sharing_that_broke_off_is_finished_by_doing_it_again(listener, records, known, shown):
    search, _ = listener.list_of(*known[:3])
    place = {"owner": listener.id, "search": search, "share": "settled-before-the-crash"}
    records.update(SHARED_SEARCHES.name, shared_key(listener.id, search), lambda _: place)
    assert share(listener, search) == "settled-before-the-crash"
    assert shown("settled-before-the-crash")[0].status == 200
    assert kept(records, listener) == ["settled-before-the-crash"]


def test_taking_down_that_broke_off_is_finished_by_doing_it_again(listener, records, known, shown):
    search, _ = listener.list_of(*known[:3])
    id = share(listener, search)
    records.delete(SHARED_SEARCHES.name, shared_key(listener.id, search))
    assert take_down(listener, id).status == 204
    assert kept(records, listener) == []


def test_two_who_share_the_same_list_have_a_page_each(listener, another, known):
    search, _ = listener.list_of(*known[:3])
    assert share(listener, search) != share(another, search)


@pytest.mark.parametrize(
    "body",
    [
        {"search": ""},
        {"search": "x" * 101},
        {"search": "a/b"},
        {"search": "x", "title": "x" * 81},
        {"search": None},
        {"search": "x", "songs": []},
        {"title": "x"},
    ],
)
def test_what_is_no_list_to_share_is_refused(listener, body):
    assert listener.ask("share", **body).status == 400


def test_a_search_that_is_not_kept_cannot_be_shared(listener, records):
    assert listener.ask("share", search="nobodys").status == 404
    assert records.get(SHARED_SEARCHES.name, shared_key(listener.id, "nobodys")) is None


def test_a_list_outlives_the_search_it_came_from(listener, records, known, shown):
    search, _ = listener.list_of(*known[:3])
    id = share(listener, search)
    records.delete(SEARCHES.name, search)
    assert [answer.status for answer in shown(id)] == [200] * 4


def test_a_listener_sees_their_own_lists_the_newest_first(listener, another, known):
    ids = [share(listener, listener.list_of(song)[0], title=f"About {song[-3:]}") for song in known[:3]]
    share(another, another.list_of(known[0])[0])
    mine = listener.ask("share/mine").body["shares"]
    assert [each["id"] for each in mine] == ids[::-1]
    assert mine[0]["title"] == f"About {known[2][-3:]}"
    assert mine[0]["url"].endswith(f"/s/{ids[2]}")
    assert mine == sorted(mine, key=lambda each: each["created_at"], reverse=True)


def test_a_shared_list_names_the_answer_that_it_shows(listener, known):
    search, _ = listener.list_of(known[0])
    share(listener, search)
    assert [each["search"] for each in listener.ask("share/mine").body["shares"]] == [search]


def test_who_shares_more_than_a_page_of_lists_sees_them_all(listener, known):
    searches = [listener.list_of(known[0], n=1)[0] for _ in range(105)]
    ids = {share(listener, search) for search in searches}
    assert {each["id"] for each in listener.ask("share/mine").body["shares"]} == ids
    assert len(ids) == 105


def test_what_its_owner_takes_down_is_gone_with_its_pictures(listener, records, known, shown):
    search, _ = listener.list_of(*known[:3])
    id = share(listener, search)
    assert take_down(listener, id).status == 204
    answers = shown(id)
    assert {(answer.status, answer.headers["Cache-Control"]) for answer in answers} == {(404, "no-store")}
    assert "taken down, or never was" in answers[0].body
    assert listener.ask("share/mine").body == {"shares": [], "blends": [], "cursor": None}
    assert records.get(SHARED_SEARCHES.name, shared_key(listener.id, search)) is None
    assert take_down(listener, id).status == 404


def test_a_list_shared_anew_is_not_found_at_its_old_address(listener, known, shown):
    search, _ = listener.list_of(*known[:3])
    old = share(listener, search)
    take_down(listener, old)
    assert share(listener, search) != old
    assert shown(old)[0].status == 404


def test_nobody_but_its_owner_takes_a_list_down(listener, another, local_cloud_url, known, shown):
    search, _ = listener.list_of(*known[:3])
    id = share(listener, search)
    assert take_down(another, id).status == 403
    assert fetch(f"{local_cloud_url}/api/share/{id}", method="DELETE").status == 401
    assert shown(id)[0].status == 200


@pytest.mark.parametrize("path", ["share/mine", "share"])
def test_without_a_token_nothing_of_a_listener_is_told_or_kept(local_cloud_url, path):
    body = b'{"search": "x"}' if path == "share" else None
    answer = fetch(f"{local_cloud_url}/api/{path}", body, {"Content-Type": "application/json"})
    assert answer.status == 401


def test_what_is_public_says_nothing_of_who_shared_it(listener, known, shown):
    search, _ = listener.list_of(*known[:3])
    id = share(listener, search)
    page, _, _, songs = shown(id)
    for told in (page.body, str(songs.body)):
        assert listener.id not in told
        assert search not in told


@pytest.mark.parametrize(
    "id",
    ["x", "x" * 5000, "..%2f..", "%2e%2e", "a%00b", "%E2%80%AE", "a%20b", "__a__", "%3Cscript%3E", "a%0d%0ab"],
)
def test_an_address_that_nobody_gave_is_not_found(shown, id):
    assert [answer.status for answer in shown(id)] == [404] * 4


def test_only_what_is_served_may_be_asked(listener, local_cloud_url, known):
    search, _ = listener.list_of(*known[:3])
    address = f"{local_cloud_url}/s/{share(listener, search)}"
    for method, path, allowed in (
        ("POST", address, "DELETE, GET, HEAD, OPTIONS"),
        ("DELETE", f"{address}/card.png", "GET, HEAD, OPTIONS"),
        ("DELETE", f"{local_cloud_url}/api/share", "GET, HEAD, OPTIONS, POST"),
        ("DELETE", f"{local_cloud_url}/api/share/mine", "GET, HEAD, OPTIONS"),
    ):
        answer = fetch(path, method=method)
        assert (answer.status, answer.headers["Allow"]) == (405, allowed)


@pytest.mark.parametrize("part", PUBLIC)
def test_who_asks_for_heads_alone_gets_them(listener, local_cloud_url, known, part):
    search, _ = listener.list_of(*known[:3])
    address = f"{local_cloud_url}/s/{share(listener, search)}{part}"
    whole, head = fetch(address), fetch(address, method="HEAD")
    assert (head.status, head.body or None) == (200, None)
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]


def test_the_function_says_that_it_is_ready(local_cloud_url):
    assert fetch(f"{local_cloud_url}/api/share/health").body == {"status": "ok", "function": "share"}
