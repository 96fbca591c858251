"""Subscriptions to the weekly mail: asked for when signed in, confirmed from the mailbox, ended at any time."""

import secrets
from collections.abc import Callable
from dataclasses import replace

from shared.domain.subscription import Schedule, State, Subscription
from shared.errors import Conflict, NotFound
from shared.ports import Fields
from shared.record_kinds import SUBSCRIPTIONS, UNCONFIRMED_KEPT
from shared.records.consents import Consents, end_subscription

from .mails import WORDING
from .parts import Parts
from .sending import counted_mail

CONFIRM = "confirm"
"""Purpose of the token that confirms a subscription; it names the listener and the consent."""


class Subscribing:
    """The use case behind a subscription."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._consents = Consents(parts.records, parts.now)

    def find(self, listener: str) -> Subscription | None:
        """Read a listener's subscription, if there is one."""
        record = self._parts.records.get(SUBSCRIPTIONS.name, listener)
        return Subscription.of(record.fields) if record else None

    def ask(self, listener: str, schedule: Schedule, client: str) -> bool:
        """Subscribe a listener, or move their mail to another hour; return whether a mail asks for confirmation.

        Raises Forbidden for a visitor, InvalidInput for an unknown time zone, and what `SigningIn.ask` does where
        the mail is not on its way.
        """
        address = self._parts.accounts.address(listener)
        schedule.next_after(self._parts.now())
        known = self.find(listener)
        if known is not None and known.state is not State.PENDING:
            self._change(listener, lambda now: self._moved(now, schedule))
            return False
        with counted_mail(self._parts, address, client):
            self._ask_mailbox(listener, address, schedule)
        return True

    def confirm(self, token: str) -> Subscription:
        """Activate the subscription that a link confirms; once more changes nothing.

        Raises NotSignedIn for a link that is forged or too old, NotFound if the subscription has ended or was
        asked for anew.
        """
        subject = self._parts.tokens().read(CONFIRM, token, UNCONFIRMED_KEPT.total_seconds())
        listener, _, number = subject.partition(" ")
        self._numbered(self._fields(listener), number)
        self._consents.confirm(number)

        def change(before: Fields | None) -> Fields:
            fields = self._numbered(before, number)
            found = Subscription.of(fields)
            return (
                fields
                if found.state is not State.PENDING
                else {**fields, **found.active_from(self._parts.now()).to_fields()}
            )

        return Subscription.of(self._parts.records.update(SUBSCRIPTIONS.name, listener, change).fields)

    def pause(self, listener: str) -> Subscription:
        """Pause a subscription until it is resumed.

        Raises NotFound if there is no subscription, Conflict if it is not confirmed yet.
        """
        return self._change(listener, lambda now: replace(_confirmed(now), state=State.PAUSED))

    def resume(self, listener: str) -> Subscription:
        """Send a paused mail again, from its next hour on; raises as `pause` does."""

        def resumed(now: Subscription) -> Subscription:
            return now.active_from(self._parts.now()) if _confirmed(now).state is State.PAUSED else now

        return self._change(listener, resumed)

    def take_a_break(self, listener: str) -> Subscription:
        """Send no mail for a while, then go on. Raises as `pause` does."""
        return self._change(listener, lambda now: _confirmed(now).after_a_break(self._parts.now()))

    def go_on(self, listener: str) -> Subscription:
        """Send the mail from its next hour on, whether it is paused or takes a break. Raises as `pause` does."""
        return self._change(listener, lambda now: _confirmed(now).active_from(self._parts.now()))

    def leave_lists(self, listener: str) -> Subscription:
        """Have the mail start from no list any more, but from all that is searched for.

        Raises NotFound if there is no subscription.
        """
        return self._change(listener, lambda now: replace(now, lists=()))

    def end(self, listener: str, by: str) -> Fields | None:
        """End a subscription; `by` names the cause. Return the fields it had, None if there was none."""
        return end_subscription(self._parts.records, listener, by, self._parts.now)

    def _ask_mailbox(self, listener: str, address: str, schedule: Schedule) -> None:
        number = secrets.token_hex(16)
        self._consents.ask(number, listener, address, WORDING)
        pending = Subscription(listener, State.PENDING, schedule, schedule.next_after(self._parts.now()))

        def change(before: Fields | None) -> Fields:
            if before is not None and Subscription.of(before).state is not State.PENDING:
                raise Conflict("The subscription was confirmed meanwhile", cure="ask again")
            return {**pending.to_fields(), "consent": number}

        self._parts.records.update(SUBSCRIPTIONS.name, listener, change, self._parts.now() + UNCONFIRMED_KEPT)
        token = self._parts.tokens().issue(CONFIRM, f"{listener} {number}")
        self._parts.mailer().send(self._parts.mails().confirm(address, number, token, schedule))

    def _change(self, listener: str, change: Callable[[Subscription], Subscription]) -> Subscription:
        def changed(before: Fields | None) -> Fields:
            if before is None:
                raise NotFound("There is no subscription", cure="ask for one with PUT /api/account/subscription")
            return {**before, **change(Subscription.of(before)).to_fields()}

        return Subscription.of(self._parts.records.update(SUBSCRIPTIONS.name, listener, changed).fields)

    def _fields(self, listener: str) -> Fields | None:
        record = self._parts.records.get(SUBSCRIPTIONS.name, listener)
        return record.fields if record else None

    @staticmethod
    def _numbered(fields: Fields | None, number: str) -> Fields:
        """Return the fields of a subscription. Raises NotFound unless they are of this consent."""
        if fields is None or fields.get("consent") != number:
            raise NotFound(
                "There is nothing to confirm",
                expected="the link of the latest mail",
                found="one of a subscription that has ended or was asked for anew",
                cure="subscribe again",
            )
        return fields

    def _moved(self, found: Subscription, schedule: Schedule) -> Subscription:
        return replace(_confirmed(found), schedule=schedule).at_next_hour(self._parts.now())


def _confirmed(found: Subscription) -> Subscription:
    if found.state is State.PENDING:
        raise Conflict(
            "The subscription is not confirmed yet", expected="a confirmed one", cure="open the link in the mail"
        )
    return found
