"""Sign-in by mailed link: a link opens one session, within a quarter of an hour."""

import secrets
from datetime import timedelta

from shared.errors import NotSignedIn
from shared.ports import Record
from shared.record_kinds import USED_LINK_KEPT, USED_LINKS
from shared.web.auth import listener_token

from .addresses import checked_address
from .parts import Parts
from .sending import counted_mail

SIGN_IN = "sign-in"
"""Purpose of a link's token."""

SIGN_IN_LASTS = timedelta(minutes=15)


class SigningIn:
    """The use case behind the sign-in links.

    An address is looked up only when its link is used: a client that asks for one cannot tell whether the address
    has an account, neither by the answer nor by the time it takes. Only counts are stored of such requests.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def ask(self, text: str, client: str) -> None:
        """Mail a link to an address; when this returns, the mail is on its way.

        Raises InvalidInput for an invalid address, TooManyRequests if too many mails were asked for by the client
        or for the address, RefusedAddress if no mail reaches it, DeferredAddress if none does now, Unavailable if
        none can be sent to any address, and UnknownOutcome if it may have been sent.
        """
        parts, address = self._parts, checked_address(text)
        with counted_mail(parts, address, client):
            number = secrets.token_hex(16)
            token = parts.tokens().issue(SIGN_IN, f"{number} {address}")
            parts.mailer().send(parts.mails().sign_in(address, number, token))

    def enter(self, token: str, visitor: str | None) -> str:
        """Open a session with the token of a link, once, and return a listener's token.

        The link is marked as used last, so that it works again if the session failed half way. Raises NotSignedIn
        for a link that is forged, too old or used.
        """
        parts = self._parts
        number, _, address = parts.tokens().read(SIGN_IN, token, SIGN_IN_LASTS.total_seconds()).partition(" ")
        if parts.records.get(USED_LINKS.name, number) is not None:
            raise _used()
        listener, generation = parts.accounts.join(address, visitor)
        if not parts.records.create(USED_LINKS.name, Record(number, {}, parts.now() + USED_LINK_KEPT)):
            raise _used()
        return listener_token(parts.tokens(), listener, generation)


def _used() -> NotSignedIn:
    return NotSignedIn(
        "This link was used already",
        expected="a link not used yet",
        found="one that was",
        cure="ask for a new one",
    )
