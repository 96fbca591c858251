"""The figures that `tally` keeps and `insights` shows: where each is, and what it is called."""

from datetime import timedelta

FIGURES = "figures"
"""Collection of tallies: one of everyone's, one for each listener."""

EVERYONE = "everyone"

WEEK_TRACKS = "week_tracks"
"""Collection of what was searched and loved in a week, a tally for each week and track."""

WEEK_KEPT = timedelta(days=60)

LISTENER_REMEMBERS = 200
"""Events of one listener that are remembered; her own may come again, but not after so many others of hers."""


def of_listener(listener: str) -> str:
    """Name a listener's tally."""
    return f"listener.{listener}"


def of_week_track(week: str, track: str) -> str:
    """Name the tally of a track in a week."""
    return f"{week}.{track}"
