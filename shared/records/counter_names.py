"""Names of the counters that `tally` writes and `insights` reads, and of the counts in them."""

from collections.abc import Mapping

EVERYONE = "everyone"

EVER = "ever"
"""Stands for all weeks together in the counters of loved tracks."""

LISTENER = "listener"
"""The `kind` of a listener's counter, for queries of all of them."""

LAST_AT = "last_at"
"""The moment of the latest event that a counter counts, as ISO 8601 in UTC."""


def of_listener(listener: str) -> str:
    """Return the name of a listener's counter."""
    return f"{LISTENER}.{listener}"


def of_week_track(week: str, track: str) -> str:
    """Return the name of the counter of a track in a week."""
    return f"{week}.{track}"


def counts_under(counts: Mapping[str, int], *prefix: str) -> dict[str, int]:
    """Return the counts whose names start with these parts, by the rest of the name."""
    start = "".join(f"{part}." for part in prefix)
    return {name.removeprefix(start): amount for name, amount in counts.items() if name.startswith(start)}
