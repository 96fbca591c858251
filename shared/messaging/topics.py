"""Topics, and the functions that subscribe to each."""

from collections.abc import Mapping

PLAYLISTS = "playlists"
"""Playlists to store, see `functions/ingest`."""

ACTIVITY = "activity"
"""Searches and ratings to count, see `shared/messaging/messages.py`."""

DIGESTS = "digests"
"""Listeners whose weekly mail is due, or the rest of a plan, see `functions/weekly_email`."""

TICKS = "ticks"
"""Hourly ticks, see `shared/messaging/messages.py`."""

SUBSCRIBERS: Mapping[str, tuple[str, ...]] = {
    PLAYLISTS: ("ingest",),
    ACTIVITY: ("tally",),
    DIGESTS: ("weekly_email",),
    TICKS: ("weekly_email", "tally"),
}
"""Topic -> the event functions that each handle its messages."""

SUBSCRIPTIONS: tuple[tuple[str, str], ...] = tuple(
    (topic, function) for topic, functions in SUBSCRIBERS.items() for function in functions
)
"""Each topic with each of its subscribers."""

EVENT_FUNCTIONS: tuple[str, ...] = tuple(dict.fromkeys(function for _, function in SUBSCRIPTIONS))
"""Every function that subscribes to a topic."""


def subscription_name(topic: str, function: str) -> str:
    """Return the name of a subscription, as terraform/modules/function does."""
    return f"{topic}-to-{function.replace('_', '-')}"


def topic_of(function: str) -> str:
    """Return a topic the function subscribes to; functions with several dispatch on the message's `kind`."""
    return next(topic for topic, subscriber in SUBSCRIPTIONS if subscriber == function)
