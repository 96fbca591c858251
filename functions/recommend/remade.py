"""An answer made anew from its ids: of a search from before answers were kept, or whose answer was too long."""

from collections.abc import Callable

from msgspec import structs

from shared.domain.search import Search
from shared.domain.track import Track
from shared.errors import NotFound
from shared.model.catalogue.found import MatchKind
from shared.model.explained import Recommended, explained
from shared.model.model import Model

from .contract import ClusterPlace, MapPlace, MatchedTrack, RecommendResponse
from .response import recommended_track


def remade(search: Search, model: Model) -> RecommendResponse:
    """Return an answer with names and reasons of the served model, in which every song that was given is matched.

    Songs missing in the model are left out. Raises NotFound if that leaves none.
    """
    seeds, answered = model.indices_of(search.seeds), model.indices_of(search.recommended)
    if not len(answered):
        raise NotFound("None of the songs of this list is in the catalogue any more", cure="ask for a new list")
    tracks = model.tracks(seeds)
    described = explained(model, seeds, tracks, answered, search.stands_for)
    colours = model.atlas.colours_of(answered)
    cluster, name, place = model.cluster_of(seeds), model.name_of(seeds), model.position_of(seeds)
    return RecommendResponse(
        id=search.id,
        model=search.model,
        matched=[_matched(track, line, search) for line, track in enumerate(tracks, 1)],
        unmatched=[],
        cluster=ClusterPlace(cluster.id, name) if cluster and name else None,
        position=MapPlace(place.x, place.y) if place else None,
        recommendations=[
            recommended_track(Recommended(track, 0.0, reasons, colour))
            for (track, reasons), colour in zip(described, colours, strict=True)
        ],
        fallback=search.fallback,
        crowds=[],
        known_features=model.known_features,
        left_out=0,
        title="",
    )


def swapped(answer: RecommendResponse, search: Search, model: Callable[[], Model]) -> RecommendResponse:
    """Return a kept answer with the songs that its search has now: some may have been swapped for others."""
    songs = {each.uri: each for each in answer.recommendations}
    if list(songs) == list(search.recommended):
        return answer
    if not songs.keys() >= set(search.recommended):
        songs = {each.uri: each for each in remade(search, model()).recommendations} | songs
    return structs.replace(answer, recommendations=[songs[id] for id in search.recommended if id in songs])


def _matched(track: Track, line: int, search: Search) -> MatchedTrack:
    other = search.stands_for.get(track.id)
    kind: MatchKind = "song" if other is None else "stand_in"
    return MatchedTrack(other or track.id, line, track.id, track.name, track.artist, 1.0, kind, [], "")
