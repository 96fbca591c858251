"""Decide who is let in: a link is mailed to whoever asks, and opens one session within a quarter of an hour."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from shared.errors import NotSignedIn, RefusedAddress, TooManyRequests
from shared.ports import Mailer, Record, Records
from shared.record_kinds import USED_LINK_KEPT, USED_LINKS
from shared.records.suppressions import is_suppressed, suppress
from shared.web.auth import listener_token
from shared.web.tokens import Tokens

from .accounts import Accounts
from .addresses import checked_address
from .limits import MAILS_FOR_CLIENT, MAILS_TO_ADDRESS, Limits
from .mails import Mails

SIGN_IN = "sign-in"
"""Purpose of the token in a link."""

SIGN_IN_LASTS = timedelta(minutes=15)


class SigningIn:
    """The use case behind the links.

    Whether an address is known is looked up only when its link is used: so nobody who asks for one can tell,
    neither by the answer nor by the time it takes. Nothing is kept of who asks but counts.
    """

    def __init__(
        self,
        records: Records,
        accounts: Accounts,
        limits: Limits,
        *,
        mailer: Callable[[], Mailer],
        mails: Callable[[], Mails],
        tokens: Callable[[], Tokens],
        now: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._accounts = accounts
        self._limits = limits
        self._mailer = mailer
        self._mails = mails
        self._tokens = tokens
        self._now = now

    def ask(self, text: str, client: str) -> None:
        """Mail a link to an address, unless it gets no mail or was sent enough of them lately.

        Raises InvalidInput for what is no address, TooManyRequests if the client asks too often, and Unavailable
        if no mail can be sent now, to whomever.
        """
        address = checked_address(text)
        if seconds := self._limits.wait_seconds(MAILS_FOR_CLIENT, client):
            raise too_many_mails(seconds)
        if self._limits.wait_seconds(MAILS_TO_ADDRESS, address) or is_suppressed(self._records, address):
            return
        number = secrets.token_hex(16)
        token = self._tokens().issue(SIGN_IN, f"{number} {address}")
        try:
            self._mailer().send(self._mails().sign_in(address, number, token))
        except RefusedAddress:
            suppress(self._records, address, "refused", self._now())

    def enter(self, token: str, visitor: str | None) -> str:
        """Open a session with the token of a link, once, and give a listener's token.

        The link is used up last: one whose session failed on the way may be tried again. Raises NotSignedIn for a
        link that is not ours, too old or used.
        """
        number, _, address = self._tokens().read(SIGN_IN, token, SIGN_IN_LASTS.total_seconds()).partition(" ")
        if self._records.get(USED_LINKS.name, number) is not None:
            raise _used()
        listener, generation = self._accounts.join(address, visitor)
        if not self._records.create(USED_LINKS.name, Record(number, {}, self._now() + USED_LINK_KEPT)):
            raise _used()
        return listener_token(self._tokens(), listener, generation)


def too_many_mails(seconds: int) -> TooManyRequests:
    """Make the refusal of a mail that was asked for too often."""
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
