"""Requests and responses of `share`, as JSON."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from shared.domain.offers import Offers


class ShareRequest(Struct, forbid_unknown_fields=True):
    """A list to be shared."""

    search: Annotated[str, Meta(min_length=1, max_length=100)]
    """The `id` of the answer."""
    title: Annotated[str, Meta(max_length=80)] = ""
    """Empty for a title made of the seeds' names, or to leave the list's title as it is."""


class ShareResponse(Struct):
    """The id and address of a list."""

    id: str
    url: str


class OwnShare(Struct):
    """One of a listener's own shared lists."""

    id: str
    url: str
    title: str
    created_at: datetime


class SharesResponse(Struct):
    """A listener's own shared lists, the newest first."""

    shares: list[OwnShare]


class ListedSong(Struct):
    """A song of a shared list."""

    uri: str
    name: str
    artist: str
    listen: Offers
    because: list[str]


class ListResponse(Struct):
    """A shared list, to start from."""

    title: str
    songs: list[ListedSong]
