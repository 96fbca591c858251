"""The tile of a song in a mail: its initial on the colour of its place on the map; nothing is fetched."""

from dataclasses import dataclass

from shared.model.colours import Colours

UNKNOWN = Colours("#5b6770", "#aab6c0")
"""The colours of a song whose place is not known."""

_DARK_ABOVE = 0.179
"""The luminance (WCAG 2.2) from which black on a colour has more contrast than white: either has 4.5 or more."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile by day and by night."""

    initial: str
    day: str
    night: str
    ink_by_day: str
    ink_by_night: str


def tile_of(name: str, colours: Colours | None) -> Tile:
    """Return the tile of a song.

    >>> tile_of("“Heroes”", Colours("#2d2d96", "#87ffb4"))
    Tile(initial='H', day='#2d2d96', night='#87ffb4', ink_by_day='#ffffff', ink_by_night='#000000')
    """
    initial = next((letter.upper()[:1] for letter in name if letter.isalnum()), "♪")
    day, night = (colours or UNKNOWN).day, (colours or UNKNOWN).night
    return Tile(initial, day, night, _ink_on(day), _ink_on(night))


def _ink_on(colour: str) -> str:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > _DARK_ABOVE else "#ffffff"


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
