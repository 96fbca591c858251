"""A Mailer over SMTP (RFC 5321), one connection for each mail; failures are told by phase and code.

A server may deliver a mail once it has read the dot that ends its text. So the dot is written by itself: a mail
that fails before was certainly not sent, one that is not answered after may have been. There are no retries.
A mail that takes too long, or that a stop of the process interrupts, fails in the same two ways.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from functools import partial

from shared.adapters.handover import Handover, is_done
from shared.adapters.mime import message_of
from shared.adapters.smtp_replies import Meaning, Refusal
from shared.adapters.validation import utc_now
from shared.domain.mail import Mail
from shared.domain.return_path import ReturnPath
from shared.errors import InvalidSettings, SegueError, Unavailable, UnknownOutcome

TIMEOUT_SECONDS = 10.0
"""Timeout for connecting, and for each reply of the server."""

LONGEST_SECONDS = 60.0
"""Timeout for a whole mail: a reply that comes byte by byte is never too late by the other one."""

GO_AHEAD = 354
"""The reply that asks for the text of a mail."""

_STARTING_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server and the credentials for it."""

    host: str
    port: int
    user: str = ""
    """Empty where the server requires no password."""
    password: str = field(default="", repr=False)
    tls: bool = False
    """Whether TLS is implicit (SMTPS); else STARTTLS, if the server supports it."""


class Smtp:
    """A Mailer that sends each mail to one server; once the process is `stopping`, a mail is soon given up.

    What bounces later comes to the mail's return path, without one to its sender.
    """

    def __init__(
        self,
        server: SmtpServer,
        sender: Address,
        *,
        reply_to: Address | None = None,
        return_path: ReturnPath | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
        certificates: Callable[[], ssl.SSLContext] = ssl.create_default_context,
        now: Callable[[], datetime] = utc_now,
        longest_seconds: float = LONGEST_SECONDS,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._server = server
        self._sender = sender
        self._reply_to = reply_to
        self._return_path = return_path
        self._timeout_seconds = timeout_seconds
        self._longest_seconds = longest_seconds
        self._stopping = stopping
        self._certificates = certificates
        self._now = now

    def send(self, mail: Mail) -> None:
        """Send the mail to the server; see `Mailer`."""
        message = message_of(mail, self._sender, self._now(), self._reply_to).as_bytes()
        send, handover = partial(self._send, mail.to, message), Handover()
        if is_done(send, handover, seconds=self._longest_seconds, stopping=self._stopping):
            return
        is_prevented, is_taken = handover.prevent(), handover.is_taken
        # Afterwards, as what has come of a reply would be read as a whole one.
        handover.close()
        if not is_taken:
            raise _given_up() if is_prevented else _unknown("none in time")

    def _send(self, address: str, message: bytes, handover: Handover) -> None:
        with _answering():
            connection = self._connected()
            handover.close = partial(_shut_down, connection)
            try:
                self._sign_in(connection)
                self._hand_over(connection, address, message, handover)
            except (smtplib.SMTPException, OSError, SegueError):
                connection.close()
                raise
            # The server has accepted the mail: a later failure must not have it sent again.
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()

    def _connected(self) -> smtplib.SMTP:
        place = self._server.host, self._server.port
        if self._server.tls:
            return smtplib.SMTP_SSL(*place, timeout=self._timeout_seconds, context=self._certificates())
        return smtplib.SMTP(*place, timeout=self._timeout_seconds)

    def _sign_in(self, connection: smtplib.SMTP) -> None:
        """Encrypt where the server supports it, and always before a password is sent."""
        connection.ehlo_or_helo_if_needed()
        if not self._server.tls and (self._server.user or connection.has_extn("starttls")):
            connection.starttls(context=self._certificates())
        if self._server.user:
            connection.login(self._server.user, self._server.password)

    def _hand_over(self, connection: smtplib.SMTP, address: str, message: bytes, handover: Handover) -> None:
        """Transfer the envelope and the mail after the greeting; each error is that of its phase."""
        connection.ehlo_or_helo_if_needed()
        options = [f"size={len(message)}"] if connection.has_extn("size") else []
        sender = self._return_path.of(address) if self._return_path else self._sender.addr_spec
        _demand(connection.mail(sender, options), Refusal.of_sender)
        _demand(connection.rcpt(address), Refusal.of_recipient)
        _demand(connection.docmd("DATA"), Refusal.of_mail, (GO_AHEAD,))
        if connection.sock is not None:
            # Else the dot waits for the acknowledgment of the text.
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.send(_as_text(message))
        if not handover.begin():
            raise _given_up()
        _demand(_final_reply(connection), Refusal.of_mail)
        handover.is_taken = True


def _demand(reply: tuple[int, bytes], meaning: Meaning, wanted: Sequence[int] = range(200, 300)) -> None:
    """Raise the error for a reply that is not wanted."""
    code, words = reply
    if code < 0:
        raise Unavailable("The mail server does not speak SMTP", cure="check the port in SEGUE_MAIL")
    if code not in wanted:
        raise meaning(Refusal.of(code, words))


def _as_text(message: bytes) -> bytes:
    """Return a message as it is transferred (RFC 5321, section 4.5.2), without the dot that ends it."""
    text = _STARTING_DOT.sub(b"..", message)
    return text if text.endswith(b"\r\n") else text + b"\r\n"


def _final_reply(connection: smtplib.SMTP) -> tuple[int, bytes]:
    """End the text and return the reply. Raises UnknownOutcome if there is none that says yes or no."""
    try:
        connection.send(b".\r\n")
        code, words = connection.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise _unknown(type(error).__name__) from error
    if not 200 <= code < 300 and not 400 <= code < 600:
        raise _unknown(str(code))
    return code, words


def _unknown(found: str) -> UnknownOutcome:
    return UnknownOutcome(
        "The mail server was given the mail and did not answer",
        expected="250",
        found=found,
        cure="look whether it arrived before you send it again",
    )


def _given_up() -> Unavailable:
    return Unavailable("The mail server did not let the mail be sent in time", cure="try again in a moment")


def _shut_down(connection: smtplib.SMTP) -> None:
    """End a connection that another thread waits for.

    (`SSLSocket.shutdown` would let that thread go on without encryption for a moment.)
    """
    if (connected := connection.sock) is not None:
        with suppress(OSError):
            socket.socket.shutdown(connected, socket.SHUT_RDWR)


@contextmanager
def _answering() -> Iterator[None]:
    """Raise the port's errors for replies and lost connections; their messages name no address."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise Refusal.of(error.smtp_code, error.smtp_error).of_us() from error
    except smtplib.SMTPNotSupportedError as error:
        raise InvalidSettings(
            "The mail server cannot be used as SEGUE_MAIL says",
            expected="STARTTLS, and a way to sign in",
            found="a server without",
            cure="take smtps://, or leave user and password out",
        ) from error
    except smtplib.SMTPResponseException as error:
        raise Refusal.of(error.smtp_code, error.smtp_error).of_server() from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unavailable(
            "The mail server does not answer", found=type(error).__name__, cure="try again in a moment"
        ) from error
