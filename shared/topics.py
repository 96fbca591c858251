"""The topics that functions publish to, and the function that each topic's messages are pushed to."""

PLAYLISTS = "playlists"
"""A playlist to be kept, see `functions/ingest`."""

SUBSCRIBERS = {PLAYLISTS: "ingest"}
"""Topic -> the event function that handles its messages."""
