"""SendGrid's events, over HTTP: signed, applied once, and unknown ones ignored."""

import base64
import json
import time

import pytest
from over_http import fetch
from sendgrid_events import event, post, signed

from functions.account.mail_events import MailEvent, apply
from shared.adapters.memory import HandClock, MemoryRecords
from shared.errors import Unavailable
from shared.records.mail_events import MailEvents
from shared.records.suppressions import is_suppressed

PATH = "/api/account/mail-events"
WISH = {"weekday": 0, "hour": 8, "time_zone": "Europe/Berlin"}


def subscribed(listener) -> bool:
    return listener.send("GET", "account/me").body["subscription"] is not None


@pytest.mark.parametrize("kind", ["bounce", "spamreport"])
def test_who_bounces_or_calls_it_spam_gets_no_mail_at_all(door, address, local_cloud_url, records, kind):
    listener = door.subscribed(address)
    assert post(local_cloud_url, event(kind, address)).status == 204
    assert is_suppressed(records, address)
    assert not subscribed(listener)


@pytest.mark.parametrize("reason", ["Bounced Address", "Spam Reporting Address", "Invalid"])
def test_what_is_dropped_for_its_address_is_as_if_it_bounced(door, address, local_cloud_url, records, reason):
    listener = door.subscribed(address)
    post(local_cloud_url, event("dropped", address, reason=reason))
    assert is_suppressed(records, address)
    assert not subscribed(listener)


@pytest.mark.parametrize("kind", ["unsubscribe", "group_unsubscribe"])
def test_who_unsubscribes_there_gets_no_weekly_mail_but_can_still_sign_in(
    door, address, local_cloud_url, records, kind
):
    listener = door.subscribed(address)
    post(local_cloud_url, event(kind, address))
    assert not subscribed(listener)
    assert not is_suppressed(records, address)


@pytest.mark.parametrize(
    "given",
    [
        ("delivered", {}),
        ("open", {}),
        ("deferred", {}),
        ("bounce", {"type": "blocked"}),
        ("dropped", {"reason": "Spam Content"}),
        ("something new", {}),
    ],
)
def test_other_events_change_nothing(door, address, local_cloud_url, records, given):
    listener = door.subscribed(address)
    kind, more = given
    assert post(local_cloud_url, event(kind, address, **more)).status == 204
    assert subscribed(listener)
    assert not is_suppressed(records, address)


def test_an_address_in_capitals_is_the_same(door, address, local_cloud_url):
    listener = door.subscribed(address)
    post(local_cloud_url, event("spamreport", address.upper()))
    assert not subscribed(listener)


def test_an_address_that_nobody_has_is_suppressed_all_the_same(address, local_cloud_url, records):
    assert post(local_cloud_url, event("bounce", address)).status == 204
    assert is_suppressed(records, address)


def test_an_event_that_comes_again_does_not_end_what_began_since(door, address, local_cloud_url):
    listener, once = door.subscribed(address), event("unsubscribe", address)
    post(local_cloud_url, once)
    listener.send("PUT", "account/subscription", WISH)
    post(local_cloud_url, once)
    assert subscribed(listener)


def test_what_sendgrid_did_not_sign_is_refused(door, address, local_cloud_url, records):
    body = json.dumps([event("bounce", address)]).encode()
    headers = signed(b"another body")
    assert fetch(f"{local_cloud_url}{PATH}", body, headers).status == 403
    assert fetch(f"{local_cloud_url}{PATH}", body, {"Content-Type": "application/json"}).status == 403
    assert not is_suppressed(records, address)


def test_one_byte_makes_it_another_body(address, local_cloud_url):
    body = json.dumps([event("delivered", address)]).encode()
    assert fetch(f"{local_cloud_url}{PATH}", body + b" ", signed(body)).status == 403
    assert fetch(f"{local_cloud_url}{PATH}", body, signed(body)).status == 204


@pytest.mark.parametrize("signature", ["", "nonsense", base64.b64encode(b"x" * 70).decode()])
def test_what_is_no_signature_is_refused(local_cloud_url, signature):
    headers = {**signed(b"[]"), "X-Twilio-Email-Event-Webhook-Signature": signature}
    assert fetch(f"{local_cloud_url}{PATH}", b"[]", headers).status == 403


@pytest.mark.parametrize("age", [26 * 3600, -600])
def test_an_old_batch_is_refused_and_one_from_the_future_too(local_cloud_url, age):
    assert fetch(f"{local_cloud_url}{PATH}", b"[]", signed(b"[]", int(time.time()) - age)).status == 403


def test_a_batch_that_comes_a_day_late_is_heeded(local_cloud_url):
    assert fetch(f"{local_cloud_url}{PATH}", b"[]", signed(b"[]", int(time.time()) - 24 * 3600)).status == 204


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b'[{"event": 1}]', b"\xff"])
def test_what_is_no_batch_is_refused(local_cloud_url, body):
    assert fetch(f"{local_cloud_url}{PATH}", body, signed(body)).status == 400


def test_a_batch_that_was_cut_off_goes_on_where_it_was():
    records, ended = MemoryRecords(), []

    def end(address: str, why: str) -> None:
        if address == "b@example.com" and "b" not in down:
            down.append("b")
            raise Unavailable("The records do not answer")
        ended.append(address)

    down: list[str] = []
    events = MailEvents(records, end=end, now=HandClock())
    batch = [MailEvent("unsubscribe", f"{name}@example.com", f"id-{name}") for name in "abc"]
    with pytest.raises(Unavailable):
        apply(batch, events)
    apply(batch, events)
    assert ended == ["a@example.com", "b@example.com", "c@example.com"]
