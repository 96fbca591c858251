"""Compile the bounds that a listener sets for one model."""

from shared.domain.bounds import Bounds
from shared.model.bounds.bound import Bound
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
    found = [*collection_bounds(collections, retrieval.tracks), *_of_facts(bounds, retrieval, catalogue)]
    return SongBounds(found, len(retrieval.tracks), collections.universe) if found else None


def _of_facts(bounds: Bounds, retrieval: Retrieval, catalogue: Catalogue) -> list[Bound]:
    if bounds == Bounds():  # an answer without any does not wait for facts
        return []
    facts = retrieval.facts
    return [
        *number_bounds(bounds, facts),
        *kind_bounds(bounds, facts, retrieval.tracks),
        *name_bounds(bounds, catalogue),
    ]
