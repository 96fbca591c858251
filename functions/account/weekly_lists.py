"""The weekly mail begun from a list: agreed to by link or code of one mail, or in one tap by who is signed in."""

from dataclasses import replace
from datetime import datetime

from shared.domain.search import Search
from shared.domain.subscription import Schedule, StartList, State, Subscription
from shared.errors import NotFound
from shared.ports import Fields
from shared.record_kinds import SEARCHES, SUBSCRIPTIONS
from shared.records.consents import Consents, erase_subscription
from shared.records.deleted_listeners import GONE_ACCOUNT, demand_present
from shared.records.suppressions import is_suppressed

from .mails import LIST_WORDING, WORDING
from .parts import Parts
from .sending import suppressed
from .wishes import WeeklyWish


class WeeklyLists:
    """The use case behind "ten more like this, every week"."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._consents = Consents(parts.records, parts.now)

    def wish(self, search: str, schedule: Schedule, asker: str | None) -> WeeklyWish:
        """Return the wish for more like a list of the asker's, or of nobody's.

        Raises NotFound for a list that is not there, or somebody else's, InvalidInput for an unknown time zone.
        """
        schedule.next_after(self._parts.now())
        found = self._search(search)
        if found is None or found.listener not in (None, asker):
            raise NotFound(
                "This list is not there any more", expected="a list of yours", found="none", cure="make a new list"
            )
        return WeeklyWish(schedule, search, self._parts.now())

    def wish_of_all(self, schedule: Schedule) -> WeeklyWish:
        """Return the wish for songs that follow all that is searched for. Raises InvalidInput as `wish` does."""
        schedule.next_after(self._parts.now())
        return WeeklyWish(schedule, "", self._parts.now())

    def add(self, listener: str, wish: WeeklyWish, number: str) -> Subscription:
        """Begin the mail of a signed-in listener, whose mailbox their sign-in has proven, or add a list to it.

        Raises Forbidden for a visitor, RefusedAddress if their address gets no mail.
        """
        if is_suppressed(self._parts.records, self._parts.accounts.address(listener)):
            raise suppressed()
        return self.begin(listener, wish, number)

    def begin(self, listener: str, wish: WeeklyWish, number: str) -> Subscription:
        """Begin or resume a listener's mail, with the list as the newest that it starts from.

        A mail that comes already keeps its hour and its consent; a new one has its consent under `number`.
        Once more changes nothing. Raises NotSignedIn for a listener whose deletion came in between.
        """
        known = self._parts.records.get(SUBSCRIPTIONS.name, listener)
        if known is None or Subscription.of(known.fields).state is State.PENDING:
            address = self._parts.accounts.address(listener)
            wording = LIST_WORDING if wish.search else WORDING
            self._consents.give(number, listener, address, wording, wish.asked_at)
        found, now = self._search(wish.search) if wish.search else None, self._parts.now()
        started = StartList.like(found) if found else None
        record = self._parts.records.update(
            SUBSCRIPTIONS.name, listener, lambda before: _begun(before, listener, wish, number, started, now)
        )
        records = self._parts.records
        demand_present(records, listener, lambda: erase_subscription(records, listener), GONE_ACCOUNT)
        return Subscription.of(record.fields)

    def _search(self, id: str) -> Search | None:
        record = self._parts.records.get(SEARCHES.name, id)
        return Search.of(record.key, record.fields) if record else None


def _begun(
    before: Fields | None, listener: str, wish: WeeklyWish, number: str, started: StartList | None, now: datetime
) -> Fields:
    """Return the fields of an active subscription."""
    new = Subscription(listener, State.PENDING, wish.schedule, now)
    found, consent = (Subscription.of(before), before.get("consent")) if before else (new, number)
    if found.state is State.PENDING:
        found, consent = replace(found, schedule=wish.schedule), number
    if found.state is not State.ACTIVE:
        found = found.active_from(now)
    if started is not None:
        found = found.starting_from(started)
    return {**(before or {}), **found.to_fields(), "consent": consent}
