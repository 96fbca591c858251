"""Facts that files and tables tell of a song besides its names: genres, and audio features in Spotify's units."""

from dataclasses import dataclass

UNDETECTED = {"key": -1.0, "tempo": 0.0, "time_signature": 0.0}
"""Values for "not detected" (key: Spotify's reference for audio features; the others as seen in its data)."""


@dataclass(frozen=True, slots=True)
class SongFacts:
    """The genres and audio features of one song."""

    genres: tuple[str, ...] = ()
    features: tuple[float | None, ...] = ()
    """In the order of FEATURES, None where unknown; empty if none is known."""


def split_genres(text: str) -> tuple[str, ...]:
    """Return the distinct genres of a cell, whose separator is a bar, a semicolon or else a comma.

    >>> split_genres("techno, melodic techno")
    ('techno', 'melodic techno')
    """
    separator = next((mark for mark in "|;" if mark in text), ",")
    names = (name.strip(" []'\"") for name in text.split(separator))
    return tuple(dict.fromkeys(name for name in names if name))
