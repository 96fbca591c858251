"""The contract of Mailer, for every adapter: the same mail, whoever delivers it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from mail_servers import HANGS_UP, KEY, MailServer, SendGridServer, read, sendgrid_error
from outside_servers import Reply

from shared.adapters.mail_folder import MailFolder
from shared.adapters.memory import MemoryMailer
from shared.adapters.mime import sender_of
from shared.adapters.sendgrid_mail import SendGrid
from shared.adapters.smtp import Smtp
from shared.domain.mail import Mail
from shared.errors import (
    DeferredAddress,
    InvalidInput,
    InvalidSettings,
    LimitReached,
    RefusedAddress,
    Unavailable,
    UnknownOutcome,
)
from shared.ports import Mailer

SENDER = "Segue <mail@segue.example>"
NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
ANNA = "anna@example.com"
URL = "https://segue.example/api/account/unsubscribe?token=" + "IkFiY0RlZkdoSWpL." * 12 + "-_end"


def mail(to: str = ANNA, **more: str) -> Mail:
    given = {"id": "digest-2026-W48.7", "subject": "Ten songs", "text": "Hello\n", "html": "<p>Hello</p>\n"}
    return Mail(to=to, **(given | more))


class MemoryWorld:
    """Mails delivered in memory."""

    def __init__(self) -> None:
        self.mailer: Mailer = MemoryMailer(lambda: NOW)

    def delivered(self) -> list[EmailMessage]:
        return self.mailer.messages

    def refuse(self, address: str) -> None:
        self.mailer.refusals[address] = RefusedAddress("gone")

    def limit(self) -> None:
        self.mailer.failures.append(LimitReached("too many"))

    def fail(self) -> None:
        self.mailer.failures.append(Unavailable("broken"))

    def refuse_us(self) -> None:
        self.mailer.failures.append(InvalidSettings("who are you"))

    def defer(self, address: str) -> None:
        self.mailer.refusals[address] = DeferredAddress("full")

    def lose_answer(self, address: str) -> None:
        self.mailer.unanswered.add(address)


class OutboxWorld:
    """Mails in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.mailer = MailFolder(folder, sender_of(SENDER), now=lambda: NOW)

    def delivered(self) -> list[EmailMessage]:
        return [read(path.read_bytes()) for path in sorted(self._folder.glob("*"))]

    def fail(self) -> None:
        self._folder.write_bytes(b"a file, where the folder should be")


class SmtpWorld:
    """Mails accepted by a mail server."""

    def __init__(self, server: MailServer) -> None:
        self._mailbox = server.mailbox
        self.mailer = Smtp(server.place(), sender_of(SENDER), now=lambda: NOW)

    def delivered(self) -> list[EmailMessage]:
        return self._mailbox.messages

    def refuse(self, address: str) -> None:
        self._mailbox.answers[address] = "550 5.1.1 no such user here"

    def limit(self) -> None:
        self._mailbox.answers["MAIL"] = "450 4.7.1 you send too much"

    def fail(self) -> None:
        self._mailbox.answers["DATA"] = "451 4.3.0 our disk is full"

    def refuse_us(self) -> None:
        self._mailbox.answers["MAIL"] = "550 5.7.1 we do not relay for you"

    def defer(self, address: str) -> None:
        self._mailbox.answers[address] = "452 4.2.2 mailbox full"

    def lose_answer(self, address: str) -> None:
        self._mailbox.answers[f"accepted {address}"] = HANGS_UP


class SendGridWorld:
    """Mails accepted by SendGrid."""

    def __init__(self, server: SendGridServer) -> None:
        self._server = server
        sender = sender_of(SENDER)
        self.mailer = SendGrid(KEY, sender, host=server.url, now=lambda: NOW, sleep=lambda _: None)

    def delivered(self) -> list[EmailMessage]:
        return self._server.messages()

    def refuse(self, address: str) -> None:
        self._server.unknown.add(address)

    def limit(self) -> None:
        self._server.scripted += [sendgrid_error(429, "too many requests", **{"Retry-After": "60"})]

    def fail(self) -> None:
        self._server.scripted += [sendgrid_error(503, "down")] * 3

    def refuse_us(self) -> None:
        self._server.scripted += [
            sendgrid_error(403, "The from address does not match a verified Sender Identity")
        ]

    def defer(self, address: str) -> None:
        self._server.answers[address] = sendgrid_error(400, "bad", "content.0.value")

    def lose_answer(self, address: str) -> None:
        self._server.answers[address] = Reply(hangs_up=True)


REFUSING = ("memory", "smtp", "sendgrid")
"""Adapters with a server that may refuse."""


@pytest.fixture(params=["memory", "outbox", "smtp", "sendgrid"])
def world(request, tmp_path) -> Iterator[object]:
    if request.param == "memory":
        yield MemoryWorld()
    elif request.param == "outbox":
        yield OutboxWorld(tmp_path / "outbox")
    elif request.param == "smtp":
        with MailServer() as server:
            yield SmtpWorld(server)
    else:
        with SendGridServer() as server:
            yield SendGridWorld(server)


def sent(world, mail: Mail) -> EmailMessage:
    world.mailer.send(mail)
    (message,) = world.delivered()
    return message


def test_a_mail_arrives_with_its_text_and_its_html(world):
    message = sent(world, mail(text="Grüße, 你好\n", html="<p>Grüße 🎵</p>\n"))
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert (text.get_content().strip(), html.get_content().strip()) == ("Grüße, 你好", "<p>Grüße 🎵</p>")


def test_a_mail_says_whom_it_is_from_and_to(world):
    message = sent(world, mail())
    assert (message["From"], message["To"]) == (SENDER, ANNA)


def test_a_mail_says_when_it_was_sent(world):
    assert sent(world, mail())["Date"].datetime == NOW


def test_the_message_id_is_made_of_the_mails_id(world):
    assert sent(world, mail(id="a-1.b_2"))["Message-ID"] == "<a-1.b_2@segue.example>"


@pytest.mark.parametrize("subject", ["Ten songs", "Zehn Lieder für dich 🎵 " * 8, "שלום עולם"])
def test_a_subject_arrives_as_it_is(world, subject):
    assert sent(world, mail(subject=subject))["Subject"] == subject.strip()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\x00"])
def test_no_subject_adds_a_header(world, end):
    message = sent(world, mail(subject=f"Ten songs{end}Bcc: eve@example.com{end}{end}a body"))
    assert "Bcc" not in message
    assert message["Subject"] == "Ten songs Bcc: eve@example.com a body"


def test_a_mail_to_subscribers_says_where_one_post_unsubscribes(world):
    message = sent(world, mail(unsubscribe_url=URL))
    assert message["List-Unsubscribe"] == f"<{URL}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_mail_somebody_asked_for_has_no_list_headers(world):
    message = sent(world, mail())
    assert "List-Unsubscribe" not in message
    assert "List-Unsubscribe-Post" not in message


def test_long_lines_and_dots_survive_the_way(world):
    text = "x" * 3_000 + "\n.\n..\nFrom here on\n"
    arrived = sent(world, mail(text=text)).get_body(("plain",)).get_content()
    assert arrived.splitlines() == text.splitlines()


def test_a_mail_that_is_sent_again_is_delivered_again(world):
    world.mailer.send(mail())
    world.mailer.send(mail())
    first, second = world.delivered()
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "anna@",
        "@example.com",
        "a b@example.com",
        f"{ANNA}, eve@example.com",
        f"<{ANNA}>",
        f"{ANNA}\nBcc: eve@example.com",
        "anna@example.com\n",
        "änna@example.com",
        "anna@exämple.com",
    ],
)
def test_what_is_no_address_is_refused_and_nothing_sent(world, address):
    with pytest.raises(RefusedAddress, match="no mail address"):
        world.mailer.send(mail(to=address))
    assert world.delivered() == []


@pytest.mark.parametrize("id", ["", "a b", "a\nb", "../x", "a/b", "x@y", "ä", "x" * 201])
def test_what_is_no_id_is_refused(world, id):
    with pytest.raises(InvalidInput, match="id cannot be used"):
        world.mailer.send(mail(id=id))
    assert world.delivered() == []


@pytest.mark.parametrize(
    "url", ["segue.example", "https://a/b>\r\nBcc: c", "https://a b", "mailto:x@y", "https://ä"]
)
def test_what_is_no_url_is_refused(world, url):
    with pytest.raises(InvalidInput, match="unsubscribe"):
        world.mailer.send(mail(unsubscribe_url=url))
    assert world.delivered() == []


def test_a_mailer_that_fails_is_unavailable(world):
    world.fail()
    with pytest.raises(Unavailable):
        world.mailer.send(mail())


@pytest.mark.parametrize("world", REFUSING, indirect=True)
def test_an_address_that_leads_nowhere_is_refused_and_the_next_is_served(world):
    world.refuse("gone@example.com")
    with pytest.raises(RefusedAddress) as raised:
        world.mailer.send(mail("gone@example.com"))
    assert "gone@" not in str(raised.value)
    world.mailer.send(mail())
    assert world.delivered()[-1]["To"] == ANNA


@pytest.mark.parametrize("world", REFUSING, indirect=True)
def test_a_limit_is_told_from_a_failure(world):
    world.limit()
    with pytest.raises(LimitReached):
        world.mailer.send(mail())


@pytest.mark.parametrize("world", REFUSING, indirect=True)
def test_who_is_refused_herself_is_told_to_look_at_the_settings(world):
    world.refuse_us()
    with pytest.raises(InvalidSettings):
        world.mailer.send(mail())


@pytest.mark.parametrize("world", REFUSING, indirect=True)
def test_an_address_that_takes_a_mail_not_now_is_told_and_the_next_is_served(world):
    world.defer("full@example.com")
    with pytest.raises(DeferredAddress) as raised:
        world.mailer.send(mail("full@example.com"))
    assert "full@" not in str(raised.value)
    world.mailer.send(mail())
    assert world.delivered()[-1]["To"] == ANNA


@pytest.mark.parametrize("world", REFUSING, indirect=True)
def test_a_mail_that_was_handed_over_without_an_answer_is_told_from_one_not_sent(world):
    world.lose_answer(ANNA)
    with pytest.raises(UnknownOutcome):
        world.mailer.send(mail())
    assert len(world.delivered()) == 1
