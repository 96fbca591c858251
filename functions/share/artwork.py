"""The art of a shared list: strands for each song, woven from one point to another; the list alone decides it."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
"""x and y in pixels, from the top left."""

PALETTE = ("#5cc5d6", "#99e9f2", "#0b7285", "#3bc9db", "#15aabf", "#ffd8a8", "#66d9e8", "#c5f6fa")
"""What strands are drawn in: the brand's family, and one warm colour."""

MOST_STRANDS = 12
LEAST_STRANDS = 9
"""A single song still makes a wave: it gives several strands."""

_STEPS = 24
"""Bends of a strand: enough for three waves."""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Where strands run: from `start` to `end`, swinging up to `swing` pixels to either side."""

    start: Point
    end: Point
    swing: float


@dataclass(frozen=True, slots=True)
class Strand:
    """One strand: its first point, then of each bend the two control points and the end; colour and width."""

    path: tuple[Point | tuple[Point, Point, Point], ...]
    colour: str
    width: float


def colour_of(uri: str) -> str:
    """Give the colour a song has in every picture."""
    return PALETTE[_bytes_of(uri, 0)[0] % len(PALETTE)]


def woven(uris: Sequence[str], ribbon: Ribbon) -> list[Strand]:
    """Give the strands of a list, the same for the same list."""
    rounds = range(-(-LEAST_STRANDS // max(len(uris), 1)))
    named = [(uri, turn) for turn in rounds for uri in uris]
    return [_strand(uri, turn, ribbon) for uri, turn in named[:MOST_STRANDS]]


def _strand(uri: str, turn: int, ribbon: Ribbon) -> Strand:
    chances = [byte / 255 for byte in _bytes_of(uri, turn)]
    waves, phase = 1.0 + 1.6 * chances[1], 2 * math.pi * chances[2]
    swing = ribbon.swing * (0.25 + 0.75 * chances[3])
    (x0, y0), (x1, y1) = ribbon.start, ribbon.end

    def at(share: float) -> Point:
        """Give the point at a share of the way: a wave that is still at both ends."""
        still = math.sin(math.pi * share) ** 1.5
        offset = swing * still * math.sin(2 * math.pi * waves * share + phase)
        return round(x0 + (x1 - x0) * share, 1), round(y0 + (y1 - y0) * share + offset, 1)

    path = _smooth([at(step / _STEPS) for step in range(_STEPS + 1)])
    opacity = int(70 + 120 * chances[4])
    return Strand(path, f"{colour_of(uri)}{opacity:02x}", 1.5 + 2.5 * chances[5])


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
