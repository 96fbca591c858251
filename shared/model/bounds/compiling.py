"""Compile the bounds that a listener sets for one model."""

from shared.domain.bounds import Bounds
from shared.model.bounds.collections import ANY, Collections, collection_bounds
from shared.model.bounds.kinds import kind_bounds
from shared.model.bounds.names import name_bounds
from shared.model.bounds.numbers import number_bounds
from shared.model.bounds.song_bounds import SongBounds
from shared.model.candidates.retrieval import Retrieval
from shared.model.catalogue.catalogue import Catalogue


def compiled(
    bounds: Bounds, retrieval: Retrieval, catalogue: Catalogue, collections: Collections = ANY
) -> SongBounds | None:
    """Return a listener's bounds for one model and one request, None where there are none.

    Raises InvalidInput for a range that ends before it begins, and for a bound that the catalogue can judge no
    song by, such as years where it knows none.
    """
    facts, tracks = retrieval.facts, retrieval.tracks
    found = [
        *collection_bounds(collections, tracks),
        *number_bounds(bounds, facts),
        *kind_bounds(bounds, facts, tracks),
        *name_bounds(bounds, catalogue),
    ]
    return SongBounds(found, len(tracks), collections.universe) if found else None
