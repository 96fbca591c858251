"""The use case of `search`: songs, artists and genres by a typed name."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from shared.errors import InvalidInput
from shared.model.catalogue.search import SearchHit
from shared.model.model import Model
from shared.web.paging import CURSOR, read_offset

from .artists import FoundArtist, described

DEFAULT_LIMIT = 10
MOST_RESULTS = 50
LONGEST_QUERY = 300

MOST_PAGED = 500
"""Results of one kind on all pages together; who looks for more narrows the words."""

MOST_NAMED = 1_000
"""Ids in one request for names."""

LONGEST_ID = 200


Kind = Literal["song", "artist", "genre"]

KINDS: tuple[Kind, ...] = get_args(Kind)


class Query(Struct, frozen=True):
    """The typed words, and the wanted number of each kind."""

    text: str
    limit: int = DEFAULT_LIMIT
    kinds: tuple[Kind, ...] = ("song",)
    offset: int = 0
    """Results of each kind on the pages before."""

    @property
    def end(self) -> int:
        """Results of each kind up to the end of this page."""
        return self.offset + self.limit


class FoundTrack(Struct):
    """A song that matches the words."""

    uri: str
    name: str
    artist: str
    album: str
    confidence: float
    """0 to 1: similarity of title and artist to the words."""


class SearchResponse(Struct):
    """Matching songs, artists and genres, the best of each first; none of a kind that was not asked for."""

    model: str
    query: str
    results: list[FoundTrack]
    artists: list[FoundArtist] = []
    genres: list[str] = []
    """Genres whose name, or a word of it, begins with the words."""
    cursor: str | None = None
    """Of the next page, which may be empty; null if there is none."""


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
    """Read a query. Raises InvalidInput for a missing or overlong `q`, and a `limit` or `cursor` out of range."""
    text = arguments.get("q", "").strip()
    if not 0 < len(text) <= LONGEST_QUERY:
        raise InvalidInput(
            "Parameter q cannot be used",
            expected=f"a name of 1 to {LONGEST_QUERY} characters",
            found=f"{len(text)} characters",
        )
    limit = arguments.get("limit", str(DEFAULT_LIMIT))
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit) <= MOST_RESULTS):
        raise InvalidInput(
            "Parameter limit cannot be used",
            expected=f"a whole number from 1 to {MOST_RESULTS}",
            found=repr(limit[:20]),
        )
    offset = read_offset(arguments.get(CURSOR, ""), MOST_PAGED - 1)
    return Query(text, int(limit), read_kinds(arguments.get("kind", "song")), offset)


def read_kinds(text: str) -> tuple[Kind, ...]:
    """Read `kind`: one kind, or several with a comma between. Raises InvalidInput for any other."""
    asked = [each.strip() for each in text.split(",")]
    kinds = tuple(kind for kind in KINDS if kind in asked)
    if not set(asked) <= set(kinds):
        raise InvalidInput(
            "Parameter kind cannot be used",
            expected=f"{' or '.join(KINDS)}, or several with a comma between",
            found=repr(text[:40]),
        )
    return kinds


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


def search(query: Query, model: Model) -> SearchResponse:
    """Return a page of the songs, artists and genres that match a query, of the kinds it asks for, best first."""
    songs = _songs(query, model) if "song" in query.kinds else []
    artists = model.search_artists(query.text, query.end)[query.offset :] if "artist" in query.kinds else []
    genres = model.catalogue.genres.beginning(query.text, query.end) if "genre" in query.kinds else []
    full = query.limit in (len(songs), len(artists), len(genres[query.offset :]))
    return SearchResponse(
        model=model.version,
        query=query.text,
        results=[
            FoundTrack(hit.track.id, hit.track.name, hit.track.artist, hit.track.album, round(hit.confidence, 3))
            for hit in songs
        ],
        artists=described(artists, model),
        genres=genres[query.offset :],
        cursor=str(query.end) if full and query.end < MOST_PAGED else None,
    )


def _songs(query: Query, model: Model) -> list[SearchHit]:
    """Return a page of songs. Spelling is forgiven where a name has too few; then the order is another one."""
    before = {hit.track.id for hit in model.search_songs(query.text, query.offset)} if query.offset else set()
    found = model.search_songs(query.text, query.end)
    return [hit for hit in found if hit.track.id not in before][: query.limit]
