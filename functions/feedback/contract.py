"""The requests and answers of `feedback`, as JSON."""

from typing import Annotated

from msgspec import Meta, Struct

from shared.domain.rating import Kind, Opinion


class RateRequest(Struct, forbid_unknown_fields=True):
    """An opinion on a list, or on one track of it."""

    search: Annotated[str, Meta(min_length=1, max_length=100)]
    """The `id` of the rated answer."""
    opinion: Opinion | None
    """null takes the opinion back."""
    track: Annotated[str, Meta(max_length=1_000)] = ""
    """The id, URI or link of one of its tracks, or of one it was made from; empty for the whole list."""


class RatingResponse(Struct):
    """A listener's opinion of one target."""

    kind: Kind
    target: str
    """A search's id, or a track's URI."""
    opinion: Opinion | None


class RatingsResponse(Struct):
    """A listener's opinions of a list and its tracks."""

    ratings: list[RatingResponse]


MOST_NAME_CHARACTERS = 200


class NeverArtistRequest(Struct, forbid_unknown_fields=True):
    """An artist whom the listener never wants to be recommended."""

    artist: Annotated[str, Meta(min_length=1, max_length=MOST_NAME_CHARACTERS)]


class NeverArtistsResponse(Struct):
    """Artists who are never recommended to the listener."""

    artists: list[str]
    """Names as the listener wrote them."""
    most: int
    """The greatest number there may be."""


class RefusedLine(Struct):
    """A line of an import that was left out, and the reason."""

    line: int
    why: str


class ImportResponse(Struct):
    """The result of an import."""

    imported: int
    unchanged: int
    """Ratings stored with the same or a newer opinion."""
    refused: list[RefusedLine]
