"""Sign-in by mailed link: a link opens one session, within a quarter of an hour."""

import secrets
from datetime import timedelta
from typing import NamedTuple

from shared.errors import NotSignedIn
from shared.ports import Record
from shared.record_kinds import USED_LINK_KEPT, USED_LINKS
from shared.web.auth import listener_token

from .addresses import checked_address
from .links import SignInLink
from .parts import Parts
from .sending import counted_mail

SIGN_IN = "sign-in"
"""Purpose of a link's token."""

SIGN_IN_LASTS = timedelta(minutes=15)


class Preview(NamedTuple):
    """The session that a link would open."""

    address: str
    asked_here: bool


class Session(NamedTuple):
    """A session that a link opened."""

    token: str
    listener: str


class SigningIn:
    """The use case behind the sign-in links.

    An address is looked up only when its link is used: a client that asks for one cannot tell whether the address
    has an account, neither by the answer nor by the time it takes. Only counts are stored of such requests.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def ask(self, text: str, client: str, nonce: str | None = None) -> None:
        """Mail a link to an address; when this returns, the mail is on its way.

        The link takes a visitor's history over only together with the nonce. Raises InvalidInput for an invalid
        address, TooManyRequests if too many mails were asked for by the client or for the address, RefusedAddress
        if no mail reaches it, DeferredAddress if none does now, Unavailable if none can be sent to any address,
        and UnknownOutcome if it may have been sent.
        """
        parts, address = self._parts, checked_address(text)
        with counted_mail(parts, address, client):
            link = SignInLink.asked(secrets.token_hex(16), address, nonce)
            token = parts.tokens().issue(SIGN_IN, link.subject)
            parts.mailer().send(parts.mails().sign_in(address, link.number, token))

    def preview(self, token: str, nonce: str | None = None) -> Preview:
        """Return as whom a link would sign in, and whether it was asked for with this nonce; nothing is stored.

        Raises NotSignedIn as `enter` does.
        """
        link = self._unused(token)
        return Preview(link.address, link.is_asked_with(nonce))

    def enter(self, token: str, visitor: str | None, nonce: str | None = None) -> Session:
        """Open a session with the token of a link, once.

        The visitor's history is taken over, if the address is new, only in the browser that asked for the link:
        whoever sends somebody a link of their own gets nothing of theirs. The link is marked as used last, so that
        it works again if the session failed half way. Raises NotSignedIn for one that is forged, too old or used.
        """
        parts, link = self._parts, self._unused(token)
        taken_over = visitor if link.is_asked_with(nonce) else None
        listener, generation = parts.accounts.join(link.address, taken_over)
        if not parts.records.create(USED_LINKS.name, Record(link.number, {}, parts.now() + USED_LINK_KEPT)):
            raise _used()
        return Session(listener_token(parts.tokens(), listener, generation), listener)

    def _unused(self, token: str) -> SignInLink:
        lasts_seconds = SIGN_IN_LASTS.total_seconds()
        link = SignInLink.of(self._parts.tokens().read(SIGN_IN, token, lasts_seconds))
        if self._parts.records.get(USED_LINKS.name, link.number) is not None:
            raise _used()
        return link


def _used() -> NotSignedIn:
    return NotSignedIn(
        "This link was used already",
        expected="a link not used yet",
        found="one that was",
        cure="ask for a new one",
    )
