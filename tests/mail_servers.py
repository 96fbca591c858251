"""A mail server and SendGrid on loopback, which record mails and refuse on demand."""

import json
import ssl
from dataclasses import dataclass, field
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from outside_servers import Asked, OutsideServer, Reply

from shared.adapters.smtp import SmtpServer

KEY = "SG.a-key-for-the-tests"
USER, PASSWORD = "segue", "a pass:word@with/signs"


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=default)


@dataclass
class Mailbox:
    """An SMTP handler: `answers` maps a command (or an address) to its answer instead of 250."""

    messages: list[EmailMessage] = field(default_factory=list)
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
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.raw.append(envelope.original_content)
        self.messages.append(read(envelope.original_content))
        self.recipients.append(envelope.rcpt_tos)
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 2.0.0 it is ours now"

    async def handle_QUIT(self, server, session, envelope):  # noqa: N802
        if self.hangs_up:
            server.transport.abort()
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


class SendGridServer(OutsideServer):
    """Accepts mails as documented for `POST /v3/mail/send`; `unknown` addresses are refused."""

    def __init__(self) -> None:
        super().__init__()
        self.unknown: set[str] = set()

    def answer(self, asked: Asked) -> Reply:
        if (asked.method, asked.path) != ("POST", "/v3/mail/send"):
            return Reply(status=404)
        if asked.headers.get("Authorization") != f"Bearer {KEY}":
            return sendgrid_error(401, "The provided authorization grant is invalid")
        body = json.loads(asked.body)
        if any(to["email"] in self.unknown for each in body["personalizations"] for to in each["to"]):
            return sendgrid_error(400, "Does not contain a valid address.", "personalizations.0.to.0.email")
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
