"""The two pictures of a shared list, drawn from the list alone."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import msgspec
import typst

from shared.domain.invitation import Invitation
from shared.domain.one_line import clean
from shared.domain.share import Share, SharedSong

from .artwork import Band, Curve, colour_of, curves_of
from .fonts import StyledText, Typefaces, typefaces
from .told import counted, why

Format = Literal["card", "story"]

SIZES: dict[Format, tuple[int, int]] = {"card": (1200, 630), "story": (1080, 1920)}
"""Width and height in pixels. Apps cover 250 pixels at the top and the bottom of a story."""

MOST_SONGS: dict[Format, int] = {"card": 6, "story": 7}

MOST_BYTES: dict[Format, int] = {"card": 300_000, "story": 5_000_000}
"""Apps leave larger pictures out of their previews."""

_BANDS: dict[Format, tuple[Band, ...]] = {
    "card": (Band((-30, 500), (1230, 470), swing=80),),
    "story": (Band((-40, 120), (1120, 150), swing=110), Band((-40, 1770), (1120, 1800), swing=120)),
}
_DRAWING = Path(__file__).with_name("picture.typ")
_LONGEST_LINE, _LONGEST_REASON = 80, 200
"""Maximum lengths of a name on a line and of a reason; drawing then cuts them to the pixel."""


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a picture."""

    title: str
    songs: Sequence[SharedSong]
    told: str
    """A line beneath, before the site's name."""
    curved: Sequence[str]
    """The ids that determine the artwork."""
    why: str = ""
    """The best reason, beneath the title; "" for none."""


@dataclass(frozen=True, slots=True)
class DrawnSong:
    """A song as it is drawn."""

    name: StyledText
    artist: StyledText
    colour: str


@dataclass(frozen=True, slots=True)
class PictureData:
    """The input of `picture.typ`: all content of a picture."""

    format: Format
    title: StyledText
    why: StyledText | None
    songs: tuple[DrawnSong, ...]
    curves: tuple[Curve, ...]
    footer: StyledText


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is not drawn yet, and its ETag, a hash of everything it depends on."""

    data: PictureData
    tag: str

    def draw(self) -> bytes:
        """Draw the PNG, with fewer songs where dense glyphs would make it larger than `MOST_BYTES`."""
        songs, most_bytes = self.data.songs, MOST_BYTES[self.data.format]
        while len(png := _drawn(replace(self.data, songs=songs))) > most_bytes and len(songs) > 1:
            songs = songs[: len(songs) // 2]
        return png


def picture(shown: Share | Invitation, kind: Format, host: str) -> Picture:
    """Build a picture of a list or an invitation for the site at `host`, not drawn yet."""
    return picture_of(_content(shown), kind, host)


def address_of(url: str, kind: Format, drawn: Picture) -> str:
    """Return the address of a picture of the page at `url`: no other picture has it, so that it may be kept."""
    return f"{url}/{kind}-{drawn.tag}.png"


def picture_of(content: Content, kind: Format, host: str) -> Picture:
    """Build a picture for the site at `host`, not drawn yet."""
    data = _data(content, kind, host, typefaces())
    design = f"{version('typst')} ".encode() + _DRAWING.read_bytes()
    return Picture(data, hashlib.sha256(design + msgspec.json.encode(data)).hexdigest()[:32])


def _drawn(data: PictureData) -> bytes:
    drawn = typst.compile(
        _DRAWING,
        format="png",
        ppi=72.0,  # a point is a pixel
        font_paths=typefaces().fonts,
        sys_inputs={"data": msgspec.json.encode(data).decode()},
    )
    if not isinstance(drawn, bytes):
        raise TypeError(f"a picture of several pages: expected bytes, found {type(drawn).__name__}")
    return drawn


def _content(shown: Share | Invitation) -> Content:
    if isinstance(shown, Invitation):
        return Content(shown.title, (), "A list between the two of you", [shown.id])
    curved = [song.uri for song in shown.songs]
    return Content(shown.title, shown.songs, counted(shown.songs), curved, why(shown))


def _data(content: Content, kind: Format, host: str, faces: Typefaces) -> PictureData:
    songs = content.songs[: MOST_SONGS[kind]]
    return PictureData(
        format=kind,
        title=faces.styled(content.title),
        why=faces.styled(clean(content.why, _LONGEST_REASON)) if content.why else None,
        songs=tuple(
            DrawnSong(
                faces.styled(clean(song.name, _LONGEST_LINE)),
                faces.styled(clean(song.artist, _LONGEST_LINE)),
                colour_of(song.uri),
            )
            for song in songs
        ),
        curves=tuple(curve for band in _BANDS[kind] for curve in curves_of(content.curved, band)),
        footer=faces.styled(f"{content.told} · {host}"),
    )
