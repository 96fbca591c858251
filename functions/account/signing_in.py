"""Sign-in by one mail: its link or its code opens one session, within a quarter of an hour."""

import secrets
from typing import NamedTuple

from shared.domain.subscription import Subscription
from shared.errors import NotSignedIn
from shared.ports import Record
from shared.record_kinds import SIGN_IN_CODE_KEPT, USED_LINK_KEPT, USED_LINKS
from shared.web.auth import listener_token

from .addresses import checked_address
from .codes import Codes
from .links import SignInLink
from .parts import Parts
from .sending import counted_mail
from .weekly_lists import WeeklyLists
from .wishes import WeeklyWish

SIGN_IN = "sign-in"
"""Purpose of a link's token."""

ASKED = "sign-in-asked"
"""Purpose of the token that the asking browser keeps: a code works only together with it."""

SIGN_IN_LASTS = SIGN_IN_CODE_KEPT


class Preview(NamedTuple):
    """The session that a link would open."""

    address: str
    asked_here: bool
    wish: WeeklyWish | None


class Session(NamedTuple):
    """A session that a link or a code opened."""

    token: str
    listener: str
    subscription: Subscription | None
    """The weekly mail that began with it, if it was asked for."""
    asked_here: bool
    """Whether it was opened with the nonce of who asked for it."""


class SigningIn:
    """The use case behind the sign-in mails.

    An address is looked up only when its link or code is used: a client that asks for one cannot tell whether the
    address has an account, neither by the answer nor by the time it takes. Of such requests only counts are
    stored, and the keyed hash of a code.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._codes = Codes(parts.records, parts.limits, parts.now)
        self._weekly = WeeklyLists(parts)

    def ask(self, text: str, client: str, nonce: str | None = None, wish: WeeklyWish | None = None) -> str:
        """Mail a link and a code to an address; when this returns, the mail is on its way.

        Return the token that the code works with; nobody else has it. The link takes a visitor's history over only
        together with the nonce. With a wish, link and code begin the weekly mail as well. Raises InvalidInput for
        an invalid address, TooManyRequests if too many mails were asked for by the client or for the address,
        RefusedAddress if no mail reaches it, DeferredAddress if none does now, Unavailable if none can be sent to
        any address, and UnknownOutcome if it may have been sent.
        """
        parts, address = self._parts, checked_address(text)
        with counted_mail(parts, address, client):
            link = SignInLink.asked(secrets.token_hex(16), address, nonce, wish)
            token, code = parts.tokens().issue(SIGN_IN, link.subject), self._codes.issue(link.number)
            parts.mailer().send(
                parts.mails().sign_in(address, link.number, token, code, wish.schedule if wish else None)
            )
        return parts.tokens().issue(ASKED, link.subject)

    def preview(self, token: str, nonce: str | None = None) -> Preview:
        """Return as whom a link would sign in, and whether it was asked for with this nonce; nothing is stored.

        Raises NotSignedIn as `enter` does.
        """
        link = self._unused(SIGN_IN, token)
        return Preview(link.address, link.is_asked_with(nonce), link.wish)

    def enter(self, token: str, visitor: str | None, nonce: str | None = None) -> Session:
        """Open a session with the token of a link, once.

        The visitor's history is taken over, if the address is new, only in the browser that asked for the link:
        whoever sends somebody a link of their own gets nothing of theirs. The link is marked as used last, so that
        it works again if the session failed half way. Raises NotSignedIn for one that is forged, too old or used.
        """
        return self._opened(self._unused(SIGN_IN, token), visitor, nonce)

    def enter_by_code(
        self, asked: str, code: str, client: str, visitor: str | None, nonce: str | None = None
    ) -> Session:
        """Open a session with the code of a mail and the token that its asking returned, once for link and code.

        Raises NotSignedIn as `enter` does, and what `Codes.check` does.
        """
        link = self._unused(ASKED, asked)
        self._codes.check(link.number, code, link.address, client)
        return self._opened(link, visitor, nonce)

    def _opened(self, link: SignInLink, visitor: str | None, nonce: str | None) -> Session:
        parts, asked_here = self._parts, link.is_asked_with(nonce)
        listener, generation = parts.accounts.join(link.address, visitor if asked_here else None)
        begun = self._weekly.begin(listener, link.wish, link.number) if link.wish else None
        if not parts.records.create(USED_LINKS.name, Record(link.number, {}, parts.now() + USED_LINK_KEPT)):
            raise _used()
        self._codes.forget(link.number)
        return Session(listener_token(parts.tokens(), listener, generation), listener, begun, asked_here)

    def _unused(self, purpose: str, token: str) -> SignInLink:
        lasts_seconds = SIGN_IN_LASTS.total_seconds()
        link = SignInLink.of(self._parts.tokens().read(purpose, token, lasts_seconds))
        if self._parts.records.get(USED_LINKS.name, link.number) is not None:
            raise _used()
        return link


def _used() -> NotSignedIn:
    return NotSignedIn(
        "This link or code was used already",
        expected="one not used yet",
        found="one that was",
        cure="ask for a new one",
    )
