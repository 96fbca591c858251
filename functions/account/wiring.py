"""The objects behind `account`, each built once per instance, when it is first needed."""

from datetime import UTC, datetime
from functools import cache

from shared.ports import Mailer, ObjectStore, Records
from shared.records.mail_events import MailEvents
from shared.settings.config import Settings
from shared.web.auth import new_listener_id
from shared.web.rate_limits import ClientLimits
from shared.web.tokens import Tokens

from .accounts import Accounts
from .leaving import Leaving
from .limits import Limits
from .mails import Mails
from .merging import Merging
from .parts import Parts
from .signing_in import SigningIn
from .subscribing import Subscribing
from .unsubscribing import Unsubscribing
from .weekly_lists import WeeklyLists


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def records() -> Records:
    """Connect to the records once per instance."""
    return settings().records()


@cache
def tokens() -> Tokens:
    """Read the secrets when the first token is read or issued."""
    return Tokens(*settings().signing_secrets())


@cache
def mailer() -> Mailer:
    """Build the mailer when the first mail is sent."""
    return settings().mailer()


@cache
def mails() -> Mails:
    """Read the templates when the first mail is written."""
    return Mails(site_url=settings().site_url, postal_address=settings().postal_address)


@cache
def accounts() -> Accounts:
    """Build the accounts once per instance."""
    return Accounts(records(), now=now, new_id=new_listener_id)


@cache
def limits() -> Limits:
    """Build the limits once per instance."""
    return Limits(records(), lambda: settings().signing_secrets()[0], now)


@cache
def client_limits() -> ClientLimits:
    """Keep the buckets of clients, once per instance."""
    return ClientLimits(settings().rate_factor, settings().forwarded_hops, tokens)


@cache
def parts() -> Parts:
    """Collect the parts that mail links, once per instance."""
    return Parts(records(), accounts(), limits(), mailer, mails, tokens, now)


@cache
def signing_in() -> SigningIn:
    """Build the use case once per instance."""
    return SigningIn(parts())


@cache
def weekly_lists() -> WeeklyLists:
    """Build the use case once per instance."""
    return WeeklyLists(parts())


@cache
def subscribing() -> Subscribing:
    """Build the use case once per instance."""
    return Subscribing(parts())


@cache
def unsubscribing() -> Unsubscribing:
    """Build the use case once per instance."""
    return Unsubscribing(parts(), subscribing())


@cache
def objects() -> ObjectStore:
    """Connect to the objects on the first deletion."""
    return settings().objects()


@cache
def leaving() -> Leaving:
    """Build the use case once per instance."""
    return Leaving(records(), objects, now=now)


@cache
def merging() -> Merging:
    """Build the use case once per instance."""
    return Merging(records(), objects, tokens, now=now)


@cache
def mail_events() -> MailEvents:
    """Build the rule once per instance."""
    return MailEvents.of(records(), now)


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)
