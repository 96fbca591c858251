"""The topics that functions publish to, and the function that each topic's messages are pushed to."""

PLAYLISTS = "playlists"
"""A playlist to be kept, see `functions/ingest`."""

ACTIVITY = "activity"
"""Something that is to be counted, see `shared/activity.py`."""

SUBSCRIBERS = {PLAYLISTS: "ingest", ACTIVITY: "tally"}
"""Topic -> the event function that handles its messages."""


def topic_of(function: str) -> str:
    """Give the topic whose messages an event function handles."""
    return next(topic for topic, subscriber in SUBSCRIBERS.items() if subscriber == function)
