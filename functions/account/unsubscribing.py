"""The links of a mail that end it or pause it, without a sign-in, and the way back from a press too many."""

from datetime import timedelta

import msgspec

from shared.domain.subscription import Subscription
from shared.errors import Conflict, NotFound, NotSignedIn
from shared.ports import Fields
from shared.record_kinds import SUBSCRIPTIONS
from shared.records.consents import LINK, Consents, erase_subscription
from shared.records.deleted_listeners import GONE_ACCOUNT, demand_present
from shared.web.mail_links import UNSUBSCRIBE, UNSUBSCRIBE_LASTS

from .parts import Parts
from .subscribing import Subscribing

UNDO = "undo-unsubscribe"
"""Purpose of the token that holds what a link ended: the page of its button has it, nothing is stored."""

UNDO_LASTS = timedelta(hours=1)


class Unsubscribing:
    """The use case behind those links."""

    def __init__(self, parts: Parts, subscribing: Subscribing) -> None:
        self._parts = parts
        self._subscribing = subscribing
        self._consents = Consents(parts.records, parts.now)

    def check_link(self, token: str) -> str:
        """Return the listener whom a link in a mail unsubscribes. Raises NotSignedIn for a forged one."""
        return self._parts.tokens().read(UNSUBSCRIBE, token, UNSUBSCRIBE_LASTS.total_seconds())

    def end(self, listener: str) -> str:
        """End the mail and return a token that undoes it, "" if there was none to end."""
        fields = self._subscribing.end(listener, LINK)
        if fields is None or not fields.get("consent"):
            return ""
        return self._parts.tokens().issue(UNDO, msgspec.json.encode(fields).decode())

    def pause(self, listener: str) -> Subscription:
        """Send no mail for a while, then go on. Raises NotFound or Conflict if there is none to pause."""
        return self._subscribing.take_a_break(listener)

    def resume(self, listener: str) -> Subscription:
        """Go on at once. Raises as `pause` does."""
        return self._subscribing.go_on(listener)

    def undo(self, listener: str, token: str) -> Subscription:
        """Bring back what a link ended, under the consent it had; a subscription that is there stays as it is.

        Raises NotSignedIn for a token that is forged, old, or another listener's, NotFound if that consent is not
        kept or has ended otherwise since.
        """
        fields: Fields = msgspec.json.decode(self._parts.tokens().read(UNDO, token, UNDO_LASTS.total_seconds()))
        if fields["listener"] != listener:
            raise NotSignedIn("This button is another listener's")
        if (known := self._subscribing.find(listener)) is not None:
            return known
        self._consents.go_on(str(fields["consent"]))
        again = {**fields, **Subscription.of(fields).at_next_hour(self._parts.now()).to_fields()}
        records = self._parts.records
        kept = records.update(SUBSCRIPTIONS.name, listener, lambda before: before or again)
        demand_present(records, listener, lambda: erase_subscription(records, listener), GONE_ACCOUNT)
        return Subscription.of(kept.fields)


GONE = (NotFound, Conflict, NotSignedIn)
"""Errors of a link whose mail has ended, or is not confirmed."""
