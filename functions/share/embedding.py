"""Embedding of a list in other sites: what oEmbed 1.0 (https://oembed.com) says of it, and the frame's code."""

from html import escape
from typing import Literal
from urllib.parse import urlsplit

from msgspec import UNSET, Struct, UnsetType
from werkzeug.exceptions import NotImplemented as NotSupported

from shared.domain.share import Share
from shared.errors import InvalidInput, NotFound

from .pictures import SIZES

WIDTH, HEIGHT = 600, 380
"""Size of the frame in pixels, unless less is asked for; it fits into 300 x 380."""

_LEAST = 100

_FRAME = (
    '<iframe src="{src}" width="{width}" height="{height}" title="{title}" loading="lazy" '
    'allow="autoplay; encrypted-media" style="border:0;border-radius:12px;max-width:100%"></iframe>'
)


class Embedding(Struct):
    """An oEmbed response of type `rich`."""

    title: str
    provider_url: str
    html: str
    width: int
    height: int
    thumbnail_url: str | UnsetType = UNSET
    thumbnail_width: int | UnsetType = UNSET
    thumbnail_height: int | UnsetType = UNSET
    version: Literal["1.0"] = "1.0"
    type: Literal["rich"] = "rich"
    provider_name: Literal["Segue"] = "Segue"
    cache_age: int = 300


def embedded(
    share: Share, url: str, card_url: str, site_url: str, max_width: int | None, max_height: int | None
) -> Embedding:
    """Return how the list at `url` is embedded within some pixels; its picture is left out where it is larger."""
    width, height = min(max_width or WIDTH, WIDTH), min(max_height or HEIGHT, HEIGHT)
    html = _FRAME.format(src=f"{escape(url)}/embed", width=width, height=height, title=escape(share.title))
    found = Embedding(share.title, site_url, html, width, height)
    card_width, card_height = SIZES["card"]
    if (max_width or card_width) >= card_width and (max_height or card_height) >= card_height:
        found.thumbnail_url = card_url
        found.thumbnail_width, found.thumbnail_height = card_width, card_height
    return found


def id_in(address: str, functions_url: str) -> str:
    """Return the id in the address of a list's page. Raises NotFound for any other address."""
    own = urlsplit(functions_url)
    try:
        given = urlsplit(address.strip())
        place, _, id = given.path.strip("/").removesuffix("/embed").rpartition("/")
        is_ours = given.netloc.lower() == own.netloc.lower() and given.scheme in ("http", "https")
    except ValueError:
        is_ours, place, id = False, "", ""
    if not is_ours or place != "s":
        raise NotFound(
            "This is not the address of a list", expected=f"{functions_url}/s/...", found=repr(address[:200])
        )
    return id


def demand_json(form: str) -> None:
    """Raise NotImplemented (501) for XML, as oEmbed has it, and InvalidInput for what is no form of it."""
    if form == "xml":
        raise NotSupported("An embedding is described in JSON alone: leave format out")
    if form != "json":
        raise InvalidInput("Parameter format cannot be used", expected="json", found=repr(form[:20]))


def bounded(name: str, text: str | None) -> int | None:
    """Return a bound in pixels, None without one. Raises InvalidInput for what is no number, or below _LEAST."""
    if text is None or text == "":
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) >= _LEAST):
        raise InvalidInput(
            f"Parameter {name} cannot be used", expected=f"pixels, {_LEAST} or more", found=repr(text[:20])
        )
    return int(text)
