"""A listener's wishes in requests of `recommend`, and as they are kept with a list, as JSON."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from shared.domain.song_order import Curve, Order
from shared.domain.track import Feature

from .bounds_contract import WithinRequest

Level = Annotated[float, Meta(ge=0, le=1)]

Wish = Literal[
    "title",
    "ignore",
    "n",
    "exclude",
    "loved",
    "hated",
    "max_per_artist",
    "tune",
    "focus",
    "order",
    "curve",
    "repeat",
    "within",
    "only",
    "leave_out",
]
"""A field of a request that says nothing of the songs it is made from."""


class TuneRequest(Struct, forbid_unknown_fields=True):
    """The listener's wishes beyond the seeds."""

    targets: dict[Feature, Level] = {}
    """Wanted level of a feature: 0 is the catalogue's lowest, 1 its highest."""
    adventurous: Annotated[float, Meta(ge=-1, le=1)] = 0.0
    """-1 familiar, 1 adventurous."""
    diverse: Level = 0.0
    """0 as learned, 1 as unlike each other as the seeds allow."""


class NamedSong(Struct, gc=False):
    """A song that a wish is about."""

    uri: str
    name: str
    artist: str


class KeptAs(Struct):
    """The name of a kept list, and the wishes it was asked with, as far as they are kept."""

    name: str
    """The listener's, or the list's title, or one made of the songs it goes with."""
    asked_at: str
    title: str
    """The request's own."""
    words: str
    """All that was said in words."""
    n: int | None
    tune: TuneRequest | None
    within: WithinRequest | None
    order: Order
    curve: Curve | None
    repeat: bool
    loved: list[NamedSong]
    hated: list[NamedSong]
