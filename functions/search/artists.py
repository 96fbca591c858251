"""The artists that `search` finds by a typed name, and the page of one by its name, id, URI or link."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from shared.domain.track import join_names
from shared.domain.track_ids import artist_id_of
from shared.errors import InvalidInput, NotFound
from shared.intake.links import linked_artist_id
from shared.model.artists.directory import Artist
from shared.model.artists.search import ArtistHit
from shared.model.model import Model

LONGEST_NAME = 300

SONGS_SUGGESTED, NEAR_SUGGESTED = 3, 5
"""Songs of each suggested artist, and names of others near them."""

SONGS_OF_PAGE, NEAR_OF_PAGE = 20, 20
"""The same of an artist's page: as many as a model keeps of each artist."""

_NAMES_OFFERED = 3


class ListedSong(Struct):
    """A song of an artist."""

    uri: str
    name: str
    artist: str
    """The whole credit."""


class FoundArtist(Struct):
    """An artist of the catalogue."""

    name: str
    songs: int
    """Number of different songs in the catalogue, those with the artist as a guest too."""
    listed: list[ListedSong]
    """The songs on most playlists."""
    near: list[str]
    """The artists who share most playlists with this one, the nearest first."""
    genres: list[str]
    """Genres of the songs listed, the most frequent first."""
    confidence: float
    """0 to 1: similarity of the name to the words; 1 on the artist's own page."""


class ArtistResponse(Struct):
    """One artist."""

    model: str
    artist: FoundArtist


def described(hits: Sequence[ArtistHit], model: Model) -> list[FoundArtist]:
    """Return artists with their songs and those near them, in the order in which they were found."""
    if not hits:
        return []
    artists = model.artists_of([hit.number for hit in hits], SONGS_SUGGESTED, NEAR_SUGGESTED)
    return [_found(artist, hit.confidence) for artist, hit in zip(artists, hits, strict=True)]


def read_artist(arguments: Mapping[str, str]) -> str:
    """Read `of`, an artist's name, id, URI or link. Raises InvalidInput for a missing or an overlong one."""
    text = arguments.get("of", "").strip()
    if not 0 < len(text) <= LONGEST_NAME:
        raise InvalidInput(
            "Parameter of cannot be used",
            expected=f"an artist's name, id, URI or link of 1 to {LONGEST_NAME} characters",
            found=f"{len(text)} characters",
        )
    return text


def artist_called(text: str, model: Model) -> ArtistResponse:
    """Return the artist of a name, id, URI or link. Raises NotFound, with like names, if there is none."""
    id = linked_artist_id(text) or artist_id_of(text)
    number = model.artist_search.with_id(id) if id else None
    number = model.artist_search.named(text) if number is None else number
    if number is None:
        raise _unknown(text, id, model)
    (artist,) = model.artists_of([number], SONGS_OF_PAGE, NEAR_OF_PAGE)
    return ArtistResponse(model.version, _found(artist, 1.0))


def _unknown(text: str, id: str | None, model: Model) -> NotFound:
    like = [] if id else [f"“{hit.name}”" for hit in model.search_artists(text, _NAMES_OFFERED)]
    return NotFound(
        "The catalogue has no such artist",
        expected="the id of an artist whom its data tells" if id else "an artist's whole name",
        found=repr(text[:80]),
        cure=f"do you mean {join_names(like)}?" if like else "search for the name: /search?kind=artist&q=",
    )


def _found(artist: Artist, confidence: float) -> FoundArtist:
    return FoundArtist(
        name=artist.name,
        songs=artist.songs,
        listed=[ListedSong(track.id, track.name, track.artist) for track in artist.listed],
        near=list(artist.near),
        genres=list(artist.genres),
        confidence=round(confidence, 3),
    )
