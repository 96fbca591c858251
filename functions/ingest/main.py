"""Entry point of `ingest`: stores one pushed playlist."""

from datetime import UTC, datetime
from functools import cache

import functions_framework

from shared.messaging.push import CheckToken, Message, event_function
from shared.settings.config import Settings
from shared.settings.live_model import live_model

from .handler import Ingest


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def use_case() -> Ingest:
    """Build the adapters once per instance, on the first message."""
    return Ingest(
        live_model(settings()),
        settings().records(),
        settings().objects(),
        settings().feature_source(),
        secret=lambda: settings().signing_secrets()[0],
        now=lambda: datetime.now(UTC),
    )


@cache
def check_token() -> CheckToken | None:
    """Build the check of pushes once per instance, as it keeps Google's certificates."""
    return settings().push_check()


@functions_framework.http
@event_function("ingest", objects=lambda: settings().objects(), check=check_token)
def ingest(message: Message) -> None:
    """Store one playlist."""
    use_case().handle(message)
