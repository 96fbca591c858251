"""Entry point of `tally`: a message about a search or rating in, its counts stored."""

from functools import cache

import functions_framework

from shared.messaging.push import CheckToken, Message, event_function
from shared.settings.config import Settings

from .handler import TallyActivity


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def use_case() -> TallyActivity:
    """Build the adapters once per instance, on the first message."""
    return TallyActivity(settings().records())


@cache
def check_token() -> CheckToken | None:
    """Build the check of pushes once per instance, as it keeps Google's certificates."""
    return settings().push_check()


@functions_framework.http
@event_function("tally", objects=lambda: settings().objects(), check=check_token)
def tally(message: Message) -> None:
    """Count one activity."""
    use_case().handle(message)
