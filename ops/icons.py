"""Draw the site's icons from favicon.svg, for readers that take no SVG: `make icons`.

Phones round an apple-touch-icon and a maskable one themselves, so that their ground reaches the edge.
"""

import struct
from collections.abc import Mapping
from pathlib import Path

import typst

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
GROUND = "#0b7285"
"""The colour of the mark's ground."""

ICO_SIDES = (16, 32, 48)
ROUNDED = {"icon-192.png": 192, "icon-512.png": 512}
SQUARE = {"apple-touch-icon.png": 180, "icon-maskable.png": 512}
"""Name -> side in pixels."""


def icons() -> Mapping[str, bytes]:
    """Draw the icons, and return each file's content by its name."""
    return {
        "favicon.ico": ico({side: drawn(side) for side in ICO_SIDES}),
        **{name: drawn(side) for name, side in ROUNDED.items()},
        **{name: drawn(side, ground=GROUND) for name, side in SQUARE.items()},
    }


def drawn(side: int, *, ground: str = "") -> bytes:
    """Draw the mark as a PNG of `side` pixels, whose corners are transparent without a ground."""
    png = typst.compile(
        ROOT / "ops" / "icon.typ",
        root=ROOT,
        format="png",
        ppi=72.0,  # a point is a pixel
        sys_inputs={"side": str(side), "ground": ground},
    )
    if not isinstance(png, bytes):
        raise TypeError(f"an icon of several pages: expected bytes, found {type(png).__name__}")
    return png


def ico(pngs: Mapping[int, bytes]) -> bytes:
    """Pack PNGs, by their sides in pixels below 256, into one ICO: a header, an entry for each, and the files."""
    header = struct.pack("<HHH", 0, 1, len(pngs))
    entries, start = b"", len(header) + 16 * len(pngs)
    for side, png in pngs.items():
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), start)
        start += len(png)
    return header + entries + b"".join(pngs.values())


def main() -> None:
    """Write the icons beside the mark."""
    for name, content in icons().items():
        (SITE / name).write_bytes(content)


if __name__ == "__main__":
    main()
