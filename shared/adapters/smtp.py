"""A Mailer over SMTP (RFC 5321), one connection for each mail; failures are told by phase and code.

A server may deliver a mail once it has read the dot that ends its text. So the dot is written by itself: a mail
that fails before was certainly not sent, one that is not answered after may have been. There are no retries.
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

from shared.adapters.mime import message_of
from shared.adapters.validation import utc_now
from shared.domain.mail import Mail
from shared.errors import (
    DeferredAddress,
    InvalidSettings,
    LimitReached,
    RefusedAddress,
    SegueError,
    Unavailable,
    UnknownOutcome,
)

TIMEOUT_SECONDS = 10.0
"""Timeout for connecting, and for each reply of the server."""

GO_AHEAD = 354
"""The reply that asks for the text of a mail."""

GOING_DOWN = 421
"""The reply of a server that closes the connection."""

TOO_LARGE = 552
"""The reply to MAIL if the announced size is over the server's bound."""

FOR_GOOD = 500
"""Reply codes from here on are permanent failures."""

NO_SUCH_MAILBOX = frozenset({550, 551, 553})
"""Reply codes that, without an enhanced one, mean that there is no such mailbox."""

LOST_MAILBOX = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
"""Enhanced codes of an address that does not exist, has moved, accepts no mail, or is disabled.

A full mailbox (5.2.2) is not permanent.
"""

BUSY = "4.7."
"""Prefix of enhanced codes of a sending limit."""

OF_THE_SERVER = re.compile(r"[45]\.(?:3\.(?!4$)|4\.)")
"""Enhanced codes, after the text, of the server's own state or network (RFC 3463, X.3 and X.4).

X.3.4 is about one mail, which is too large.
"""

_STARTING_DOT = re.compile(rb"(?m)^\.")
_ENHANCED = re.compile(r"[45]\.\d{1,3}\.\d{1,3}")


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


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A refusal: its reply code (RFC 5321, section 4.2) and its enhanced code (RFC 3463), if there is one.

    The server's message is not repeated: it names the address.
    """

    code: int
    enhanced: str
    """Empty where there is none."""

    @classmethod
    def of(cls, code: int, words: bytes | str) -> "_Refusal":
        """Parse a reply of the server."""
        text = words.decode(errors="replace") if isinstance(words, bytes) else words
        found = _ENHANCED.match(text.strip())
        return cls(code, found[0] if found else "")

    def of_recipient(self) -> SegueError:
        """Return the error for a refused recipient: whatever the code, the others may be accepted."""
        lost = self.enhanced in LOST_MAILBOX or (self.code in NO_SUCH_MAILBOX and not self.enhanced)
        return self._lost() if lost else self._deferred()

    def of_sender(self) -> SegueError:
        """Return the error for a refused MAIL command, which also announces the size of the mail."""
        return self._deferred() if self.code == TOO_LARGE or self.enhanced.endswith(".3.4") else self.of_us()

    def of_us(self) -> SegueError:
        """Return the error for a refused login or sender."""
        if self.code < FOR_GOOD:
            return self.of_server()
        return InvalidSettings(
            "The mail server refuses us",
            found=self._found(),
            cure="check user and password in SEGUE_MAIL, and whether it lets us send as SEGUE_MAIL_FROM",
        )

    def of_mail(self) -> SegueError:
        """Return the error for a mail that is refused with DATA, before its text or after."""
        if self.enhanced in LOST_MAILBOX:
            return self._lost()
        is_the_servers = self.code == GOING_DOWN or OF_THE_SERVER.match(self.enhanced)
        return self.of_server() if is_the_servers else self._deferred()

    def of_server(self) -> SegueError:
        """Return the error for a server that takes no mail now."""
        kind = LimitReached if self.enhanced.startswith(BUSY) else Unavailable
        return kind("The mail server takes no mail now", found=self._found(), cure="try again later")

    def _lost(self) -> SegueError:
        return RefusedAddress("The mail server will never deliver there", found=self._found())

    def _deferred(self) -> SegueError:
        return DeferredAddress(
            "The mail server does not take this mail for this address", found=self._found(), cure="try again later"
        )

    def _found(self) -> str:
        return f"{self.code} {self.enhanced}".strip()


Meaning = Callable[[_Refusal], SegueError]
"""The error for a refusal, by the phase in which it came."""


class Smtp:
    """A Mailer that sends each mail to one server."""

    def __init__(
        self,
        server: SmtpServer,
        sender: Address,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        certificates: Callable[[], ssl.SSLContext] = ssl.create_default_context,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._server = server
        self._sender = sender
        self._timeout_seconds = timeout_seconds
        self._certificates = certificates
        self._now = now

    def send(self, mail: Mail) -> None:
        """Send the mail to the server; see `Mailer`."""
        message = message_of(mail, self._sender, self._now()).as_bytes()
        with _answering():
            connection = self._connected()
            try:
                self._sign_in(connection)
                self._hand_over(connection, mail.to, message)
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

    def _hand_over(self, connection: smtplib.SMTP, address: str, message: bytes) -> None:
        """Transfer the envelope and the mail after the greeting; each error is that of its phase."""
        connection.ehlo_or_helo_if_needed()
        options = [f"size={len(message)}"] if connection.has_extn("size") else []
        _demand(connection.mail(self._sender.addr_spec, options), _Refusal.of_sender)
        _demand(connection.rcpt(address), _Refusal.of_recipient)
        _demand(connection.docmd("DATA"), _Refusal.of_mail, (GO_AHEAD,))
        if connection.sock is not None:
            # Else the dot waits for the acknowledgment of the text.
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.send(_as_text(message))
        _demand(_final_reply(connection), _Refusal.of_mail)


def _demand(reply: tuple[int, bytes], meaning: Meaning, wanted: Sequence[int] = range(200, 300)) -> None:
    """Raise the error for a reply that is not wanted."""
    code, words = reply
    if code < 0:
        raise Unavailable("The mail server does not speak SMTP", cure="check the port in SEGUE_MAIL")
    if code not in wanted:
        raise meaning(_Refusal.of(code, words))


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


@contextmanager
def _answering() -> Iterator[None]:
    """Raise the port's errors for replies and lost connections; their messages name no address."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise _Refusal.of(error.smtp_code, error.smtp_error).of_us() from error
    except smtplib.SMTPNotSupportedError as error:
        raise InvalidSettings(
            "The mail server cannot be used as SEGUE_MAIL says",
            expected="STARTTLS, and a way to sign in",
            found="a server without",
            cure="take smtps://, or leave user and password out",
        ) from error
    except smtplib.SMTPResponseException as error:
        raise _Refusal.of(error.smtp_code, error.smtp_error).of_server() from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unavailable(
            "The mail server does not answer", found=type(error).__name__, cure="try again in a moment"
        ) from error
