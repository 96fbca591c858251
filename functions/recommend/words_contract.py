"""Words in a request of `recommend`, and how they were understood, as JSON."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from shared.model.words.reading import MOST_CHARACTERS
from shared.model.words.sense import Kind

MOST_IGNORED = 100
"""Parts of the words that are left out."""

Words = Annotated[str, Meta(max_length=MOST_CHARACTERS)]
Ignored = Annotated[list[Words], Meta(max_length=MOST_IGNORED)]


OfLastList = Literal["more_like", "not_like"]
"""Kinds of parts that name a song of the list that is gone on from, by its place."""


class UnderstoodPart(Struct, gc=False):
    """Some of the words that mean something."""

    kind: Kind | OfLastList
    text: str
    """As they were typed."""
    meaning: str
    """In plain words."""
    alternatives: list[str]
    """Other ways to take them: "the artist Sad"."""
    track: str = ""
    """The URI of a song of the list that is gone on from: it is loved or hated from now on; else empty."""


class Understood(Struct, gc=False):
    """How the words were understood."""

    parts: list[UnderstoodPart]
    unread: list[str]
    """Words that meant nothing, as they were typed."""
