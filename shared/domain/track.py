"""Tracks and the thirteen audio features that describe them."""

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


@dataclass(frozen=True, slots=True)
class Track:
    """One song as the catalogue knows it; an empty string means unknown."""

    id: str
    """Its URI, which names its provider: see `shared.domain.track_ids`."""
    name: str
    artist: str
    album: str = ""
    genres: tuple[str, ...] = ()
    popularity: int = 0
    """Number of playlists in the training data that hold it."""
    other_ids: tuple[str, ...] = ()
    """Ids of the same recording at other providers, and its ISRCs."""

    @property
    def title(self) -> str:
        """The track as people write it: "Name by Artist"."""
        return f"{self.name} by {self.artist}" if self.artist else self.name


def join_names(names: Sequence[str], last: str = "and") -> str:
    """Join names as a sentence does: "A", "A and B", "A, B and C"; `last` is the word before the last one."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
