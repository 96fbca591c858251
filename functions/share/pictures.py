"""The two pictures of a shared list, drawn by us from nothing but the list."""

import hashlib
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import msgspec
import typst

from shared.domain.share import Share

from .artwork import Ribbon, Strand, colour_of, woven
from .fonts import Typefaces, Words, typefaces
from .titles import clean

Format = Literal["card", "story"]

SIZES: dict[Format, tuple[int, int]] = {"card": (1200, 630), "story": (1080, 1920)}
"""Width and height in pixels. Of a story, apps cover 250 pixels at the top and at the bottom."""

MOST_SONGS: dict[Format, int] = {"card": 6, "story": 8}

MOST_BYTES: dict[Format, int] = {"card": 300_000, "story": 5_000_000}
"""Apps leave heavier pictures out of their previews."""

_RIBBONS: dict[Format, tuple[Ribbon, ...]] = {
    "card": (Ribbon((-30, 500), (1230, 470), swing=80),),
    "story": (Ribbon((-40, 120), (1120, 150), swing=110), Ribbon((-40, 1770), (1120, 1800), swing=120)),
}
_DRAWING = Path(__file__).with_name("picture.typ")
_LONGEST_LINE = 80
"""Characters of a name that can stand in a line; drawing then cuts it to the pixel."""


@dataclass(frozen=True, slots=True)
class DrawnSong:
    """A song as a picture tells it."""

    name: Words
    artist: Words
    colour: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that a picture says and shows; `picture.typ` reads it."""

    format: Format
    title: Words
    songs: tuple[DrawnSong, ...]
    strands: tuple[Strand, ...]
    footer: Words


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is not drawn yet, and the tag that changes with all it depends on."""

    told: Told
    tag: str

    def draw(self) -> bytes:
        """Give the PNG, with fewer songs where letters are so dense that it would be too heavy with all."""
        songs, most_bytes = self.told.songs, MOST_BYTES[self.told.format]
        while len(png := _drawn(replace(self.told, songs=songs))) > most_bytes and len(songs) > 1:
            songs = songs[: len(songs) // 2]
        return png


def picture(share: Share, kind: Format, host: str) -> Picture:
    """Prepare a picture of a list for the site at `host`."""
    told = _told(share, kind, host, typefaces())
    design = f"{version('typst')} ".encode() + _DRAWING.read_bytes()
    return Picture(told, hashlib.sha256(design + msgspec.json.encode(told)).hexdigest()[:32])


def _drawn(told: Told) -> bytes:
    drawn = typst.compile(
        _DRAWING,
        format="png",
        ppi=72.0,  # a point is a pixel
        font_paths=typefaces().fonts,
        sys_inputs={"told": msgspec.json.encode(told).decode()},
    )
    if not isinstance(drawn, bytes):
        raise TypeError(f"a picture of several pages: expected bytes, found {type(drawn).__name__}")
    return drawn


def _told(share: Share, kind: Format, host: str, faces: Typefaces) -> Told:
    songs = share.songs[: MOST_SONGS[kind]]
    count = f"{len(share.songs)} {'song' if len(share.songs) == 1 else 'songs'}"
    return Told(
        format=kind,
        title=faces.words(share.title),
        songs=tuple(
            DrawnSong(
                faces.words(clean(song.name, _LONGEST_LINE)),
                faces.words(clean(song.artist, _LONGEST_LINE)),
                colour_of(song.uri),
            )
            for song in songs
        ),
        strands=tuple(
            strand for ribbon in _RIBBONS[kind] for strand in woven([song.uri for song in share.songs], ribbon)
        ),
        footer=faces.words(f"{count}, with the reason · {host}"),
    )
