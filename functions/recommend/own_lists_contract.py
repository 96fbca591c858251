"""A listener's own lists, as JSON."""

from typing import Annotated

from msgspec import Meta, Struct

from shared.domain.offers import Offers
from shared.model.colours import Colours

LONGEST_NAME = 80
"""Characters of a name that a listener gives, as of a shared list's title."""


class RenameRequest(Struct, forbid_unknown_fields=True):
    """Another name for a list."""

    name: Annotated[str, Meta(max_length=LONGEST_NAME)]
    """Empty for the one that it would have by itself."""


class ListedSong(Struct, gc=False):
    """A song of a list, without the reasons."""

    uri: str
    name: str
    artist: str
    listen: Offers
    colours: Colours | None


class OwnList(Struct):
    """A list that a listener was given."""

    id: str
    name: str
    """The listener's, or the list's title, or one made of the songs it goes with."""
    asked_at: str
    songs: int
    first: list[ListedSong]
    """Its first songs."""


class OwnListsResponse(Struct):
    """Some of a listener's lists, the newest first."""

    lists: list[OwnList]
    cursor: str | None
    """Of the next ones; null if these were the last."""


class DeletedResponse(Struct):
    """The rest of a deleted list."""

    share: str | None
    """The id of its public page, which stays until it is taken down; null if there is none."""
