"""SendGrid's answers, the number of attempts, and no duplicate mail."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import emulators
import pytest
from mail_servers import KEY, CuttingServer, SendGridServer, sendgrid_error
from outside_servers import Reply

from shared.adapters.mime import sender_of
from shared.adapters.retry import ATTEMPTS, LONGEST_PAUSE_SECONDS
from shared.adapters.sendgrid_mail import SendGrid
from shared.domain.mail import Mail
from shared.errors import (
    DeferredAddress,
    InvalidSettings,
    LimitReached,
    RefusedAddress,
    Unavailable,
    UnknownOutcome,
)

ANNA = "anna@example.com"
MAIL = Mail("m1", ANNA, "Hello", "Hello", "<p>Hello</p>", "https://segue.example/u?token=x")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SENDER = sender_of("Segue <mail@segue.example>")


@pytest.fixture
def server() -> Iterator[SendGridServer]:
    with SendGridServer() as server:
        yield server


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def mailer(server, pauses) -> SendGrid:
    return SendGrid(KEY, SENDER, host=server.url, now=lambda: NOW, sleep=pauses.append)


def test_a_mail_that_is_taken_is_handed_over_once(server, mailer):
    mailer.send(MAIL)
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("POST", "/v3/mail/send")


def test_nothing_in_a_mail_is_tracked_or_rewritten(server, mailer):
    mailer.send(MAIL)
    tracking = server.bodies()[0]["tracking_settings"]
    assert {name: settings["enable"] for name, settings in tracking.items()} == {
        "click_tracking": False,
        "open_tracking": False,
        "subscription_tracking": False,
    }


def test_a_mail_in_the_sandbox_is_only_checked(server):
    SendGrid(KEY, SENDER, sandbox=True, host=server.url).send(MAIL)
    assert server.bodies()[0]["mail_settings"] == {"sandbox_mode": {"enable": True}}


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_failure_is_tried_again(server, mailer, pauses, status):
    server.scripted += [sendgrid_error(status, "down")] * (ATTEMPTS - 1)
    mailer.send(MAIL)
    assert (len(server.asked), len(pauses)) == (ATTEMPTS, ATTEMPTS - 1)


def test_answers_go_where_the_mailer_is_told_as_sendgrid_reserves_that_header(server):
    SendGrid(KEY, SENDER, reply_to=sender_of("help@segue.example"), host=server.url).send(MAIL)
    body = server.bodies()[0]
    assert body["reply_to"] == {"email": "help@segue.example"}
    assert "Reply-To" not in body["headers"]


def test_a_failure_that_lasts_is_given_up(server, mailer):
    server.scripted += [sendgrid_error(500, "down")] * (ATTEMPTS + 1)
    with pytest.raises(Unavailable):
        mailer.send(MAIL)
    assert len(server.asked) == ATTEMPTS


def test_a_short_wait_is_waited(server, mailer, pauses):
    server.scripted += [sendgrid_error(429, "too many", **{"Retry-After": "2"})]
    mailer.send(MAIL)
    assert (pauses, len(server.asked)) == ([2.0], 2)


def test_a_long_wait_is_the_callers(server, mailer, pauses):
    wait = int(LONGEST_PAUSE_SECONDS) + 1
    server.scripted += [sendgrid_error(429, "too many", **{"Retry-After": str(wait)})]
    with pytest.raises(LimitReached) as raised:
        mailer.send(MAIL)
    assert (raised.value.retry_after_seconds, pauses) == (wait, [])


def test_the_moment_a_limit_ends_is_a_wait_too(server, mailer):
    reset = str(int(NOW.timestamp()) + 40)
    server.scripted += [sendgrid_error(429, "too many", **{"X-RateLimit-Reset": reset})]
    with pytest.raises(LimitReached) as raised:
        mailer.send(MAIL)
    assert raised.value.retry_after_seconds == 40


def test_credits_that_are_used_up_are_a_limit_and_no_matter_of_the_key(server, mailer):
    server.scripted += [sendgrid_error(401, "Maximum credits exceeded")] * ATTEMPTS
    with pytest.raises(LimitReached):
        mailer.send(MAIL)


def test_a_wrong_key_is_a_matter_of_the_settings_and_tried_once(server):
    with pytest.raises(InvalidSettings) as raised:
        SendGrid("SG.wrong", SENDER, host=server.url).send(MAIL)
    assert len(server.asked) == 1
    assert "SG.wrong" not in str(raised.value)


def test_an_address_that_is_refused_is_tried_once(server, mailer):
    server.unknown.add(ANNA)
    with pytest.raises(RefusedAddress) as raised:
        mailer.send(MAIL)
    assert len(server.asked) == 1
    assert "anna" not in str(raised.value)


def test_a_mail_that_is_refused_for_another_field_does_not_blame_the_address(server, mailer):
    server.scripted += [sendgrid_error(400, f"bad {ANNA}", "content.0.value")]
    with pytest.raises(DeferredAddress, match=r"400 for content\.0\.value") as raised:
        mailer.send(MAIL)
    assert "anna" not in str(raised.value)
    assert len(server.asked) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"errors": 1}', b"\xff", b'{"errors": [{}]}'])
def test_a_refusal_without_a_reason_is_still_one(server, mailer, body):
    server.scripted += [Reply(body, 400)]
    with pytest.raises(DeferredAddress, match="400"):
        mailer.send(MAIL)


def test_a_sender_that_is_refused_is_a_matter_of_the_settings(server, mailer):
    server.scripted += [sendgrid_error(400, "The from address is not valid", "from.email")]
    with pytest.raises(InvalidSettings):
        mailer.send(MAIL)


def test_a_mail_that_is_too_large_is_of_this_mail_alone(server, mailer):
    server.scripted += [sendgrid_error(413, "Payload too large")]
    with pytest.raises(DeferredAddress, match="413"):
        mailer.send(MAIL)


def test_a_request_that_is_refused_whatever_it_holds_is_unavailable(server, mailer):
    server.scripted += [sendgrid_error(404, "not found")]
    with pytest.raises(Unavailable, match="404"):
        mailer.send(MAIL)


def test_a_mail_whose_answer_does_not_come_may_have_been_sent_and_is_not_handed_over_again(server):
    server.scripted += [Reply(stalls=True)]
    with pytest.raises(UnknownOutcome, match="TimeoutError"):
        SendGrid(KEY, SENDER, host=server.url, timeout_seconds=0.1).send(MAIL)
    assert len(server.asked) == 1


def test_a_mail_after_which_the_connection_ends_may_have_been_sent(server, mailer):
    server.scripted += [Reply(hangs_up=True)]
    with pytest.raises(UnknownOutcome, match="RemoteDisconnected"):
        mailer.send(MAIL)
    assert len(server.asked) == 1


def test_an_answer_that_is_neither_yes_nor_no_leaves_it_open(server, mailer):
    server.scripted += [Reply(b"{}", 204)]
    with pytest.raises(UnknownOutcome, match="expected 202, found 204"):
        mailer.send(MAIL)


def test_a_proxy_that_gives_up_waiting_for_sendgrid_leaves_it_open(server, mailer):
    server.scripted += [Reply(b"gateway timeout", 504)]
    with pytest.raises(UnknownOutcome, match="found 504"):
        mailer.send(MAIL)
    assert len(server.asked) == 1


def test_a_sendgrid_that_cannot_be_reached_was_sent_nothing():
    with pytest.raises(Unavailable, match="ConnectionRefusedError"):
        SendGrid(KEY, SENDER, host=f"http://{emulators.free_address()}").send(MAIL)


def test_a_body_that_is_cut_off_is_a_mail_not_sent():
    with CuttingServer(speaks_first=False) as server:
        mailer = SendGrid(KEY, SENDER, host=f"http://127.0.0.1:{server.port}")
        with pytest.raises(Unavailable, match="cannot be reached"):
            mailer.send(replace(MAIL, text="x" * 5_000_000))


def test_neither_key_nor_mail_is_logged(mailer, caplog):
    with caplog.at_level(logging.DEBUG):
        mailer.send(MAIL)
    assert KEY not in caplog.text
    assert ANNA not in caplog.text


def test_each_mail_names_one_recipient(server, mailer):
    mailer.send(MAIL)
    (body,) = server.bodies()
    assert body["personalizations"] == [{"to": [{"email": ANNA}]}]
    assert ANNA not in json.dumps({name: value for name, value in body.items() if name != "personalizations"})
