"""The settings of mail: the adapter they build, and the settings it requires."""

from pathlib import Path

import pytest
from mail_servers import MailServer

from shared.adapters.mail_folder import MailFolder
from shared.adapters.sendgrid_mail import SendGrid
from shared.adapters.smtp import Smtp
from shared.domain.mail import Mail
from shared.errors import InvalidSettings
from shared.settings.config import Settings

PEOPLE = {"SEGUE_MAIL_FROM": "Segue <mail@segue.example>", "SEGUE_POSTAL_ADDRESS": "Segue, 1 Long Road, Ghent"}
SMTP = {"SEGUE_MAIL": "smtp://mail.example:587", **PEOPLE}


def refusal(**environ: str) -> str:
    with pytest.raises(InvalidSettings) as raised:
        Settings.from_environment(environ)
    return str(raised.value)


def test_mails_go_to_the_outbox_unless_told_otherwise(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mailer = Settings.from_environment({}).mailer()
    assert isinstance(mailer, MailFolder)
    mailer.send(Mail("m1", "anna@example.com", "Hello", "Hello", "<p>Hello</p>"))
    assert [path.suffix for path in Path("var/outbox").iterdir()] == [".eml"]


@pytest.mark.parametrize(
    "url", ["smtp://127.0.0.1:25", "smtps://mail.example:465", "smtp://anna%40a.b:p%3Aw%2Fd@mail.example:587"]
)
def test_mails_may_go_to_a_server(url):
    assert isinstance(Settings.from_environment({**SMTP, "SEGUE_MAIL": url}).mailer(), Smtp)


@pytest.mark.parametrize(
    "url",
    ["sendgrid:", "sendgrid:?sandbox", "sendgrid://api.eu.sendgrid.com", "sendgrid://api.sendgrid.com?sandbox"],
)
def test_mails_may_go_to_sendgrid(url):
    settings = Settings.from_environment({**PEOPLE, "SEGUE_MAIL": url, "SEGUE_SENDGRID_KEY": "SG.x"})
    assert isinstance(settings.mailer(), SendGrid)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "outbox:",
        "outbox://x",
        "smtp:",
        "smtp://host",
        "smtp://user@host:25",
        "smtp://h:x",
        "sendgrid",
        "mailto:x",
        "sendgrid://api.evil.example",
        "sendgrid:?sand",
    ],
)
def test_another_mailer_is_refused(url):
    assert "SEGUE_MAIL: expected outbox:///PATH or smtp://HOST:PORT" in refusal(SEGUE_MAIL=url)


def test_a_wrong_mailer_does_not_show_its_password():
    assert "hidden" not in refusal(SEGUE_MAIL="smtp://user:hidden@host")
    settings = Settings(
        "sqlite:///x", "file:///x", "inline:", "", "", frozenset(), mail_url="smtp://u:hidden@host"
    )
    with pytest.raises(InvalidSettings) as raised:
        settings.mailer()
    assert "hidden" not in str(raised.value)
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize("missing", PEOPLE)
def test_a_mailer_that_reaches_people_needs_a_sender_and_a_postal_address(missing):
    left = {name: value for name, value in SMTP.items() if name != missing}
    assert f"{missing}: expected a value, as SEGUE_MAIL reaches people, found none" in refusal(**left)


def test_sendgrid_needs_a_key():
    assert "SEGUE_SENDGRID_KEY: expected a value, as SEGUE_MAIL is sendgrid:" in refusal(
        **PEOPLE, SEGUE_MAIL="sendgrid:"
    )


@pytest.mark.parametrize("sender", ["mail@segue.example", "Segue <mail@segue.example>", "Ségue & Co. <a@b>"])
def test_a_sender_is_an_address_with_or_without_a_name(sender):
    assert Settings.from_environment({"SEGUE_MAIL_FROM": sender}).mail_from == sender


@pytest.mark.parametrize(
    "sender", ["", "Segue", "a@b, c@d", "Segue <a@b>\nBcc: c@d", "<a@b>", 'S"x <a@b>', "a <a b@c>"]
)
def test_another_sender_is_refused(sender):
    assert "SEGUE_MAIL_FROM: expected" in refusal(SEGUE_MAIL_FROM=sender)


def test_a_postal_address_is_one_line():
    assert "SEGUE_POSTAL_ADDRESS: expected one line" in refusal(SEGUE_POSTAL_ADDRESS="Segue\nGhent")


@pytest.mark.parametrize("key", ["x", "not base64!", "-----BEGIN PUBLIC KEY-----"])
def test_a_key_of_events_is_a_public_key(key):
    assert "SEGUE_SENDGRID_EVENTS_KEY: expected the verification key" in refusal(SEGUE_SENDGRID_EVENTS_KEY=key)


def over(server: MailServer, **more: str) -> Settings:
    url = f"smtp://{server.place().host}:{server.place().port}"
    return Settings.from_environment({**SMTP, "SEGUE_MAIL": url, **more})


def test_a_mail_over_smtp_bounces_to_a_path_of_its_recipient_where_that_is_set():
    with MailServer() as server:
        settings = over(server, SEGUE_MAIL_BOUNCES="bounces@segue.example", SEGUE_SECRET="s" * 32)
        settings.mailer().send(Mail("m1", "anna@example.com", "Hello", "Hello", "<p>Hello</p>"))
    assert settings.return_path().leads(server.mailbox.senders[0], "anna@example.com")
    assert server.mailbox.messages[0]["From"] == "Segue <mail@segue.example>"


def test_a_mail_over_smtp_bounces_to_its_sender_where_nothing_else_is_set():
    with MailServer() as server:
        over(server).mailer().send(Mail("m1", "anna@example.com", "Hello", "Hello", "<p>Hello</p>"))
    assert server.mailbox.senders == ["mail@segue.example"]


def test_answers_to_the_outboxes_mails_go_where_the_settings_say(tmp_path):
    told = {"SEGUE_MAIL": f"outbox:///{tmp_path}", "SEGUE_MAIL_REPLY_TO": "Help <help@segue.example>"}
    Settings.from_environment(told).mailer().send(Mail("m1", "anna@example.com", "Hi", "Hi", "<p>Hi</p>"))
    (path,) = tmp_path.iterdir()
    assert b"\r\nReply-To: Help <help@segue.example>\r\n" in path.read_bytes()
