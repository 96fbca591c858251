"""Tracks and the thirteen audio features that describe them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Feature = Literal[
    "danceability",
    "energy",
    "key",
    "loudness",
    "mode",
    "speechiness",
    "acousticness",
    "instrumentalness",
    "liveness",
    "valence",
    "tempo",
    "duration_ms",
    "time_signature",
]
"""An audio feature that Spotify published."""

FEATURES: tuple[str, ...] = get_args(Feature)
"""The audio features, in the order of every feature array; shapes give their number as f."""

TRACK_ID = re.compile(r"[0-9A-Za-z]{22}")
"""A Spotify id: 22 base62 characters, case-sensitive."""

URI_PREFIX = "spotify:track:"


@dataclass(frozen=True, slots=True)
class Track:
    """One song as the catalogue knows it; an empty string means unknown."""

    id: str
    name: str
    artist: str
    album: str = ""
    genres: tuple[str, ...] = ()
    popularity: int = 0
    """Number of playlists in the training data that hold it."""

    @property
    def uri(self) -> str:
        """The Spotify URI of this track."""
        return track_uri(self.id)

    @property
    def title(self) -> str:
        """The track as people write it: "Name by Artist"."""
        return f"{self.name} by {self.artist}" if self.artist else self.name


def track_uri(track_id: str) -> str:
    """Return the Spotify URI of a track id."""
    return URI_PREFIX + track_id


def track_id_of(reference: str) -> str | None:
    """Return the id in a plain id or track URI, or None for anything else. `shared.intake` reads links."""
    candidate = reference.strip().removeprefix(URI_PREFIX)
    return candidate if TRACK_ID.fullmatch(candidate) else None


def join_names(names: Sequence[str]) -> str:
    """Join names as a sentence does: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
