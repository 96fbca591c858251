"""What the answers of `insights` have in common, as JSON."""

from msgspec import Struct


class Counted(Struct):
    """Something by its name, and how often."""

    name: str
    count: int


class SongCount(Struct):
    """A song, and how often."""

    uri: str
    name: str
    artist: str
    count: int


class WeekCount(Struct):
    """An ISO week, such as 2026-W48, and how much was in it."""

    week: str
    count: int


class Opinions(Struct):
    """How many ratings say what; lists and songs together."""

    love: int = 0
    like: int = 0
    okay: int = 0
    hate: int = 0
    average: float | None = None
    """From 1, hate, to 4, love; null without ratings."""
    like_rate: float | None = None
    """The share of love and like."""


class Place(Struct):
    """A place on the map, within the unit circle."""

    x: float
    y: float
