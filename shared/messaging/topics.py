"""Topics, and the function that subscribes to each."""

PLAYLISTS = "playlists"
"""Playlists to store, see `functions/ingest`."""

ACTIVITY = "activity"
"""Searches and ratings to count, see `shared/messaging/messages.py`."""

DIGESTS = "digests"
"""Listeners whose weekly mail is due, or the rest of a plan, see `functions/weekly_email`."""

TICKS = "ticks"
"""Hourly ticks, see `shared/messaging/messages.py`."""

SUBSCRIBERS = {PLAYLISTS: "ingest", ACTIVITY: "tally", DIGESTS: "weekly_email", TICKS: "weekly_email"}
"""Topic -> the event function that handles its messages."""


def topic_of(function: str) -> str:
    """Return a topic the function subscribes to; functions with several dispatch on the message's `kind`."""
    return next(topic for topic, subscriber in SUBSCRIBERS.items() if subscriber == function)
