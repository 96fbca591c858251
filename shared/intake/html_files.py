"""Parser of HTML pages: tables of songs, as DJ programs and sites write them, else links to songs, else lines."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.errors import InvalidInput
from shared.intake.bounds import bounded
from shared.intake.channels import artist_of_channel, is_music_channel
from shared.intake.given_file import GivenFile
from shared.intake.lines import named_track, read_line
from shared.intake.reference import Intake
from shared.intake.table import GivenTable, Row, read_tables
from shared.intake.text import read_text
from shared.intake.xml_tree import check_tags

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

ENDINGS = ("html", "htm")

_PAGE = re.compile(
    r"^(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|ul|ol|div|p|h\d)\b", re.IGNORECASE | re.S
)
_TRACK_LINKS = (
    "a[href*='spotify.com/track/'], a[href^='spotify:track:'], a[href*='musicbrainz.org/recording/'],"
    " a[href*='listenbrainz.org/track/'], a[href*='listenbrainz.org/player']"
)
MOST_TAGS = 300_000
"""Tags of a page."""

_SEARCHED = 4_000
"""Characters in which the first tag is searched."""
_UNSEEN = [
    "script",
    "style",
    "head",
    "noscript",
    "template",
    "svg",
    "nav",
    *(f"h{level}" for level in range(1, 7)),
]


def recognise(file: GivenFile) -> bool:
    """Return whether a file begins like a page."""
    return _PAGE.match(file.start[:_SEARCHED]) is not None


def read_html(text: str) -> tuple[Intake, ...]:
    """Read each table with songs as a playlist; a page without any, by its links to tracks or by its lines.

    Raises TooLarge for a page of more than 300,000 tags.
    """
    from selectolax.lexbor import LexborHTMLParser  # 20 ms, and few files are pages

    check_tags(text, MOST_TAGS)
    page = LexborHTMLParser(text)
    try:
        return read_tables(_tables(page))
    except InvalidInput:
        return (_lines(page),)


def _tables(page: "LexborHTMLParser") -> Iterator[GivenTable]:
    line = 1
    for table in page.css("table"):
        rows: list[Row] = []
        for row in table.css("tr"):
            cells = [_text(cell) for cell in row.css("th, td")]
            if any(cells):
                rows.append((line, cells))
            line += 1
        caption = table.css_first("caption")
        yield GivenTable(rows, _text(caption) if caption else _title(page))


def _title(page: "LexborHTMLParser") -> str:
    heading = page.css_first("h1") or page.css_first("title")
    return _text(heading) if heading else ""


def _text(node: "LexborNode") -> str:
    """Return a node's text in one line; the link of a cell without text."""
    words = " ".join(node.text(deep=True, separator=" ").split())
    link = node.css_first("a[href*='spotify'], a[href*='brainz.org/']")
    return words or ((link.attributes.get("href") or "") if link else "")


def _lines(page: "LexborHTMLParser") -> Intake:
    links = [link.attributes.get("href") or "" for link in page.css(_TRACK_LINKS)]
    name = _title(page)
    if links:
        return bounded([Intake(name=name), *(read_line(link, place) for place, link in enumerate(links, start=1))])
    if watched := list(_watched(page)):
        return bounded([Intake(name=name), *watched])
    page.strip_tags(_UNSEEN)
    body = page.body
    return read_text(body.text(deep=True, separator="\n")) if body else Intake()


def _watched(page: "LexborHTMLParser") -> Iterator[Intake]:
    """Yield the songs of a history of YouTube Music: a link to a video, then one to its artist's channel."""
    for place, video in enumerate(page.css("a[href*='watch?v=']"), start=1):
        channel = video.next
        while channel is not None and channel.tag != "a":
            channel = channel.next
        artist = _text(channel) if channel is not None else ""
        is_music = "music.youtube.com" in (video.attributes.get("href") or "") or is_music_channel(artist)
        if is_music and (reference := named_track("", _text(video), artist_of_channel(artist), place)):
            yield Intake(references=(reference,))
