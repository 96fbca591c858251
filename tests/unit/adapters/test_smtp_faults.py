"""A mail server's answers, TLS, and no duplicate mail."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import emulators
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from mail_servers import PASSWORD, USER, MailServer
from outside_servers import OutsideServer

from shared.adapters.mime import sender_of
from shared.adapters.smtp import Smtp, SmtpServer
from shared.domain.mail import Mail
from shared.errors import InvalidSettings, LimitReached, RefusedAddress, Unavailable

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


def smtp(server: SmtpServer, certificate: Path | None = None) -> Smtp:
    return Smtp(
        server, SENDER, timeout_seconds=2.0, certificates=lambda: ssl.create_default_context(cafile=certificate)
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
        "452 4.2.2 full",
        "552 5.2.2 full",
        "550 5.7.1 blocked",
        "554 5.7.1 listed",
        "503 what",
        "421 4.3.2 going down",
    ],
)
def test_a_refusal_that_may_pass_or_is_ours_does_not_blame_the_address(server, answer):
    server.mailbox.answers[ANNA] = answer
    with pytest.raises(Unavailable):
        smtp(server.place()).send(MAIL)


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


def test_a_mail_called_spam_does_not_blame_the_address(server):
    server.mailbox.answers["DATA"] = "554 5.7.1 spam"
    with pytest.raises(Unavailable, match=r"554 5\.7\.1"):
        smtp(server.place()).send(MAIL)


def test_the_servers_words_are_not_repeated(server):
    server.mailbox.answers[ANNA] = f"451 4.3.0 cannot deliver to {ANNA}"
    with pytest.raises(Unavailable) as raised:
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


def test_a_password_does_not_show():
    assert PASSWORD not in repr(SmtpServer("mail.example", 587, USER, PASSWORD))
