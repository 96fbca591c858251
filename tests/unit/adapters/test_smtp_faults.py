"""A mail server's answers, TLS, and no duplicate mail."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import emulators
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from mail_servers import HANGS_UP, PASSWORD, STALLS, USER, CuttingServer, MailServer, TricklingServer
from outside_servers import OutsideServer

from shared.adapters.handover import Handover
from shared.adapters.mime import sender_of
from shared.adapters.smtp import Smtp, SmtpServer
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
MAIL = Mail("m1", ANNA, "Hello", "Hello", "<p>Hello</p>")
SENDER = sender_of("Segue <mail@segue.example>")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A self-signed certificate of 127.0.0.1 with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def tls(certificate) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


def smtp(server: SmtpServer, certificate: Path | None = None, timeout_seconds: float = 2.0) -> Smtp:
    return Smtp(
        server,
        SENDER,
        timeout_seconds=timeout_seconds,
        certificates=lambda: ssl.create_default_context(cafile=certificate),
    )


# TLS


def test_starttls_is_used_where_the_server_offers_it(certificate, tls):
    with MailServer(starttls=tls) as server:
        smtp(server.place(), certificate).send(MAIL)
        assert server.mailbox.encrypted == [True]


def test_smtps_is_encrypted_from_the_start(certificate, tls):
    with MailServer(tls=tls) as server:
        smtp(server.place(), certificate).send(MAIL)
        assert server.mailbox.encrypted == [True]


def test_user_and_password_sign_in_over_starttls(certificate, tls):
    with MailServer(starttls=tls) as server:
        smtp(server.place(USER, PASSWORD), certificate).send(MAIL)
        assert server.mailbox.users == [USER]


def test_a_password_that_is_refused_is_a_matter_of_the_settings(certificate, tls):
    with MailServer(starttls=tls) as server:
        with pytest.raises(InvalidSettings) as raised:
            smtp(server.place(USER, "wrong"), certificate).send(MAIL)
        assert server.mailbox.messages == []
    assert "wrong" not in str(raised.value)


def test_a_password_is_not_told_to_a_server_without_tls(server):
    with pytest.raises(InvalidSettings, match="STARTTLS"):
        smtp(server.place(USER, PASSWORD)).send(MAIL)
    assert server.mailbox.users == []


def test_a_server_whose_certificate_nobody_knows_gets_no_mail(tls):
    with MailServer(starttls=tls) as server:
        with pytest.raises(Unavailable, match="SSLCertVerificationError"):
            smtp(server.place()).send(MAIL)
        assert server.mailbox.messages == []


# Answers of the server


@pytest.mark.parametrize(
    "answer",
    [
        "550 5.1.1 no such user",
        "550 no such user",
        "551 moved",
        "553 bad name",
        "550 5.2.1 disabled",
        "550 5.1.10 takes no mail",
    ],
)
def test_a_mailbox_that_will_never_be_there_is_refused(server, answer):
    server.mailbox.answers[ANNA] = answer
    with pytest.raises(RefusedAddress):
        smtp(server.place()).send(MAIL)


@pytest.mark.parametrize(
    "answer",
    [
        "450 4.2.1 busy",
        "451 later",
        "451 4.7.1 greylisted, come back",
        "452 4.2.2 full",
        "452 4.3.1 our disk is full",
        "552 5.2.2 full",
        "550 5.7.1 blocked",
        "554 5.7.1 listed",
        "503 what",
        "421 4.3.2 going down",
    ],
)
def test_a_refusal_of_a_recipient_that_may_pass_is_of_this_recipient_alone(server, answer):
    server.mailbox.answers[ANNA] = answer
    with pytest.raises(DeferredAddress):
        smtp(server.place()).send(MAIL)


@pytest.mark.parametrize(
    "answer", ["554 5.7.1 spam", "451 4.7.1 greylisted", "550 5.6.0 bad", "552 5.3.4 large", "554 no"]
)
def test_a_mail_that_is_refused_for_its_text_or_by_its_mailbox_is_of_this_recipient_alone(server, answer):
    server.mailbox.answers["DATA"] = answer
    with pytest.raises(DeferredAddress, match=answer.split()[0]):
        smtp(server.place()).send(MAIL)


@pytest.mark.parametrize(
    "answer", ["451 4.3.0 disk full", "452 4.3.1 storage", "451 4.4.1 no route", "421 going down"]
)
def test_a_server_that_cannot_take_any_mail_after_its_text_is_unavailable(server, answer):
    server.mailbox.answers["DATA"] = answer
    with pytest.raises(Unavailable):
        smtp(server.place()).send(MAIL)


@pytest.mark.parametrize("answer", ["552 5.3.4 message too large", "552 too large"])
def test_a_mail_that_is_too_large_for_the_server_is_of_this_mail_alone(server, answer):
    server.mailbox.answers["MAIL"] = answer
    with pytest.raises(DeferredAddress):
        smtp(server.place()).send(MAIL)


@pytest.mark.parametrize("end", [HANGS_UP, STALLS])
def test_a_connection_that_ends_before_the_text_is_a_mail_not_sent(server, end):
    server.mailbox.answers[ANNA] = end
    with pytest.raises(Unavailable, match="does not answer"):
        smtp(server.place(), timeout_seconds=0.2).send(MAIL)
    assert server.mailbox.messages == []


@pytest.mark.parametrize("end", [HANGS_UP, STALLS, "999 what", "250", "354 go on"])
def test_a_mail_whose_final_reply_says_neither_yes_nor_no_may_have_been_sent(server, end):
    server.mailbox.answers[f"accepted {ANNA}"] = end
    if end == "250":
        smtp(server.place()).send(MAIL)
    else:
        with pytest.raises(UnknownOutcome):
            smtp(server.place(), timeout_seconds=0.2).send(MAIL)
    assert len(server.mailbox.messages) == 1


def test_a_text_that_is_cut_off_before_its_dot_is_a_mail_not_sent():
    with CuttingServer() as server, pytest.raises(Unavailable, match="does not answer"):
        smtp(SmtpServer("127.0.0.1", server.port)).send(replace(MAIL, text="x" * 5_000_000))
    assert server.dots == 0


def test_the_dot_is_sent_after_all_of_the_text_and_alone():
    with CuttingServer(reads_to_the_end=True) as server, pytest.raises(UnknownOutcome):
        smtp(SmtpServer("127.0.0.1", server.port)).send(MAIL)
    assert server.dots == 1


@pytest.mark.parametrize("answer", ["450 4.7.1 slow down", "421 4.7.0 too much", "454 4.7.0 throttled"])
def test_a_server_that_is_sent_too_much_has_a_limit(server, answer):
    server.mailbox.answers["MAIL"] = answer
    with pytest.raises(LimitReached) as raised:
        smtp(server.place()).send(MAIL)
    assert raised.value.retry_after_seconds is None


def test_a_mailbox_that_turns_out_to_be_gone_after_the_data_is_refused(server):
    server.mailbox.answers["DATA"] = "550 5.1.1 no such user"
    with pytest.raises(RefusedAddress):
        smtp(server.place()).send(MAIL)


def test_the_servers_words_are_not_repeated(server):
    server.mailbox.answers[ANNA] = f"451 4.3.0 cannot deliver to {ANNA}"
    with pytest.raises(DeferredAddress) as raised:
        smtp(server.place()).send(MAIL)
    assert "anna" not in str(raised.value)


def test_a_server_that_hangs_up_after_it_took_the_mail_has_it(server):
    server.mailbox.hangs_up = True
    smtp(server.place()).send(MAIL)
    assert len(server.mailbox.messages) == 1


def test_a_server_that_is_not_there_is_unavailable():
    host, port = emulators.free_address().split(":")
    with pytest.raises(Unavailable, match="ConnectionRefusedError"):
        smtp(SmtpServer(host, int(port))).send(MAIL)


def test_a_server_that_says_nothing_is_unavailable_in_the_end():
    with OutsideServer() as silent:  # a web server waits for the client to speak first
        port = int(silent.url.rpartition(":")[2])
        mailer = Smtp(SmtpServer("127.0.0.1", port), SENDER, timeout_seconds=0.1)
        with pytest.raises(Unavailable, match="does not answer"):
            mailer.send(MAIL)


@pytest.mark.parametrize(("greets", "meaning"), [(False, Unavailable), (True, UnknownOutcome)])
def test_a_server_that_answers_byte_by_byte_has_a_bounded_time(greets, meaning):
    with TricklingServer(greets=greets) as server:
        place = SmtpServer("127.0.0.1", server.port)
        with pytest.raises(meaning):
            Smtp(place, SENDER, timeout_seconds=0.5, longest_seconds=0.5).send(MAIL)


# A process that is asked to stop


@pytest.mark.parametrize(
    ("at", "meaning"), [(ANNA, Unavailable), ("DATA", UnknownOutcome), (f"accepted {ANNA}", UnknownOutcome)]
)
def test_a_stop_gives_up_a_mail_whose_server_hangs(server, at, meaning):
    server.mailbox.answers[at] = STALLS
    with pytest.raises(meaning):
        Smtp(server.place(), SENDER, timeout_seconds=60, stopping=lambda: True).send(MAIL)


def test_a_mail_that_a_stop_finds_on_its_way_is_sent(server):
    Smtp(server.place(), SENDER, stopping=lambda: True).send(MAIL)
    assert server.mailbox.to() == [ANNA]


def test_a_mail_that_was_taken_is_sent_though_a_stop_cuts_the_connection_off(server):
    server.mailbox.answers["QUIT"] = STALLS
    Smtp(server.place(), SENDER, timeout_seconds=60, stopping=lambda: True).send(MAIL)
    assert server.mailbox.to() == [ANNA]


def test_a_mail_that_was_given_up_is_never_ended_by_its_dot():
    handover = Handover()
    assert (handover.prevent(), handover.begin()) == (True, False)
    other = Handover()
    assert (other.begin(), other.prevent()) == (True, False)


def test_a_password_does_not_show():
    assert PASSWORD not in repr(SmtpServer("mail.example", 587, USER, PASSWORD))
