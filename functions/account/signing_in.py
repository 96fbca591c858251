"""Sign-in by mailed link: a link opens one session, within a quarter of an hour."""

import secrets
from datetime import timedelta

from shared.errors import NotSignedIn, RefusedAddress, TooManyRequests
from shared.ports import Record
from shared.record_kinds import USED_LINK_KEPT, USED_LINKS
from shared.records.suppressions import is_suppressed, suppress
from shared.web.auth import listener_token

from .addresses import checked_address
from .limits import MAILS_FOR_CLIENT, MAILS_TO_ADDRESS
from .parts import Parts

SIGN_IN = "sign-in"
"""Purpose of a link's token."""

SIGN_IN_LASTS = timedelta(minutes=15)


class SigningIn:
    """The use case behind the sign-in links.

    An address is looked up only when its link is used: a client that asks for one cannot tell whether the address
    is known, neither by the answer nor by the time it takes. Only counts are stored of such requests.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def ask(self, text: str, client: str) -> None:
        """Mail a link to an address, unless the address is suppressed or reached its limit.

        Raises InvalidInput for an invalid address, TooManyRequests if the client asks too often, and Unavailable
        if no mail can be sent now to any address.
        """
        parts, address = self._parts, checked_address(text)
        if seconds := parts.limits.wait_seconds(MAILS_FOR_CLIENT, client):
            raise too_many_mails(seconds)
        if parts.limits.wait_seconds(MAILS_TO_ADDRESS, address) or is_suppressed(parts.records, address):
            return
        number = secrets.token_hex(16)
        token = parts.tokens().issue(SIGN_IN, f"{number} {address}")
        try:
            parts.mailer().send(parts.mails().sign_in(address, number, token))
        except RefusedAddress:
            suppress(parts.records, address, "refused", parts.now())

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


def too_many_mails(seconds: int) -> TooManyRequests:
    """Return the error for a mail that was asked for too often."""
    return TooManyRequests(
        "Too many mails were asked for",
        expected="a few an hour",
        found="more",
        cure=f"try again in {seconds} seconds",
        retry_after_seconds=seconds,
    )


def _used() -> NotSignedIn:
    return NotSignedIn(
        "This link was used already",
        expected="a link not used yet",
        found="one that was",
        cure="ask for a new one",
    )
