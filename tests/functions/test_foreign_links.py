"""Links to sign in that somebody else asked for: opening one signs in, and hands nothing over."""

import hashlib

import pytest
from over_http import fetch

from shared.web.tokens import Tokens

NONCE = "kept by the browser that asked"
OTHER = "kept by another browser"


@pytest.fixture
def victim(door, known):
    """A visitor with a search and a rating of their own."""
    visitor = door.visitor()
    search, _ = visitor.list_of(*known[:2])
    visitor.rate(search, "love")
    return visitor


def searches(listener) -> list[str]:
    return [each["key"] for each in listener.send("GET", "account/export").body["records"]["searches"]]


def entered(door, victim, token, nonce=None):
    """Return the answer of a session, and its listener."""
    answer = door.enter(token, victim, nonce)
    assert answer.status == 200, answer.body
    listener = Tokens(door._secret).read("listener", answer.body["token"], 60).partition(".")[0]
    return answer.body, listener


@pytest.mark.parametrize("nonce", [None, OTHER, hashlib.sha256(NONCE.encode()).hexdigest()], ids=str)
def test_a_link_that_mallory_asked_for_gives_her_nothing_of_whom_she_sent_it_to(door, address, victim, nonce):
    before = searches(victim)
    body, listener = entered(door, victim, door.link(address, NONCE), nonce)
    assert listener != victim.id
    assert body["apart"] is True
    assert searches(door.sign_in(address)) == []
    assert searches(victim) == before != []


def test_mallory_who_deletes_her_account_deletes_nothing_of_others(door, address, victim):
    before = searches(victim)
    entered(door, victim, door.link(address, NONCE))
    assert door.sign_in(address).send("DELETE", "account/me").status == 204
    assert searches(victim) == before


@pytest.mark.parametrize("nonce", [None, NONCE])
def test_a_link_that_was_asked_for_without_a_nonce_takes_nobody_over(door, address, victim, nonce):
    body, listener = entered(door, victim, door.link(address), nonce)
    assert (body["apart"], listener == victim.id) == (True, False)


def test_the_browser_that_asked_takes_its_history_along(door, address, victim):
    body, listener = entered(door, victim, door.link(address, NONCE), NONCE)
    assert (body["apart"], listener) == (False, victim.id)


def test_each_link_that_a_browser_asked_for_takes_its_history_along(door, address, victim):
    first, _ = door.link(address, NONCE), door.link(address, NONCE)
    assert entered(door, victim, first, NONCE)[1] == victim.id


def test_who_has_an_account_stays_apart_from_what_their_browser_did_before(door, address, victim):
    first = door.sign_in(address)
    body, listener = entered(door, victim, door.link(address, NONCE), NONCE)
    assert (body["apart"], listener) == (True, first.id)


def test_without_a_visitor_there_is_nothing_to_keep_apart(door, address):
    assert entered(door, None, door.link(address, NONCE))[0]["apart"] is False


def test_a_listener_who_signs_in_as_another_leaves_no_visitor_behind(door, address):
    first = door.sign_in(address)
    assert entered(door, first, door.link(f"other-{address}", NONCE))[0]["apart"] is False


def test_the_nonce_is_not_in_the_link(door, address):
    token = door.link(address, NONCE)
    assert NONCE not in Tokens(door._secret).read("sign-in", token, 60)


# The preview


@pytest.mark.parametrize(("nonce", "here"), [(NONCE, True), (OTHER, False), (None, False)])
def test_a_preview_says_as_whom_and_whether_it_was_asked_here(door, address, nonce, here):
    answer = door.preview(door.link(address, NONCE), nonce)
    assert (answer.status, answer.body) == (200, {"address": address, "asked_here": here, "weekly": None})


def test_a_preview_uses_nothing_up(door, address, records):
    token = door.link(address)
    assert {door.preview(token).status for _ in range(3)} == {200}
    assert door.enter(token).status == 200


def test_a_preview_makes_no_account(door, address, traces):
    door.preview(door.link(address, NONCE), NONCE)
    assert traces(address) == []


def test_a_used_link_has_no_preview(door, address):
    token = door.link(address)
    door.enter(token)
    answer = door.preview(token)
    assert (answer.status, answer.body["detail"]) == (401, "This link or code was used already")


def test_another_token_has_no_preview(door, address):
    tokens = Tokens(door._secret)
    made = ["nonsense", tokens.issue("listener", f"1 {address}"), tokens.issue("confirm", f"1 {address}")]
    assert [door.preview(token).status for token in made] == [401] * 3


@pytest.mark.parametrize("nonce", ["", "too short", "x" * 201, 7, ["x" * 20]], ids=str)
@pytest.mark.parametrize("path", ["sign-in", "sessions", "sessions/preview"])
def test_a_nonce_that_can_be_guessed_or_is_none_is_refused(door, address, path, nonce):
    body = {"address": address} if path == "sign-in" else {"token": "x"}
    assert door.visitor().send("POST", f"account/{path}", {**body, "nonce": nonce}).status == 400


# Other links in mails


def test_a_confirming_link_attaches_nobody_who_opens_it(door, address, victim):
    listener = door.sign_in(address)
    wish = {"weekday": 0, "hour": 8, "time_zone": "Europe/Berlin"}
    assert listener.send("PUT", "account/subscription", wish).status == 202
    link, before = door.mailbox.link(address, "confirm"), searches(victim)
    answer = victim.send("POST", "account/subscription/confirm", {"token": link})
    assert (answer.status, "token" in answer.body) == (200, False)
    assert victim.send("GET", "account/me").body["subscription"] is None
    assert (searches(victim), searches(listener)) == (before, [])


@pytest.mark.parametrize("path", ["sessions", "sessions/preview", "subscription/confirm"])
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_of_another_site_opens_no_session(local_cloud_url, door, address, path, kind):
    token = door.link(address)
    body = b'{"token": "%s"}' % token.encode()
    answer = fetch(f"{local_cloud_url}/api/account/{path}", body, {"Content-Type": kind, "Origin": "null"})
    assert answer.status in (400, 415)
    assert door.enter(token).status == 200
