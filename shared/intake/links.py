"""Parser of Spotify links and URIs in all their forms; it extracts ids and fetches nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.domain.track import track_id_of

_KINDS = "track|playlist|album|artist|episode|show"

_LINK = re.compile(
    rf"""
    (?<![\w.\-])(?i:(?:https?://)?(?:www\.)?(?:open|play)\.spotify\.com)/
        (?:intl-[A-Za-z\-]+/)?(?:embed/)?(?:user/[^/\s]+/)?(?P<path_kind>{_KINDS})/(?P<path_id>[0-9A-Za-z]{{22}})
        (?![0-9A-Za-z])(?:[/?\#][^\s<>"'()\[\],]*)?
    | (?i:spotify):(?:user:[^:\s]+:)?(?P<uri_kind>{_KINDS}):(?P<uri_id>[0-9A-Za-z]{{22}})(?![0-9A-Za-z])
    | (?<![\w.\-])(?i:(?:https?://)?spotify\.link)/(?P<short>[0-9A-Za-z]+)
    """,
    re.VERBOSE,
)

WHY_NOT: dict[str, str] = {
    "album": "this is an album; paste its songs instead",
    "artist": "this is an artist; paste some of the songs instead",
    "episode": "this is a podcast episode, not a song",
    "show": "this is a podcast, not a song",
}
"""Message for a link to an item that is neither a track nor a playlist."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link found in a text: the kind of its target, its id (or a short link's address) and its position."""

    kind: str
    """track, playlist, album, artist, episode, show or short."""
    id: str
    source: str
    start: int
    end: int


def find_links(text: str) -> Iterator[Link]:
    """Yield every Spotify link and URI in a text, in order."""
    if "spotify" not in text.lower():  # the pattern is slow to find nothing
        return
    for found in _LINK.finditer(text):
        if found["short"]:
            kind, link_id = "short", f"https://spotify.link/{found['short']}"
        else:
            kind, link_id = found["path_kind"] or found["uri_kind"], found["path_id"] or found["uri_id"]
        yield Link(kind, link_id, found[0], found.start(), found.end())


def linked_track_id(text: str) -> str | None:
    """Return the id in a plain id or in the first link or URI of a track, or None if there is none."""
    linked = next((link.id for link in find_links(text) if link.kind == "track"), None)
    return linked or track_id_of(text)
