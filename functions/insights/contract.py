"""Parts shared by the responses of `insights`, as JSON."""

from msgspec import Struct

from shared.domain.offers import Offers


class Counted(Struct):
    """A name and its count."""

    name: str
    count: int


class SongCount(Struct):
    """A song and its count."""

    uri: str
    name: str
    artist: str
    count: int
    listen: Offers


class WeekCount(Struct):
    """An ISO week, such as 2026-W48, and its count."""

    week: str
    count: int


class Opinions(Struct):
    """Number of ratings by opinion; lists and songs together."""

    love: int = 0
    like: int = 0
    okay: int = 0
    hate: int = 0
    average: float | None = None
    """From 1, hate, to 4, love; null without ratings."""
    like_rate: float | None = None
    """The share of love and like."""


class Place(Struct):
    """A point on the map, within the unit circle."""

    x: float
    y: float
