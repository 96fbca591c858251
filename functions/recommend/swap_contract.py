"""Requests and answers that swap a song of an answer, as JSON."""

from typing import Annotated

from msgspec import Meta, Struct

from .contract import RecommendedTrack
from .files_contract import Reference


class SwapRequest(Struct, forbid_unknown_fields=True):
    """A song that is taken out of a list, or, to undo that, comes back."""

    list: Annotated[str, Meta(min_length=1, max_length=100, pattern="^[0-9A-Za-z_-]*$")]
    """The id of the answer."""
    song: Reference
    """The id, URI or link of one of its songs."""
    back: bool = False
    """Whether it was taken out before and comes back into its place."""


class SwapResponse(Struct):
    """The song that is in the list in place of the other."""

    place: int
    """From 1 on."""
    song: RecommendedTrack | None
    """null where no other song fits, so that the list is shorter now, and for a song that came back."""
