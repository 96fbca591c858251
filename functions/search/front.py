"""The first page before anybody asked, as JSON."""

import numpy as np
from msgspec import Struct

from shared.domain.offers import Offers, offers
from shared.domain.track import Track
from shared.model.colours import Colours
from shared.model.model import Model


class FrontSong(Struct, gc=False):
    """A song as a page shows it."""

    uri: str
    name: str
    artist: str
    listen: Offers
    colours: Colours | None
    """Of its place on the map; null if that is unknown."""


class FrontDoor(Struct):
    """Known songs of one neighbourhood, to ask by."""

    name: str
    """The name of the songs, as an answer to them has it."""
    songs: list[FrontSong]


class FrontReason(Struct, gc=False):
    """Why a song is in the list, in words."""

    text: str


class ListedSong(FrontSong, gc=False, kw_only=True):
    """A song of the finished list."""

    because: list[FrontReason]


class FrontResponse(Struct):
    """The doors, and the finished list: the answer to the first of them. Both are empty for a model without."""

    model: str
    invented: bool
    """Whether the catalogue's songs are invented, as the demo's are."""
    doors: list[FrontDoor]
    list: list[ListedSong]


def front_of(model: Model) -> FrontResponse:
    """Return what was made with a model for the first page."""
    return FrontResponse(
        model=model.version,
        invented=model.manifest.invented,
        doors=[FrontDoor(door.name, _songs(model, door.songs)) for door in model.front.doors],
        list=_listed(model),
    )


def _songs(model: Model, indices: tuple[int, ...]) -> list[FrontSong]:
    return [FrontSong(*_shown(track), colours) for track, colours in _with_colours(model, indices)]


def _listed(model: Model) -> list[ListedSong]:
    finished = model.front.finished
    shown = _with_colours(model, tuple(each.track for each in finished))
    return [
        ListedSong(*_shown(track), colours, because=[FrontReason(text) for text in each.because])
        for each, (track, colours) in zip(finished, shown, strict=True)
    ]


def _shown(track: Track) -> tuple[str, str, str, Offers]:
    return track.id, track.name, track.artist, offers(track)


def _with_colours(model: Model, indices: tuple[int, ...]) -> list[tuple[Track, Colours | None]]:
    colours = model.atlas.colours_of(np.array(indices, dtype=np.int32))
    return list(zip(model.tracks(indices), colours, strict=True))
