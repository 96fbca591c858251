"""Two readings of what the original keeps, and how long each takes to load; knows no pandas."""

from collections.abc import Mapping

LEAST, AS_KEPT = "least", "as-kept"
"""The folders of their pickles."""

MAPPED = 5_000
"""Points on the map of the one."""

LISTED, PLACED = 100_000, 20_000
"""Playlists whose lists, and places on the map, the other is made for: loading them takes time in proportion."""


def scaled_up(seconds: Mapping[str, float], playlists: int) -> float:
    """Give how long all pickles take, by name, if the lists and the map were of that many playlists."""
    factors = {"lists": max(playlists / LISTED, 1.0), "map": max(playlists / PLACED, 1.0)}
    return sum(each * factors.get(name, 1.0) for name, each in seconds.items())
