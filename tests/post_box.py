"""The mails of a local cloud's outbox by address, and sign-in with them."""

import re
import uuid
from email.message import EmailMessage
from pathlib import Path

from mail_servers import read
from over_http import Answer
from signed_in import Listener, new_listener

from shared.web.auth import PURPOSE
from shared.web.tokens import Tokens


def new_address() -> str:
    return f"anna-{uuid.uuid4().hex[:12]}@example.com"


class Mailbox:
    """All mails in an outbox."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._folder = Path(environment["SEGUE_MAIL"].removeprefix("outbox:///"))

    def mails(self, address: str) -> list[EmailMessage]:
        """Return the mails to an address, the oldest first."""
        texts = [path.read_bytes() for path in sorted(self._folder.glob("*.eml"))]
        # The outbox holds the mails of all tests: reading one takes milliseconds.
        found = [read(text) for text in texts if address.encode() in text]
        return [mail for mail in found if mail["To"] == address]

    def code(self, address: str) -> str:
        """Return the code in the latest mail to an address."""
        text = self.mails(address)[-1].get_body(("plain",)).get_content()
        return re.search(r"where you asked: (\d{6})\b", text)[1]

    def link(self, address: str, page: str) -> str:
        """Return the token of the link to a page in the latest mail to an address."""
        text = self.mails(address)[-1].get_body(("plain",)).get_content()
        return re.search(rf"/{page}\.html#token=(\S+)", text)[1]


class Door:
    """Signs in to a local cloud by mail."""

    def __init__(self, url: str, environment: dict[str, str]) -> None:
        self._url = url
        self._secret = environment["SEGUE_SECRET"]
        self.mailbox = Mailbox(environment)

    def visitor(self) -> Listener:
        return new_listener(self._url, self._secret)

    def ask(self, address: str, nonce: str | None = None) -> Answer:
        """Request a sign-in link."""
        return self.visitor().send("POST", "account/sign-in", {"address": address, "nonce": nonce})

    def link(self, address: str, nonce: str | None = None) -> str:
        """Request a sign-in link and return its token."""
        assert self.ask(address, nonce).status == 202
        return self.mailbox.link(address, "sign-in")

    def enter(self, token: str, visitor: Listener | None = None, nonce: str | None = None) -> Answer:
        """Use a link, as a visitor or anonymously."""
        body = {"token": token, "nonce": nonce}
        return (visitor or Listener(self._url, "", "")).send("POST", "account/sessions", body)

    def preview(self, token: str, nonce: str | None = None) -> Answer:
        """Read a link without using it."""
        return Listener(self._url, "", "").send(
            "POST", "account/sessions/preview", {"token": token, "nonce": nonce}
        )

    def sign_in(self, address: str, visitor: Listener | None = None) -> Listener:
        """Sign in as the listener with an address, in the browser that asked for the link."""
        nonce = uuid.uuid4().hex
        answer = self.enter(self.link(address, nonce), visitor, nonce)
        assert answer.status == 200, answer.body
        subject = Tokens(self._secret).read(PURPOSE, answer.body["token"], 3600)
        return Listener(self._url, subject.partition(".")[0], answer.body["token"])

    def subscribed(self, address: str) -> Listener:
        """Sign in as a listener with a confirmed subscription."""
        listener = self.sign_in(address)
        wish = {"weekday": 0, "hour": 8, "time_zone": "Europe/Berlin"}
        assert listener.send("PUT", "account/subscription", wish).status == 202
        token = self.mailbox.link(address, "confirm")
        assert listener.send("POST", "account/subscription/confirm", {"token": token}).status == 200
        return listener
