"""Recommendations in the order that was asked for, and what is told of it."""

from collections.abc import Sequence

from shared.domain.track import Track
from shared.model.model import Model
from shared.model.ordering.curves import can_follow
from shared.model.ordering.flow import flowing
from shared.model.ordering.journey import Journey, stops_of
from shared.model.ordering.songs import songs_of
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import Recommendation, tracks_of

_UNKNOWN_ENERGY = "too little is known of these songs' energy for it to follow a curve"


def ordered(model: Model, found: list[Recommendation], query: RecommendationQuery) -> list[Recommendation]:
    """Return the recommendations in the query's order: the same ones, each with its score."""
    if query.order == "ranked" or not found:
        return found
    order = flowing(songs_of(model, tracks_of(found)), query.curve)
    return [found[place] for place in order.tolist()]


def flow_of(model: Model, tracks: Sequence[Track], query: RecommendationQuery) -> Journey | None:
    """Return the journey through tracks that were put in the query's order; None for a list in that of rank."""
    if query.order == "ranked":
        return None
    songs = songs_of(model, model.indices_of([track.id for track in tracks]))
    follows = query.curve is not None and can_follow(songs.energy)
    note = _UNKNOWN_ENERGY if query.curve is not None and not follows else ""
    return Journey(stops_of(tracks, songs), query.curve if follows else None, note=note)
