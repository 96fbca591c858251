"""A mail server and SendGrid on loopback, which record mails, refuse, fall silent and hang up on demand."""

import asyncio
import json
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from typing import BinaryIO

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from outside_servers import Asked, OutsideServer, Reply

from shared.adapters.smtp import SmtpServer

KEY = "SG.a-key-for-the-tests"
HANGS_UP, STALLS = "hangs up", "stalls"
PATIENCE_SECONDS = 60.0
USER, PASSWORD = "segue", "a pass:word@with/signs"


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=default)


@dataclass
class Mailbox:
    """An SMTP handler: `answers` maps a command, an address or "DATA ADDRESS" to its answer instead of 250.

    HANGS_UP ends the connection, STALLS keeps it silent; at "accepted ADDRESS" the mail is taken first.
    """

    messages: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    hangs_up: bool = False
    """Whether the server disconnects after it has accepted a mail, without an answer to QUIT."""

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's names
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        return "250 2.1.0 ok"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.answers:
            return await self._answer(server, address)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        (address,) = envelope.rcpt_tos
        for key in ("DATA", f"DATA {address}"):
            if key in self.answers:
                return await self._answer(server, key)
        self.raw.append(envelope.original_content)
        self.messages.append(read(envelope.original_content))
        self.senders.append(envelope.mail_from)
        self.recipients.append(envelope.rcpt_tos)
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        if f"accepted {address}" in self.answers:
            return await self._answer(server, f"accepted {address}")
        return "250 2.0.0 it is ours now"

    async def _answer(self, server, key):
        answer = self.answers[key]
        if answer == HANGS_UP:
            server.transport.abort()
        if answer == STALLS:
            await asyncio.sleep(PATIENCE_SECONDS)
        return answer

    def to(self):
        """Return the addresses of the accepted mails, in order."""
        return [address for each in self.recipients for address in each]

    async def handle_QUIT(self, server, session, envelope):  # noqa: N802
        if self.hangs_up:
            server.transport.abort()
        if "QUIT" in self.answers:
            return await self._answer(server, "QUIT")
        return "221 bye"

    def authenticate(self, server, session, envelope, mechanism, data):
        name, password = data.login.decode(), data.password.decode()
        self.users.append(name)
        return AuthResult(success=(name, password) == (USER, PASSWORD), handled=False)


class _Controller(Controller):
    """A controller for each way of encryption and authentication."""

    def __init__(self, mailbox: Mailbox, tls: ssl.SSLContext | None, starttls: ssl.SSLContext | None) -> None:
        self._starttls = starttls
        super().__init__(mailbox, hostname="127.0.0.1", port=0, ssl_context=tls)

    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            hostname="mail.example",
            tls_context=self._starttls,
            authenticator=self.handler.authenticate,
            auth_require_tls=self.ssl_context is None,
        )

    def _trigger_server(self) -> None:
        """Return the real port for port 0 before the library connects to it."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """A mail server that runs while the context is open."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None) -> None:
        self.mailbox = Mailbox()
        self._tls = tls is not None
        self._controller = _Controller(self.mailbox, tls, starttls)

    def place(self, user: str = "", password: str = "") -> SmtpServer:
        return SmtpServer("127.0.0.1", self._controller.port, user, password, self._tls)

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


class CuttingServer:
    """Ends every connection in the middle of what it is sent; speaks just enough SMTP to be sent a text.

    With `reads_to_the_end` it reads the whole text and its dot, and ends the connection then.
    """

    def __init__(self, *, speaks_first: bool = True, reads_to_the_end: bool = False) -> None:
        self._speaks_first, self._reads_to_the_end = speaks_first, reads_to_the_end
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(PATIENCE_SECONDS)  # no client: the thread ends, and with it the test
        self.port = self._listening.getsockname()[1]
        self.dots = 0
        self._thread = threading.Thread(target=self._serve, name="cutting")

    def _serve(self) -> None:
        try:
            connection, _ = self._listening.accept()
        except TimeoutError:
            return
        connection.settimeout(PATIENCE_SECONDS)
        with connection, connection.makefile("rb") as lines:
            if self._speaks_first:
                self._converse(connection, lines)
            self._read_text(lines)
            # What was not read makes the end of the connection a reset.

    def _converse(self, connection: socket.socket, lines: BinaryIO) -> None:
        connection.sendall(b"220 cutting\r\n")
        for line in lines:
            is_data = line.upper().startswith(b"DATA")
            connection.sendall(b"354 go ahead\r\n" if is_data else b"250 ok\r\n")
            if is_data:
                return

    def _read_text(self, lines: BinaryIO) -> None:
        if not self._reads_to_the_end:
            lines.read1(1000)
            return
        for line in lines:
            if line == b".\r\n":
                self.dots += 1
                return

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join()
        self._listening.close()


class TricklingServer:
    """Answers with endless bytes, one at a time: instead of its greeting, or of its final reply."""

    def __init__(self, *, greets: bool) -> None:
        self._greets = greets
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="trickling")

    def _serve(self) -> None:
        connection, _ = self._listening.accept()
        connection.settimeout(PATIENCE_SECONDS)
        with connection, connection.makefile("rb") as lines, suppress(OSError):
            if self._greets:
                self._converse(connection, lines)
            while not self._ended.wait(0.02):
                connection.sendall(b"2")

    def _converse(self, connection: socket.socket, lines: BinaryIO) -> None:
        connection.sendall(b"220 trickling\r\n")
        in_text = False
        for line in lines:
            if line == b".\r\n":
                return
            if not in_text:
                in_text = line.upper().startswith(b"DATA")
                connection.sendall(b"354 go ahead\r\n" if in_text else b"250 ok\r\n")

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self._listening.close()


class SendGridServer(OutsideServer):
    """Accepts mails as documented for `POST /v3/mail/send`; `unknown` addresses are refused."""

    def __init__(self) -> None:
        super().__init__()
        self.unknown: set[str] = set()
        self.answers: dict[str, Reply] = {}
        """The answers to mails to certain addresses."""

    def answer(self, asked: Asked) -> Reply:
        if (asked.method, asked.path) != ("POST", "/v3/mail/send"):
            return Reply(status=404)
        if asked.headers.get("Authorization") != f"Bearer {KEY}":
            return sendgrid_error(401, "The provided authorization grant is invalid")
        body = json.loads(asked.body)
        if any(to["email"] in self.unknown for each in body["personalizations"] for to in each["to"]):
            return sendgrid_error(400, "Does not contain a valid address.", "personalizations.0.to.0.email")
        (to,) = (to["email"] for each in body["personalizations"] for to in each["to"])
        if to in self.answers:
            return self.answers[to]
        return Reply(status=200 if body["mail_settings"]["sandbox_mode"]["enable"] else 202)

    def bodies(self) -> list[dict]:
        return [json.loads(asked.body) for asked in self.asked]

    def messages(self) -> list[EmailMessage]:
        """Return the mails that SendGrid would send."""
        return [_as_sent(body) for body in self.bodies()]


def sendgrid_error(status: int, message: str, field: str | None = None, **headers: str) -> Reply:
    return Reply({"errors": [{"message": message, "field": field, "help": None}]}, status, headers)


def _as_sent(body: dict) -> EmailMessage:
    message = EmailMessage()
    message["From"] = Address(body["from"]["name"], addr_spec=body["from"]["email"])
    message["To"] = body["personalizations"][0]["to"][0]["email"]
    message["Subject"] = body["subject"]
    for name, value in body["headers"].items():
        message[name] = value
    text, html = body["content"]
    assert (text["type"], html["type"]) == ("text/plain", "text/html")
    message.set_content(text["value"])
    message.add_alternative(html["value"], subtype="html")
    return message
