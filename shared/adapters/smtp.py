"""A Mailer over SMTP (RFC 5321), one connection for each mail; refusals are classified by their codes.

There are no retries: after a lost connection it is unknown whether the mail was accepted.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address

from shared.adapters.mime import message_of
from shared.adapters.validation import utc_now
from shared.domain.mail import Mail
from shared.errors import InvalidSettings, LimitReached, RefusedAddress, SegueError, Unavailable

TIMEOUT_SECONDS = 10.0
"""Timeout for connecting, and for each reply of the server."""

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
                connection.sendmail(self._sender.addr_spec, [mail.to], message)
            except (smtplib.SMTPException, OSError):
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


@contextmanager
def _answering() -> Iterator[None]:
    """Raise the port's errors for replies and lost connections; their messages name no address."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        ((code, words),) = error.recipients.values()
        raise _Refusal.of(code, words).of_recipient() from error
    except (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError) as error:
        raise _Refusal.of(error.smtp_code, error.smtp_error).of_us() from error
    except smtplib.SMTPNotSupportedError as error:
        raise InvalidSettings(
            "The mail server cannot be used as SEGUE_MAIL says",
            expected="STARTTLS, and a way to sign in",
            found="a server without",
            cure="take smtps://, or leave user and password out",
        ) from error
    except smtplib.SMTPResponseException as error:
        raise _Refusal.of(error.smtp_code, error.smtp_error).of_mail() from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unavailable(
            "The mail server does not answer", found=type(error).__name__, cure="try again in a moment"
        ) from error


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
        """Return the error for a refused recipient."""
        if self.code in NO_SUCH_MAILBOX and not self.enhanced:
            return RefusedAddress("The mail server will never deliver there", found=self._found())
        return self.of_mail()

    def of_us(self) -> SegueError:
        """Return the error for a refused login."""
        if self.code < FOR_GOOD:
            return self.of_mail()
        return InvalidSettings(
            "The mail server refuses us",
            found=self._found(),
            cure="check user and password in SEGUE_MAIL, and whether it lets us send as SEGUE_MAIL_FROM",
        )

    def of_mail(self) -> SegueError:
        """Return the error for a refused mail, or any other refused command."""
        if self.enhanced in LOST_MAILBOX:
            return RefusedAddress("The mail server will never deliver there", found=self._found())
        kind = LimitReached if self.enhanced.startswith(BUSY) else Unavailable
        return kind("The mail server does not take this mail", found=self._found(), cure="try again later")

    def _found(self) -> str:
        return f"{self.code} {self.enhanced}".strip()
