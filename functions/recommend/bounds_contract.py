"""Bounds of an answer in requests and responses of `recommend`, as JSON."""

from typing import Annotated

from msgspec import Meta, Struct, field

from shared.domain.bounds import KnownTo, Version

from .files_contract import MOST_FILES, MOST_TRACKS, Reference, UploadedFile

MOST_GENRES = 50
MOST_ARTISTS = 200
MOST_WORDS = 50
"""Bounds on the lists of names in one request."""

Genre = Annotated[str, Meta(min_length=1, max_length=100)]
Artist = Annotated[str, Meta(min_length=1, max_length=300)]
Word = Annotated[str, Meta(min_length=1, max_length=100)]
Year = Annotated[int, Meta(ge=0, le=9_999)]
Beats = Annotated[float, Meta(ge=0, le=1_000)]
Seconds = Annotated[float, Meta(ge=0, le=86_400)]


class Years(Struct, forbid_unknown_fields=True):
    """Years of release, both included; null leaves an end open."""

    from_: Year | None = field(default=None, name="from")
    to: Year | None = None


class Tempo(Struct, forbid_unknown_fields=True):
    """Beats a minute, both included; null leaves an end open."""

    from_: Beats | None = field(default=None, name="from")
    to: Beats | None = None


class Length(Struct, forbid_unknown_fields=True):
    """Seconds, both included; null leaves an end open."""

    from_: Seconds | None = field(default=None, name="from")
    to: Seconds | None = None


class WithinRequest(Struct, forbid_unknown_fields=True):
    """Bounds that every recommended song keeps to; one whose year, tempo, length or mark is unknown does not."""

    years: Years | None = None
    tempo: Tempo | None = None
    length: Length | None = None
    genres: Annotated[list[Genre], Meta(max_length=MOST_GENRES)] = []
    """A song has one of these at least."""
    not_genres: Annotated[list[Genre], Meta(max_length=MOST_GENRES)] = []
    not_artists: Annotated[list[Artist], Meta(max_length=MOST_ARTISTS)] = []
    not_versions: Annotated[list[Version], Meta(max_length=20)] = []
    not_words: Annotated[list[Word], Meta(max_length=MOST_WORDS)] = []
    """Words that neither a song's title nor its album has."""
    explicit: bool | None = None
    """Whether songs must be marked explicit, or as not explicit; null for any."""
    known: KnownTo | None = None


class SongCollection(Struct, forbid_unknown_fields=True):
    """Songs that are the only ones to choose from."""

    tracks: Annotated[list[Reference], Meta(max_length=MOST_TRACKS)] = []
    text: str = ""
    files: Annotated[list[UploadedFile], Meta(max_length=MOST_FILES)] = []


class LeftOutSongs(SongCollection, forbid_unknown_fields=True):
    """Songs that are not recommended, in no release."""

    rated: bool = False
    """Whether those too that the signed-in listener rated."""


class BoundKept(Struct, gc=False):
    """One bound, and what it leaves."""

    words: str
    """It, as one says it after "songs"."""
    kept: int
    """Songs that keep to it, of those that the answer would be chosen from without bounds."""
