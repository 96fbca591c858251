"""The subscription, over HTTP: requested, confirmed from the mailbox, changed, paused, and ended in one click."""

import html
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from over_http import fetch

from shared.ports import Record
from shared.record_kinds import SUBSCRIPTIONS
from shared.records.suppressions import suppress
from shared.web.mail_links import unsubscribe_url
from shared.web.tokens import Tokens

MONDAY_AT_8 = {"weekday": 0, "hour": 8, "time_zone": "Europe/Berlin"}
FRIDAY_AT_19 = {"weekday": 4, "hour": 19, "time_zone": "Asia/Kathmandu"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def subscription(listener):
    return listener.send("GET", "account/me").body["subscription"]


def consents(records, listener):
    return [record.fields for record in records.page("consents", where={"listener": listener.id}).records]


@pytest.fixture
def link(local_cloud_url, embedded):
    """The one-click unsubscribe address in a mail to a listener."""

    def of(listener) -> str:
        return unsubscribe_url(local_cloud_url, Tokens(embedded["SEGUE_SECRET"]), listener.id)

    return of


# Requests


def test_to_subscribe_sends_a_mail_and_nothing_else_yet(door, address):
    listener = door.sign_in(address)
    answer = listener.send("PUT", "account/subscription", MONDAY_AT_8)
    assert (answer.status, answer.body["state"]) == (202, "pending")
    mail = door.mailbox.mails(address)[-1]
    assert mail["Subject"] == "Confirm your weekly songs from Segue"
    assert "every Monday at 08:00 (Europe/Berlin)" in " ".join(mail.get_body(("plain",)).get_content().split())
    assert "List-Unsubscribe" not in mail


def test_who_is_signed_in_begins_it_at_once_and_without_a_mail(door, address, records):
    listener = door.sign_in(address)
    before = len(door.mailbox.mails(address))
    answer = listener.send("POST", "account/subscription", FRIDAY_AT_19)
    assert (answer.status, answer.body["state"], answer.body["weekday"]) == (200, "active", 4)
    assert len(door.mailbox.mails(address)) == before
    (consent,) = consents(records, listener)
    assert (consent["wording"], consent["ended_at"]) == ("2026-11", None)


def test_a_visitor_begins_none(door):
    assert door.visitor().send("POST", "account/subscription", MONDAY_AT_8).status == 403


def test_the_link_in_the_mail_begins_it_wherever_it_is_opened(door, address):
    listener = door.sign_in(address)
    listener.send("PUT", "account/subscription", MONDAY_AT_8)
    token = door.mailbox.link(address, "confirm")
    for _ in range(2):
        answer = door.visitor().send("POST", "account/subscription/confirm", {"token": token})
        assert (answer.status, answer.body["state"]) == (200, "active")
    assert subscription(listener)["state"] == "active"


def test_it_is_due_at_the_listeners_hour_on_their_own_clock(door, address):
    due_at = datetime.fromisoformat(subscription(door.subscribed(address))["due_at"])
    there = due_at.astimezone(ZoneInfo("Europe/Berlin"))
    assert (there.weekday(), there.hour, there.minute) == (0, 8, 0)
    assert due_at > datetime.now(UTC)


def test_the_record_is_the_one_that_the_weekly_mail_reads(door, address, records):
    listener = door.subscribed(address)
    fields = records.get(SUBSCRIPTIONS.name, listener.id).fields
    assert {"listener", "state", "due_at"} <= set(fields)
    assert (fields["listener"], fields["state"]) == (listener.id, "active")


def test_a_consent_says_when_in_which_words_and_to_which_address(door, address, records):
    (consent,) = consents(records, door.subscribed(address))
    assert (consent["address"], consent["wording"], consent["ended_at"]) == (address, "2026-11", None)
    assert consent["asked_at"] <= consent["confirmed_at"]


def test_only_the_latest_link_counts(door, address):
    listener = door.sign_in(address)
    listener.send("PUT", "account/subscription", MONDAY_AT_8)
    early = door.mailbox.link(address, "confirm")
    listener.send("PUT", "account/subscription", FRIDAY_AT_19)
    assert listener.send("POST", "account/subscription/confirm", {"token": early}).status == 404
    late = door.mailbox.link(address, "confirm")
    assert listener.send("POST", "account/subscription/confirm", {"token": late}).body["weekday"] == 4


def test_a_link_does_not_bring_back_what_was_ended(door, address):
    listener = door.subscribed(address)
    token = door.mailbox.link(address, "confirm")
    listener.send("DELETE", "account/subscription")
    assert listener.send("POST", "account/subscription/confirm", {"token": token}).status == 404
    assert subscription(listener) is None


def test_a_token_to_sign_in_confirms_nothing(door, address):
    assert door.visitor().send("POST", "account/subscription/confirm", {"token": door.link(address)}).status == 401


def test_a_visitor_has_no_address_to_subscribe(door):
    assert door.visitor().send("PUT", "account/subscription", MONDAY_AT_8).status == 403


@pytest.mark.parametrize(
    "change",
    [
        {"weekday": 7},
        {"weekday": -1},
        {"hour": 24},
        {"hour": "8"},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": ""},
        {"time_zone": "../../etc/passwd"},
        {"more": 1},
    ],
)
def test_a_time_that_never_is_is_refused(door, address, change):
    listener = door.sign_in(address)
    assert listener.send("PUT", "account/subscription", {**MONDAY_AT_8, **change}).status == 400
    assert subscription(listener) is None


def test_an_address_that_bounces_is_told_so_by_its_owner_alone(door, address, records, clock):
    listener = door.sign_in(address)
    suppress(records, address, "bounced", clock())
    assert listener.send("PUT", "account/subscription", MONDAY_AT_8).status == 422


def test_nobody_fills_their_own_mailbox_either(door, address):
    listener = door.sign_in(address)
    answers = [listener.send("PUT", "account/subscription", MONDAY_AT_8).status for _ in range(5)]
    assert answers == [202, 202, 202, 202, 429]


# Changes


def test_a_confirmed_one_moves_without_a_mail(door, address):
    listener = door.subscribed(address)
    before = len(door.mailbox.mails(address))
    answer = listener.send("PUT", "account/subscription", FRIDAY_AT_19)
    assert answer.status == 200
    there = datetime.fromisoformat(answer.body["due_at"]).astimezone(ZoneInfo("Asia/Kathmandu"))
    assert (there.weekday(), there.hour, there.minute) == (4, 19, 0)
    assert len(door.mailbox.mails(address)) == before


def test_a_paused_one_stays_paused_when_it_moves(door, address):
    listener = door.subscribed(address)
    listener.send("POST", "account/subscription/pause")
    assert listener.send("PUT", "account/subscription", FRIDAY_AT_19).body["state"] == "paused"


def test_it_pauses_and_resumes_and_twice_is_once(door, address):
    listener = door.subscribed(address)
    for way, state in (("pause", "paused"), ("pause", "paused"), ("resume", "active"), ("resume", "active")):
        answer = listener.send("POST", f"account/subscription/{way}")
        assert (answer.status, answer.body["state"]) == (200, state)


def test_a_resumed_one_is_due_in_the_future(door, address, records):
    listener = door.subscribed(address)
    listener.send("POST", "account/subscription/pause")
    old = {**records.get(SUBSCRIPTIONS.name, listener.id).fields, "due_at": "2025-01-06T07:00:00+00:00"}
    records.update(SUBSCRIPTIONS.name, listener.id, lambda _: old)
    due_at = listener.send("POST", "account/subscription/resume").body["due_at"]
    assert datetime.fromisoformat(due_at) > datetime.now(UTC)


@pytest.mark.parametrize("way", ["pause", "resume"])
def test_what_is_not_there_or_not_confirmed_neither_pauses_nor_resumes(door, address, way):
    listener = door.sign_in(address)
    assert listener.send("POST", f"account/subscription/{way}").status == 404
    listener.send("PUT", "account/subscription", MONDAY_AT_8)
    assert listener.send("POST", f"account/subscription/{way}").status == 409


# Unsubscribing


def test_ending_it_twice_is_ending_it_once(door, address, records):
    listener = door.subscribed(address)
    for _ in range(2):
        assert listener.send("DELETE", "account/subscription").status == 204
    assert subscription(listener) is None
    (consent,) = consents(records, listener)
    assert consent["ended_by"] == "listener"


def test_one_post_ends_it_without_a_login_or_a_redirect(door, address, link, records):
    listener = door.subscribed(address)
    answer = fetch(link(listener), b"List-Unsubscribe=One-Click", FORM)
    assert answer.status == 200
    assert "You are unsubscribed" in answer.body
    assert subscription(listener) is None
    assert consents(records, listener)[0]["ended_by"] == "link"


def test_a_second_post_is_answered_like_the_first(door, address, link):
    url = link(door.subscribed(address))
    first, second = (fetch(url, b"List-Unsubscribe=One-Click", FORM) for _ in range(2))
    assert (first.status, second.status) == (200, 200)
    assert "You are unsubscribed" in second.body


def test_a_scanner_that_opens_the_link_ends_nothing(door, address, link):
    listener = door.subscribed(address)
    page = fetch(link(listener))
    assert page.status == 200
    assert '<form method="post">' in page.body
    assert subscription(listener)["state"] == "active"


def test_the_page_loads_nothing_and_tells_nobody(door, address, link):
    page = fetch(link(door.subscribed(address)))
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store, no-transform"
    assert "src=" not in page.body
    assert "<script" not in page.body


def pressed(url, page, words):
    """Press the button of a page that says these words."""
    name, value = re.search(rf'name="([^"]+)" value="([^"]*)">{words}', page.body).groups()
    return fetch(url, urlencode({name: html.unescape(value)}).encode(), FORM)


def test_a_mail_is_paused_from_its_link_for_four_weeks_without_a_login(door, address, link):
    listener = door.subscribed(address)
    page = pressed(link(listener), fetch(link(listener)), "Pause for 4 weeks")
    assert (page.status, "Paused for 4 weeks" in page.body) == (200, True)
    due_at = datetime.fromisoformat(subscription(listener)["due_at"])
    assert timedelta(weeks=4) <= due_at - datetime.now(UTC) < timedelta(weeks=5, hours=2)


def test_a_pause_is_ended_by_the_button_below_it(door, address, link):
    listener = door.subscribed(address)
    paused = pressed(link(listener), fetch(link(listener)), "Pause for 4 weeks")
    assert "goes on" in pressed(link(listener), paused, "Go on now").body
    due_at = datetime.fromisoformat(subscription(listener)["due_at"])
    assert due_at - datetime.now(UTC) <= timedelta(days=7, hours=1)


def test_an_end_is_undone_under_the_consent_it_had(door, address, link, records):
    listener = door.subscribed(address)
    before, (consent,) = subscription(listener), consents(records, listener)
    ended = fetch(link(listener), b"List-Unsubscribe=One-Click", FORM)
    assert "goes on" in pressed(link(listener), ended, "Undo").body
    assert subscription(listener) == before
    (again,) = consents(records, listener)
    assert {key: again[key] for key in consent} == consent
    assert again["undone_at"]


def test_what_was_undone_can_be_ended_again(door, address, link, records):
    listener = door.subscribed(address)
    ended = fetch(link(listener), b"List-Unsubscribe=One-Click", FORM)
    pressed(link(listener), ended, "Undo")
    assert "You are unsubscribed" in fetch(link(listener), b"List-Unsubscribe=One-Click", FORM).body
    assert subscription(listener) is None
    assert consents(records, listener)[0]["ended_by"] == "link"


def test_undo_brings_nothing_back_that_ended_otherwise_since(door, address, link):
    listener = door.subscribed(address)
    ended = fetch(link(listener), b"List-Unsubscribe=One-Click", FORM)
    pressed(link(listener), ended, "Undo")
    listener.send("DELETE", "account/subscription")
    assert pressed(link(listener), ended, "Undo").status == 404
    assert subscription(listener) is None


def test_an_undo_of_one_listener_is_none_of_another(door, address, link):
    listener, other = door.subscribed(address), door.subscribed(f"b{address}")
    ended = fetch(link(listener), b"List-Unsubscribe=One-Click", FORM)
    fetch(link(other), b"List-Unsubscribe=One-Click", FORM)
    assert pressed(link(other), ended, "Undo").status == 404
    assert (subscription(listener), subscription(other)) == (None, None)


@pytest.mark.parametrize("form", [b"wanted=pause", b"wanted=resume", b"undo=nonsense"])
def test_a_button_without_a_mail_behind_it_says_that_there_is_none(door, address, link, form):
    answer = fetch(link(door.sign_in(address)), form, FORM)
    assert answer.status == 404
    assert "There is no weekly mail any more" in answer.body


def test_a_listener_who_deleted_themselves_is_not_brought_back(door, address, link, records):
    listener = door.subscribed(address)
    ended = fetch(link(listener), b"List-Unsubscribe=One-Click", FORM)
    listener.send("DELETE", "account/me")
    assert pressed(link(listener), ended, "Undo").status == 404
    assert records.get(SUBSCRIPTIONS.name, listener.id) is None


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("query", ["", "?token=", "?token=nonsense"])
def test_a_link_that_is_not_ours_says_so_on_a_page(local_cloud_url, method, query):
    answer = fetch(f"{local_cloud_url}/api/account/unsubscribe{query}", method=method)
    assert answer.status == 400
    assert "This link does not work" in answer.body


def test_a_confirmation_that_nobody_gives_is_forgotten(door, address, records):
    listener = door.sign_in(address)
    listener.send("PUT", "account/subscription", MONDAY_AT_8)
    record: Record = records.get(SUBSCRIPTIONS.name, listener.id)
    assert record.expires_at is not None
    assert records.get(SUBSCRIPTIONS.name, door.subscribed(f"b{address}").id).expires_at is None
