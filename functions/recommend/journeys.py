"""Orders and paths in requests and responses of `recommend`."""

from dataclasses import replace

from shared.errors import InvalidInput
from shared.model.ordering.journey import Journey
from shared.model.ranking.query import RecommendationQuery
from shared.model.words.effect import Effect

from .contract import RecommendRequest
from .journey_contract import JourneyHole, JourneyPlaces, JourneyStop

_OF_PATHS = frozenset(
    ("from_", "to", "n", "exclude", "loved", "hated", "max_per_artist", "repeat", "within", "only", "leave_out")
)
"""Fields of a request for a path."""


def is_path(request: RecommendRequest) -> bool:
    """Check whether a request is for a path.

    Raises InvalidInput if it holds one end alone, or what no path goes by.
    """
    if request.from_ is None and request.to is None:
        return False
    if not (request.from_ or "").strip() or not (request.to or "").strip():
        raise InvalidInput(
            "A path has two ends",
            expected="from and to, a song each",
            found="only one of them",
            cure="name the song to start from and the song to arrive at",
        )
    others = [name for name in given_fields(request) if name not in _OF_PATHS]
    if others:
        raise InvalidInput(
            "A path goes by its two ends alone",
            expected="no other songs, wishes or orders beside from and to",
            found=", ".join(others),
            cure="leave these out",
        )
    return True


def given_fields(request: RecommendRequest) -> list[str]:
    """Return the fields that are not as they are where a request leaves them out."""
    blank = RecommendRequest()
    return [name for name in request.__struct_fields__ if getattr(request, name) != getattr(blank, name)]


def encoded_names() -> dict[str, str]:
    """Return the name in JSON of each field of a request; `structs.fields` would resolve all types each time."""
    names = RecommendRequest.__struct_fields__, RecommendRequest.__struct_encode_fields__
    return dict(zip(*names, strict=True))


def in_order(query: RecommendationQuery, request: RecommendRequest, words: Effect) -> RecommendationQuery:
    """Return a query in the order of a request, or of its words. Raises InvalidInput for a curve of no order."""
    if request.curve is not None and request.order != "flow":
        raise InvalidInput(
            "Field curve needs an order that flows",
            expected='order: "flow" beside curve',
            found=f'order: "{request.order}"',
            cure="ask for the order flow, or leave the curve out",
        )
    if request.order == "ranked" and words.order is not None:
        return replace(query, order=words.order, curve=words.curve)
    return replace(query, order=request.order, curve=request.curve)


def to_places(journey: Journey | None) -> JourneyPlaces | None:
    """Build the part of the response that tells of an order; null for a list in the order of rank."""
    if journey is None:
        return None
    return JourneyPlaces(
        stops=[
            JourneyStop(
                uri=stop.track.id,
                name=stop.track.name,
                artist=stop.track.artist,
                key=stop.key,
                tempo=None if stop.tempo is None else round(stop.tempo),
                energy=_rounded(stop.energy, 2),
                step=_rounded(stop.step, 3),
                position=_rounded(stop.position, 3),
            )
            for stop in journey.stops
        ],
        curve=journey.curve,
        holes=[JourneyHole(hole.before.id, hole.after.id, hole.text) for hole in journey.holes],
        note=journey.note,
    )


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
