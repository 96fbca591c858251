"""A song by name, as another service knows it under one of its ids."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedSong:
    """The names of one track of another service."""

    title: str
    artist: str
    """Its artists with commas between; empty if the service names none."""
    isrc: str = ""
    """The ISRC of the recording as an id, `isrc:` and the code; empty if the service knows none."""
