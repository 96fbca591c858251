"""The figures that `tally` keeps and `insights` shows: where each is, and what it is called."""

from collections.abc import Mapping
from datetime import timedelta

FIGURES = "figures"
"""Collection of tallies: one of everyone's, one for each listener."""

EVERYONE = "everyone"

WEEK_TRACKS = "week_tracks"
"""Collection of what was searched and loved in a week, a tally for each week and track."""

WEEK_KEPT = timedelta(days=60)

EVER = "ever"
"""The week that is all weeks: what was loved since the beginning."""

LISTENER = "listener"
"""The `kind` of a listener's tally, by which all of them are found."""

LAST_AT = "last_at"
"""When the last thing happened that a tally counts, as ISO 8601 in UTC."""

LISTENER_REMEMBERS = 200
"""Events of one listener that are remembered; her own may come again, but not after so many others of hers."""


def of_listener(listener: str) -> str:
    """Name a listener's tally."""
    return f"{LISTENER}.{listener}"


def listener_of(key: str) -> str:
    """Give the listener of a record under her tally's name, "" for the key of another tally."""
    kind, _, rest = key.partition(".")
    return rest.rpartition(".")[0] if kind == LISTENER else ""


def of_week_track(week: str, track: str) -> str:
    """Name the tally of a track in a week."""
    return f"{week}.{track}"


def counts_under(counts: Mapping[str, int], *prefix: str) -> dict[str, int]:
    """Give the counts whose names start with these parts, by what follows them."""
    start = "".join(f"{part}." for part in prefix)
    return {name.removeprefix(start): amount for name, amount in counts.items() if name.startswith(start)}
