"""The requests and answers of `account`, as JSON."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from shared.domain.subscription import Schedule, State, Subscription

Token = Annotated[str, Meta(min_length=1, max_length=2_000)]


class VisitorResponse(Struct):
    """A new listener."""

    token: str
    """For `Authorization: Bearer` of every later request; it identifies this listener."""


class SignInRequest(Struct, forbid_unknown_fields=True):
    """The address to mail a link to."""

    address: Annotated[str, Meta(min_length=3, max_length=254)]


class LinkRequest(Struct, forbid_unknown_fields=True):
    """The token of a mailed link."""

    token: Token


class SessionResponse(Struct):
    """A session of a signed-in listener."""

    token: str
    """Replaces the visitor's token."""


class NothingResponse(Struct):
    """An answer without content."""


class SubscriptionRequest(Struct, forbid_unknown_fields=True):
    """The hour of the week for the weekly mail."""

    weekday: Annotated[int, Meta(ge=0, le=6)]
    """0 is Monday."""
    hour: Annotated[int, Meta(ge=0, le=23)]
    time_zone: Annotated[str, Meta(min_length=1, max_length=80)]
    """An IANA name, such as Europe/Berlin."""

    def schedule(self) -> Schedule:
        """Return it as the domain's value."""
        return Schedule(self.weekday, self.hour, self.time_zone)


class SubscriptionResponse(Struct):
    """The state of a subscription."""

    state: State
    weekday: int
    hour: int
    time_zone: str
    due_at: datetime

    @classmethod
    def of(cls, found: Subscription) -> "SubscriptionResponse":
        """Return the answer that shows a subscription."""
        schedule = found.schedule
        return cls(found.state, schedule.weekday, schedule.hour, schedule.time_zone, found.due_at)


class MeResponse(Struct):
    """The account of the caller."""

    signed_in: bool
    address: str | None
    admin: bool
    subscription: SubscriptionResponse | None
