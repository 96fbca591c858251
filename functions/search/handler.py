"""The use case of `search`: songs by a typed name."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from shared.errors import InvalidInput
from shared.model.model import Model

DEFAULT_LIMIT = 10
MOST_RESULTS = 50
LONGEST_QUERY = 300

MOST_NAMED = 1_000
"""Ids in one request for names."""

LONGEST_ID = 200


class Query(Struct, frozen=True):
    """The typed words and the wanted number of songs."""

    text: str
    limit: int = DEFAULT_LIMIT


class FoundTrack(Struct):
    """A song that matches the words."""

    uri: str
    name: str
    artist: str
    album: str
    confidence: float
    """0 to 1: similarity of title and artist to the words."""


class SearchResponse(Struct):
    """Matching songs, the best first."""

    model: str
    query: str
    results: list[FoundTrack]


class NamesRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The ids of songs whose names are wanted."""

    ids: Annotated[list[Annotated[str, Meta(max_length=LONGEST_ID)]], Meta(max_length=MOST_NAMED)]


class NamedTrack(Struct):
    """The names of a song."""

    name: str
    artist: str


class NamesResponse(Struct):
    """The songs that the catalogue has, by the ids they were asked by; the others are missing."""

    model: str
    songs: dict[str, NamedTrack]


class CatalogueResponse(Struct):
    """The served catalogue."""

    model: str
    tracks: int
    invented: bool
    """Whether its songs are invented, as the demo's are."""


def read_query(arguments: Mapping[str, str]) -> Query:
    """Read `q` and `limit`. Raises InvalidInput for a missing or overlong `q` and for a `limit` out of range."""
    text = arguments.get("q", "").strip()
    if not 0 < len(text) <= LONGEST_QUERY:
        raise InvalidInput(
            "Parameter q cannot be used",
            expected=f"a song's name of 1 to {LONGEST_QUERY} characters",
            found=f"{len(text)} characters",
        )
    limit = arguments.get("limit", str(DEFAULT_LIMIT))
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit) <= MOST_RESULTS):
        raise InvalidInput(
            "Parameter limit cannot be used",
            expected=f"a whole number from 1 to {MOST_RESULTS}",
            found=repr(limit[:20]),
        )
    return Query(text, int(limit))


def catalogue_of(model: Model) -> CatalogueResponse:
    """Return what the catalogue of a model is."""
    return CatalogueResponse(model.version, model.track_count, model.manifest.invented)


def names_of(request: NamesRequest, model: Model) -> NamesResponse:
    """Return the names of songs by their ids."""
    places = dict(zip(request.ids, model.index_of_each(request.ids).tolist(), strict=True))
    known = {id: place for id, place in places.items() if place >= 0}
    tracks = model.tracks(list(known.values()))
    return NamesResponse(
        model=model.version,
        songs={id: NamedTrack(track.name, track.artist) for id, track in zip(known, tracks, strict=True)},
    )


def search_songs(query: Query, model: Model) -> SearchResponse:
    """Return the songs that match a query, the best first."""
    return SearchResponse(
        model=model.version,
        query=query.text,
        results=[
            FoundTrack(hit.track.id, hit.track.name, hit.track.artist, hit.track.album, round(hit.confidence, 3))
            for hit in model.search_songs(query.text, query.limit)
        ],
    )
