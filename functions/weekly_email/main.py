"""Entry point of `weekly_email`: at every hour, the weekly mails that are due are sent."""

from datetime import UTC, datetime
from functools import cache

import functions_framework

from shared.digest.rendering import Rendering
from shared.messaging.push import CheckToken, Message, event_function
from shared.ports import EventBus
from shared.settings.config import Settings
from shared.settings.live_model import live_model
from shared.stopping import STOPPING
from shared.web.tokens import Tokens

from .delivery import Delivery
from .handler import WeeklyEmail
from .plan import Plan
from .send import Send


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def events() -> EventBus:
    """Connect to the bus when the first batch is published."""
    return settings().events()


@cache
def tokens() -> Tokens:
    """Read the secret when the first mail is written."""
    return Tokens(*settings().signing_secrets())


@cache
def send() -> Send:
    """Build the sending use case on the first batch: an instance that only plans needs no model and no mailer."""
    rendering = Rendering(
        addresses=settings().addresses(),
        postal_address=settings().postal_address,
        tokens=tokens,
    )
    records = settings().records()
    return Send(
        live_model(settings()).get,
        records,
        Delivery(records, settings().mailer(), rendering, now=_now),
        settings().objects,
        now=_now,
        stopping=STOPPING.is_set,
    )


@cache
def use_case() -> WeeklyEmail:
    """Build the adapters once per instance, on the first message."""
    return WeeklyEmail(Plan(settings().records(), events), send, now=_now)


@cache
def check_token() -> CheckToken | None:
    """Build the check of pushes once per instance, as it keeps Google's certificates."""
    return settings().push_check()


@functions_framework.http
@event_function("weekly_email", objects=lambda: settings().objects(), check=check_token)
def weekly_email(message: Message) -> None:
    """Plan or send."""
    use_case().handle(message)


def _now() -> datetime:
    return datetime.now(UTC)
