"""The music map: all points in a few packed fields, names on request."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.domain.offers import offers
from shared.errors import InvalidInput
from shared.model.model import Model

from .contract import Place
from .contract_public import MapCluster, MapResponse, MapTrack, MapTracksResponse

MOST_NAMED = 200
WORDS = 6

_SCALE = 32_767
"""The greatest int16; it represents 1."""


def map_of(model: Model) -> MapResponse:
    """Return the map of a model."""
    drawn = model.music_map
    return MapResponse(
        model=model.version,
        points=len(drawn.tracks),
        x=_packed(np.rint(drawn.points[:, 0] * _SCALE), "<i2"),
        y=_packed(np.rint(drawn.points[:, 1] * _SCALE), "<i2"),
        cluster=_packed(drawn.clusters, "<u2"),
        clusters=_clusters(model),
    )


def read_points(text: str, points: int) -> list[int]:
    """Read points such as "3,17". Raises InvalidInput for anything else, too many, or an unknown point."""
    parts = text.split(",")
    good = len(parts) <= MOST_NAMED and all(
        part.isascii() and part.isdecimal() and len(part) < 9 for part in parts
    )
    if not good or any(int(part) >= points for part in parts):
        raise InvalidInput(
            "Parameter points cannot be used",
            expected=f"1 to {MOST_NAMED} numbers below {points}, with commas between",
            found=ascii(text[:80]),
        )
    return [int(part) for part in parts]


def tracks_at(model: Model, points: Sequence[int]) -> MapTracksResponse:
    """Return the songs at some points of the map."""
    tracks = model.tracks(model.music_map.tracks[list(points)])
    return MapTracksResponse(
        model.version,
        [
            MapTrack(point, track.id, track.name, track.artist, offers(track))
            for point, track in zip(points, tracks, strict=True)
        ],
    )


def _packed(values: NDArray[Any], dtype: str) -> str:
    return b64encode(values.astype(dtype).tobytes()).decode()


def _clusters(model: Model) -> list[MapCluster]:
    drawn = model.music_map
    placed = [(each, drawn.points[drawn.clusters == each.id]) for each in model.clusters]
    return [
        MapCluster(each.id, each.name, each.words[:WORDS], _middle(points))
        for each, points in placed
        if len(points)
    ]


def _middle(points: NDArray[np.float32]) -> Place:
    x, y = np.median(points, axis=0)
    return Place(round(float(x), 4), round(float(y), 4))
