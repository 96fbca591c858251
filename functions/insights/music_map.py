"""The music map: all points in a few packed fields, names on request."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.domain.offers import offers
from shared.domain.track import Track
from shared.errors import InvalidInput
from shared.model.model import Model

from .contract import Place
from .contract_public import MapCluster, MapResponse, MapTrack, MapTracksResponse
from .map_artists import artists_of

MOST_NAMED = 200
LONGEST_ID = 100
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
        artists=artists_of(model),
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


def read_ids(text: str) -> list[str]:
    """Read ids of songs such as "spotify:track:a,demo:track:b". Raises InvalidInput for too many or too long."""
    ids = text.split(",")
    if not all(ids) or len(ids) > MOST_NAMED or max(map(len, ids)) > LONGEST_ID:
        raise InvalidInput(
            "Parameter ids cannot be used",
            expected=f"1 to {MOST_NAMED} ids of up to {LONGEST_ID} characters, with commas between",
            found=ascii(text[:80]),
        )
    return ids


def tracks_at(model: Model, points: Sequence[int]) -> MapTracksResponse:
    """Return the songs at some points of the map."""
    drawn = model.music_map
    tracks = model.tracks(drawn.tracks[list(points)])
    places = [_place(drawn.points[point]) for point in points]
    return MapTracksResponse(model.version, list(map(_map_track, tracks, points, places)))


def tracks_of(model: Model, ids: Sequence[str]) -> MapTracksResponse:
    """Return the songs that the catalogue has of some ids, and where they are on the map."""
    indices = model.indices_of(ids)
    drawn = model.music_map
    found, on_map = np.searchsorted(drawn.tracks, indices), np.isin(indices, drawn.tracks)
    points = [int(point) if there else None for point, there in zip(found, on_map, strict=True)]
    places = [
        _between(model, index) if point is None else _place(drawn.points[point])
        for point, index in zip(points, indices, strict=True)
    ]
    return MapTracksResponse(model.version, list(map(_map_track, model.tracks(indices), points, places)))


def _map_track(track: Track, point: int | None, place: Place | None) -> MapTrack:
    return MapTrack(point, place, track.id, track.name, track.artist, offers(track))


def _between(model: Model, index: np.int32) -> Place | None:
    position = model.position_of(np.array([index], dtype=np.int32))
    return _place((position.x, position.y)) if position else None


def _packed(values: NDArray[Any], dtype: str) -> str:
    return b64encode(values.astype(dtype).tobytes()).decode()


def _clusters(model: Model) -> list[MapCluster]:
    drawn = model.music_map
    placed = [(each, drawn.points[drawn.clusters == each.id]) for each in model.clusters]
    return [
        MapCluster(each.id, each.name, each.words[:WORDS], _middle(points), model.atlas.colours[each.id])
        for each, points in placed
        if len(points)
    ]


def _middle(points: NDArray[np.float32]) -> Place:
    return _place(np.median(points, axis=0))


def _place(point: Iterable[float]) -> Place:
    x, y = point
    return Place(round(float(x), 4), round(float(y), 4))
