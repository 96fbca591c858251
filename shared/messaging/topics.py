"""The topics that functions publish to, and the function that each topic's messages are pushed to."""

PLAYLISTS = "playlists"
"""A playlist to be kept, see `functions/ingest`."""

ACTIVITY = "activity"
"""Something that is to be counted, see `shared/messaging/messages.py`."""

DIGESTS = "digests"
"""Listeners whose weekly mail is due, or the rest of a plan, see `functions/weekly_email`."""

TICKS = "ticks"
"""An hour has begun, see `shared/messaging/messages.py`."""

SUBSCRIBERS = {PLAYLISTS: "ingest", ACTIVITY: "tally", DIGESTS: "weekly_email", TICKS: "weekly_email"}
"""Topic -> the event function that handles its messages."""


def topic_of(function: str) -> str:
    """Give a topic whose messages an event function handles; one that has several tells their kinds apart."""
    return next(topic for topic, subscriber in SUBSCRIBERS.items() if subscriber == function)
