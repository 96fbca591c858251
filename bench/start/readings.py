"""The two variants of the original's pickles, and the load time of each; without pandas."""

from collections.abc import Mapping

LEAST, AS_KEPT = "least", "as-kept"
"""Folders of the pickles."""

MAPPED = 5_000
"""Points on the map of LEAST."""

LISTED, PLACED = 100_000, 20_000
"""Numbers of playlists with lists, and on the map, in AS_KEPT; load times scale with them."""


def scaled_up(seconds: Mapping[str, float], playlists: int) -> float:
    """Compute the load time of all pickles, with the lists and the map scaled up to `playlists`."""
    factors = {"lists": max(playlists / LISTED, 1.0), "map": max(playlists / PLACED, 1.0)}
    return sum(each * factors.get(name, 1.0) for name, each in seconds.items())
