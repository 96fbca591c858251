"""The site's icons are favicon.svg as PNG and ICO; every page names them, and so does the manifest."""

import io
import json
import re
import struct

import numpy as np
import pytest
from matplotlib.image import imread

from ops.icons import ICO_SIDES, ROUNDED, SQUARE, icons
from ops.local.cloud import ROOT
from ops.local.site import SITE

PAGES = sorted(path.name for path in SITE.glob("*.html"))
SIDES = ROUNDED | SQUARE
LARGEST_STEP = 8 / 255
"""The most by which two processors may draw a pixel differently."""


def pixels(png: bytes) -> np.ndarray:
    return imread(io.BytesIO(png))


def packed(ico: bytes) -> dict[int, bytes]:
    """Return the PNGs of an ICO by their sides in pixels."""
    (count,) = struct.unpack_from("<H", ico, 4)
    entries = [struct.unpack_from("<BBBBHHII", ico, 6 + 16 * place) for place in range(count)]
    return {side: ico[start : start + size] for side, *_, size, start in entries}


@pytest.fixture(scope="module")
def drawn():
    return icons()


@pytest.mark.parametrize("name", SIDES)
def test_a_picture_is_as_the_mark_is_drawn_now(drawn, name):
    found = pixels((SITE / name).read_bytes())
    assert found.shape == (SIDES[name], SIDES[name], 4)
    assert np.abs(found - pixels(drawn[name])).max() <= LARGEST_STEP, "run `make icons`"


def test_the_ico_has_the_mark_in_every_size_of_its_own(drawn):
    found, wanted = packed((SITE / "favicon.ico").read_bytes()), packed(drawn["favicon.ico"])
    assert tuple(found) == ICO_SIDES
    for side, png in found.items():
        assert np.abs(pixels(png) - pixels(wanted[side])).max() <= LARGEST_STEP, "run `make icons`"


@pytest.mark.parametrize("name", SIDES)
def test_what_phones_round_themselves_has_its_ground_up_to_the_corners(name):
    assert bool(pixels((SITE / name).read_bytes())[0, 0, 3]) is (name in SQUARE)


def test_the_manifest_names_pictures_of_the_size_it_says():
    manifest = json.loads((SITE / "site.webmanifest").read_text())
    for icon in manifest["icons"]:
        side = SIDES[icon["src"].removeprefix("/")]
        assert icon["sizes"] == f"{side}x{side}"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_names_the_icons_as_shared_pages_do(page):
    marks = (ROOT / "functions/share/templates/marks.html").read_text().replace("{{ site }}", "")
    assert marks in (SITE / page).read_text()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_names_the_manifest(page):
    assert re.findall(r'rel="manifest" href="/([^"]+)"', (SITE / page).read_text()) == ["site.webmanifest"]
