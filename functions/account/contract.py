"""The requests and answers of `account`, as JSON."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from shared.domain.subscription import Schedule, State, Subscription

Token = Annotated[str, Meta(min_length=1, max_length=2_000)]
Nonce = Annotated[str, Meta(min_length=16, max_length=200)]
"""A random text that the asking browser keeps: who sends it again is that browser."""


class VisitorResponse(Struct):
    """A new listener."""

    token: str
    """For `Authorization: Bearer` of every later request; it identifies this listener."""


class WeeklyRequest(Struct, forbid_unknown_fields=True):
    """Ten more songs like a list, every week at an hour."""

    search: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{1,100}$")]
    """The id of the list's answer."""
    weekday: Annotated[int, Meta(ge=0, le=6)]
    """0 is Monday."""
    hour: Annotated[int, Meta(ge=0, le=23)]
    time_zone: Annotated[str, Meta(min_length=1, max_length=80)]
    """An IANA name, such as Europe/Berlin."""

    def schedule(self) -> Schedule:
        """Return its hour as the domain's value."""
        return Schedule(self.weekday, self.hour, self.time_zone)


class SignInRequest(Struct, forbid_unknown_fields=True):
    """The address to mail a link and a code to."""

    address: Annotated[str, Meta(max_length=254)]
    nonce: Nonce | None = None
    """Without one the link takes over no visitor's history."""
    weekly: WeeklyRequest | None = None
    """With it, the link and the code begin the weekly mail as well."""


class SignInResponse(Struct):
    """A mail is on its way."""

    asked: str
    """Send it with the code of the mail: nobody else has it."""


class CodeRequest(Struct, forbid_unknown_fields=True):
    """The code of a mail, and what shows that the caller asked for it."""

    asked: Token
    """As it was answered when the mail was asked for."""
    code: Annotated[str, Meta(min_length=1, max_length=40)]
    """Six digits; blanks and dashes do not matter."""
    nonce: Nonce | None = None


class LinkRequest(Struct, forbid_unknown_fields=True):
    """The token of a mailed link."""

    token: Token


class SessionRequest(Struct, forbid_unknown_fields=True):
    """The token of a link to sign in, and the nonce that was sent when it was asked for."""

    token: Token
    nonce: Nonce | None = None


class PreviewResponse(Struct):
    """The session that a link would open."""

    address: str
    asked_here: bool
    """Whether the nonce is that of who asked for the link."""
    weekly: str | None
    """The hour of the weekly mail that would begin with it, in words."""


class SessionResponse(Struct):
    """A session of a signed-in listener."""

    token: str
    """Replaces the visitor's token."""
    apart: bool
    """Whether the visitor whose token was sent stays a listener of their own, whom that token still names."""
    subscription: "SubscriptionResponse | None"
    """The weekly mail that began with it."""
    merge: str | None
    """A ticket to merge the visitor who is apart into the account, if they agree; null in another browser."""


class MergeRequest(Struct, forbid_unknown_fields=True):
    """A visitor to merge into the account of the caller."""

    visitor: Token
    """The visitor's own token."""
    ticket: Token
    """As it was answered at the sign-in."""


class MergePreviewResponse(Struct):
    """The history of a visitor; nothing is merged yet."""

    loved: int
    lists: int
    anything: bool
    """Whether there is anything to merge."""


class MergeResponse(Struct):
    """The state of a merge."""

    done: bool
    """False if more is left than one request may move: the same request goes on."""


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
    lists: int
    """Number of lists that it starts from; of none it follows all that the listener searches for."""

    @classmethod
    def of(cls, found: Subscription) -> "SubscriptionResponse":
        """Return the answer that shows a subscription."""
        schedule = found.schedule
        hour = schedule.weekday, schedule.hour, schedule.time_zone
        return cls(found.state, *hour, found.due_at, len(found.lists))


class MeResponse(Struct):
    """The account of the caller."""

    signed_in: bool
    address: str | None
    admin: bool
    subscription: SubscriptionResponse | None
