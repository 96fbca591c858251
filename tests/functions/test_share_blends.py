"""Blends: a link for one friend, and the list between the two at the same link."""

from datetime import UTC, datetime

import pytest
from over_http import fetch
from shared_lists import HOSTILE, take_down
from signed_in import new_listener

from shared.domain.invitation import Invitation
from shared.ports import Record
from shared.record_kinds import BLENDS, INVITATION_KEPT, INVITATIONS, SEARCH_KEPT


@pytest.fixture
def invited(listener, known):
    """The id of Anna's invitation, made from three songs."""
    answer = listener.ask("share/blends", search=listener.list_of(*known[:3])[0], name="Anna")
    assert answer.status == 201, answer.body
    return answer.body["id"]


@pytest.fixture
def join(another, known):
    """Adds three other songs as Ben."""

    def join(id, who=another, name="Ben", songs=slice(10, 13)):
        return who.ask(f"share/blends/{id}", search=who.list_of(*known[songs])[0], name=name)

    return join


@pytest.fixture
def shown(local_cloud_url):
    return lambda id, part="": fetch(f"{local_cloud_url}/s/{id}{part}")


def test_an_invitation_has_a_page_that_names_nothing_of_what_was_brought(listener, invited, shown, known):
    page = shown(invited)
    assert "Anna wants to blend music with you" in page.body
    assert page.headers["Cache-Control"] == "no-store"
    brought = listener.ask("recommend", tracks=known[:3]).body["matched"]
    assert not [each for each in brought if each["name"] in page.body or each["uri"] in page.body]


@pytest.mark.parametrize("part", ["/list.json", "/embed"])
def test_an_invitation_has_no_songs_to_show(invited, shown, part):
    assert shown(invited, part).status == 404


def test_an_invitation_has_a_picture_for_link_previews(invited, shown):
    picture = shown(invited, "/card.png")
    assert picture.body.startswith(b"\x89PNG")
    assert f"/s/{invited}/card-{picture.headers['ETag'].strip(chr(34))}.png" in shown(invited).body


def test_the_list_between_two_is_at_the_same_link(invited, join, shown, known):
    assert join(invited).body["id"] == invited
    listed = shown(invited, "/list.json").body
    assert listed["title"] == "Between Anna and Ben"
    assert len(listed["songs"]) == 20
    assert not {song["uri"] for song in listed["songs"]} & {*known[:3], *known[10:13]}
    assert "Between Anna and Ben" in shown(invited).body


def test_every_reason_says_whose_songs_it_is_about(invited, join, shown):
    join(invited)
    reasons = [text for song in shown(invited, "/list.json").body["songs"] for text in song["because"]]
    assert {text.split(": ")[0] for text in reasons if not text.startswith("Popular")} == {"Anna", "Ben"}


def test_of_what_was_brought_only_songs_that_a_reason_names_are_told(listener, join, shown, known):
    many = listener.ask("share/blends", search=listener.list_of(*known[20:50])[0], name="Anna").body["id"]
    join(many)
    listed = shown(many, "/list.json").body
    anna, ben = listed["made_from"]
    assert (anna["by"], anna["count"], ben["by"], ben["count"]) == ("Anna", 30, "Ben", 3)
    reasons = " ".join(text for song in listed["songs"] for text in song["because"])
    assert anna["songs"]
    assert not [each for each in anna["songs"] if not (each["name"] in reasons or each["artist"] in reasons)]


def test_both_find_their_blend_among_their_own(listener, another, invited, join):
    before = listener.ask("share/mine").body["blends"]
    join(invited)
    after = [who.ask("share/mine").body["blends"] for who in (listener, another)]
    assert [(each["id"], each["title"], each["joined"]) for each in before] == [
        (invited, "Anna wants to blend music with you", False)
    ]
    assert [[(each["id"], each["title"], each["joined"]) for each in own] for own in after] == [
        [(invited, "Between Anna and Ben", True)]
    ] * 2


def test_joining_again_changes_nothing(invited, join, shown):
    assert join(invited).status == 201
    first = shown(invited, "/list.json").body
    assert join(invited, songs=slice(20, 30)).status == 201
    assert shown(invited, "/list.json").body == first


def test_a_link_is_for_one_friend(invited, join, new_listener_here):
    join(invited)
    assert join(invited, who=new_listener_here(), name="Carl").status == 409


@pytest.fixture
def new_listener_here(local_cloud_url, embedded):
    return lambda: new_listener(local_cloud_url, embedded["SEGUE_SECRET"])


def test_a_link_ends_with_a_friend_who_leaves(invited, join, new_listener_here, shown):
    """A friend who left and came again with other songs each time could have all of the owner's songs named."""
    ben = new_listener_here()
    assert join(invited, who=ben).status == 201
    left = fetch(f"{ben.url}/api/account/me", headers={"Authorization": f"Bearer {ben.token}"}, method="DELETE")
    assert left.status == 204
    assert shown(invited).status == 404
    assert join(invited, who=new_listener_here(), name="Carl").status == 404


def test_a_blend_goes_with_who_invited_to_it_as_it_names_songs_of_theirs(invited, listener, join, shown, records):
    join(invited)
    headers = {"Authorization": f"Bearer {listener.token}"}
    assert fetch(f"{listener.url}/api/account/me", headers=headers, method="DELETE").status == 204
    assert shown(invited).status == 404
    assert [records.get(kind.name, invited) for kind in (INVITATIONS, BLENDS)] == [None, None]


def test_nobody_blends_with_themselves(listener, invited, join):
    assert join(invited, who=listener).status == 400


@pytest.mark.parametrize("name", ["Anna", "anna", "", " ", "\u200b", "x" * 41])
def test_a_name_that_tells_nobody_apart_is_refused(invited, join, name):
    assert join(invited, name=name).status == 400


def test_a_search_of_somebody_else_is_no_part_of_a_blend(listener, another, invited, known):
    theirs, _ = listener.list_of(*known[5:8])
    assert another.ask(f"share/blends/{invited}", search=theirs, name="Ben").status == 404
    assert another.ask("share/blends", search=theirs, name="Ben").status == 404


def test_a_blend_needs_songs(listener):
    search = listener.ask("recommend", within={"years": {"from": 1950}}).body["id"]
    assert listener.ask("share/blends", search=search, name="Anna").status == 400


@pytest.mark.parametrize("id", ["nobodys", "x" * 200, "%2e%2e", "__a__"])
def test_a_link_that_nobody_made_is_not_found(join, id):
    assert join(id).status == 404


@pytest.mark.parametrize("path", ["share/blends", "share/blends/x"])
def test_without_a_token_nobody_blends(local_cloud_url, path):
    body = b'{"search": "x", "name": "Anna"}'
    assert fetch(f"{local_cloud_url}/api/{path}", body, {"Content-Type": "application/json"}).status == 401


@pytest.mark.parametrize("who", ["who invited", "who joined"])
def test_either_takes_a_blend_down_for_both(listener, another, invited, join, shown, who):
    join(invited)
    assert shown(invited, "/card.png").status == 200
    assert take_down(listener if who == "who invited" else another, invited).status == 204
    assert [shown(invited, part).status for part in ("", "/list.json", "/card.png")] == [404] * 3
    assert [each.ask("share/mine").body["blends"] for each in (listener, another)] == [[], []]


def test_nobody_else_takes_it_down(invited, join, shown, new_listener_here):
    join(invited)
    assert take_down(new_listener_here(), invited).status == 403
    assert shown(invited).status == 200


def test_an_invitation_waits_for_a_month_and_a_blend_as_long_as_its_searches(records, invited, join):
    now = datetime.now(UTC)
    waits = records.get(INVITATIONS.name, invited).expires_at
    join(invited)
    stays = [records.get(kind.name, invited).expires_at for kind in (INVITATIONS, BLENDS)]
    assert abs((waits - now - INVITATION_KEPT).total_seconds()) < 600
    assert {abs((each - now - SEARCH_KEPT).total_seconds()) < 600 for each in stays} == {True}


def test_a_record_of_an_invitation_holds_no_song(records, invited):
    assert records.get(INVITATIONS.name, invited).fields.keys() == {"owner", "search", "name", "created_at"}


def test_a_hostile_name_is_text(records, shown):
    made = Invitation("hostile", "nobody", "s", HOSTILE, datetime.now(UTC))
    records.create(INVITATIONS.name, Record(made.id, made.to_fields()))
    html = shown("hostile").body
    records.delete(INVITATIONS.name, "hostile")
    assert "alert(1)" in html
    assert "<img src=x" not in html
