"""A listener's history at another service: the songs they play, as that service names them."""

from dataclasses import dataclass
from typing import Literal, get_args

Span = Literal["recent", "month", "half_yearly", "year", "all_time"]
"""A part of a history: the latest listens, or the most played songs of a month, a half-year, a year or all time.

Month, half-year and year are the last that have ended, as ListenBrainz counts them.
"""

SPANS: tuple[Span, ...] = get_args(Span)

MOST_NAME_CHARACTERS = 64
"""MusicBrainz' bound on the name of an account, which ListenBrainz' are."""


@dataclass(frozen=True, slots=True)
class HeardSong:
    """One song of a history."""

    title: str
    artist: str
    recording_id: str = ""
    """The MusicBrainz id of the recording, in lower case; empty if the service knows none."""


def is_listener_name(name: str) -> bool:
    """Check whether an account may have this name: one segment of a path, whatever its characters."""
    fits = 0 < len(name) <= MOST_NAME_CHARACTERS and name.isprintable() and name == name.strip()
    return fits and "/" not in name and name not in {".", ".."}
