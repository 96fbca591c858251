"""Requests and responses of `share`, as JSON."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from shared.domain.offers import Offers


class ShareRequest(Struct, forbid_unknown_fields=True):
    """A list to be shared."""

    search: Annotated[str, Meta(min_length=1, max_length=100)]
    """The `id` of the answer."""
    title: Annotated[str, Meta(max_length=80)] = ""
    """Empty for a title made of the seeds' names, or to leave the list's title as it is."""
    made_from: bool | UnsetType = UNSET
    """Whether the page names what the list was made from; left out, it does, or it stays as it is."""


class ShareResponse(Struct):
    """The id and address of a list."""

    id: str
    url: str


MOST_NAME_CHARACTERS = 40


class BlendRequest(Struct, forbid_unknown_fields=True):
    """One person's part in a blend."""

    search: Annotated[str, Meta(min_length=1, max_length=100)]
    """The `id` of an answer to them: their songs are those that it was asked for."""
    name: Annotated[str, Meta(min_length=1, max_length=MOST_NAME_CHARACTERS)]
    """A name of their choice, which whoever has the link sees."""


class OwnBlend(Struct):
    """A blend that a listener invited to, or joined."""

    id: str
    url: str
    title: str
    created_at: datetime
    joined: bool
    """Whether it has both people's songs; else its link waits for a friend."""


class OwnShare(Struct):
    """One of a listener's own shared lists."""

    id: str
    search: str
    """The `id` of the answer that it shows."""
    url: str
    title: str
    created_at: datetime


class SharesResponse(Struct):
    """Some of a listener's own shared lists and blends, the newest first."""

    shares: list[OwnShare]
    blends: list[OwnBlend]
    cursor: str | None = None
    """Of the next ones; null if these were the last."""


class ListedColours(Struct):
    """A colour by day and one by night, as `#rrggbb`."""

    day: str
    night: str


class ListedSong(Struct):
    """A song of a shared list."""

    uri: str
    name: str
    artist: str
    listen: Offers
    because: list[str]
    colours: ListedColours | None
    """Of its place on the map; null if that is unknown."""


class ListedSourceSong(Struct):
    """A song that a shared list was made from, or an artist alone."""

    name: str
    artist: str
    """Empty for an artist."""


class ListedSource(Struct):
    """The songs that somebody brought to a shared list."""

    by: str
    """Their name in a blend, else empty."""
    count: int
    songs: list[ListedSourceSong]
    """Those that are named: in a blend, those that reasons are about."""


class ListResponse(Struct):
    """A shared list, to start from."""

    title: str
    songs: list[ListedSong]
    made_from: list[ListedSource]
    """Empty where its owner left it out."""
