"""Several lists in requests and responses of `recommend`, as JSON."""

from typing import Annotated

from msgspec import Meta, Struct

from .files_contract import MOST_TRACKS, Reference, UploadedFile

MOST_LIST_NAME_CHARACTERS = 100


class ListOfSongs(Struct, forbid_unknown_fields=True):
    """One list of a blend: its songs as `tracks`, `text` or `file`, or several of these."""

    name: Annotated[str, Meta(max_length=MOST_LIST_NAME_CHARACTERS)] = ""
    """Name of its owner; left out, it is "the first list", "the second list" and so on."""
    tracks: Annotated[list[Reference], Meta(max_length=MOST_TRACKS)] = []
    """Ids, URIs or links."""
    text: str = ""
    file: UploadedFile | None = None
    part: Annotated[str, Meta(max_length=300)] = ""
    """The name of one playlist of `text` and `file`, where either holds several."""


class ListInBlend(Struct, gc=False):
    """One list, and its part in the answer."""

    name: str
    seeds: list[str]
    """URIs."""
    share: float
    """0 to 1: of the reasons."""


class BlendOfLists(Struct, gc=False):
    """How an answer goes with several lists."""

    lists: list[ListInBlend]
    in_common: int
    """Songs that go with every list, by more than how they sound."""
    note: str | None
    """The lists that have nothing in common; null if every song goes with all of them."""
