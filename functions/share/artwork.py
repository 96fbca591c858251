"""The artwork of a shared list: one or more Bézier curves a song, determined by the list alone."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
"""x and y in pixels, from the top left."""

PALETTE = ("#5cc5d6", "#99e9f2", "#0b7285", "#3bc9db", "#15aabf", "#ffd8a8", "#66d9e8", "#c5f6fa")
"""Colours of the curves: the brand's family, and one warm colour."""

MOST_CURVES = 12
LEAST_CURVES = 9
"""A list of few songs draws several curves for each, so that even one song makes a wave."""

_STEPS = 24
"""Segments of a curve: enough for three waves."""


@dataclass(frozen=True, slots=True)
class Band:
    """The region of the curves: from `start` to `end`, up to `swing` pixels to either side."""

    start: Point
    end: Point
    swing: float


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve: its first point, then each segment's two control points and end; colour and width."""

    path: tuple[Point | tuple[Point, Point, Point], ...]
    colour: str
    width: float


def colour_of(uri: str) -> str:
    """Return the colour a song has in every picture."""
    return PALETTE[_bytes_of(uri, 0)[0] % len(PALETTE)]


def curves_of(uris: Sequence[str], band: Band) -> list[Curve]:
    """Return the curves of a list, the same for the same list."""
    rounds = range(-(-LEAST_CURVES // max(len(uris), 1)))
    named = [(uri, turn) for turn in rounds for uri in uris]
    return [_curve(uri, turn, band) for uri, turn in named[:MOST_CURVES]]


def _curve(uri: str, turn: int, band: Band) -> Curve:
    chances = [byte / 255 for byte in _bytes_of(uri, turn)]
    waves, phase = 1.0 + 1.6 * chances[1], 2 * math.pi * chances[2]
    swing = band.swing * (0.25 + 0.75 * chances[3])
    (x0, y0), (x1, y1) = band.start, band.end

    def at(share: float) -> Point:
        """Compute the point at a share of the way: a wave whose amplitude is zero at both ends."""
        envelope = math.sin(math.pi * share) ** 1.5
        offset = swing * envelope * math.sin(2 * math.pi * waves * share + phase)
        return round(x0 + (x1 - x0) * share, 1), round(y0 + (y1 - y0) * share + offset, 1)

    path = _smooth([at(step / _STEPS) for step in range(_STEPS + 1)])
    opacity = int(70 + 120 * chances[4])
    return Curve(path, f"{colour_of(uri)}{opacity:02x}", 1.5 + 2.5 * chances[5])


def _bytes_of(uri: str, turn: int) -> bytes:
    return hashlib.blake2b(f"{turn} {uri}".encode(), digest_size=8).digest()


def _smooth(points: Sequence[Point]) -> tuple[Point | tuple[Point, Point, Point], ...]:
    """Join points by Bézier curves with the slopes between each point's neighbours (Catmull and Rom, 1974)."""
    ends = [points[0], *points, points[-1]]
    fours = zip(ends, ends[1:], ends[2:], ends[3:], strict=False)
    bends = [
        (_moved(here, before, after), _moved(after, beyond, here), after) for before, here, after, beyond in fours
    ]
    return (points[0], *bends)


def _moved(point: Point, origin: Point, target: Point) -> Point:
    """Move a point by a sixth of the way from `origin` to `target`."""
    return point[0] + (target[0] - origin[0]) / 6, point[1] + (target[1] - origin[1]) / 6
