"""Parser of links and URIs of Spotify, MusicBrainz and ListenBrainz in all their forms; it fetches nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.domain.track_ids import DEMO, MUSICBRAINZ, SPOTIFY, track_id_of

_SPOTIFY = re.compile(
    r"""
    (?<![\w.\-])(?i:(?:https?://)?(?:www\.)?(?:open|play)\.spotify\.com)/
        (?:intl-[A-Za-z\-]+/)?(?:embed/)?(?:user/[^/\s]+/)?(?P<path_kind>KINDS)/(?P<path_id>[0-9A-Za-z]{22})
        (?![0-9A-Za-z])(?:[/?\#][^\s<>"'()\[\],]*)?
    | (?i:spotify):(?:user:[^:\s]+:)?(?P<uri_kind>KINDS):(?P<uri_id>[0-9A-Za-z]{22})(?![0-9A-Za-z])
    | (?<![\w.\-])(?i:(?:https?://)?(?P<short_host>spotify(?:\.app)?\.link))/(?P<short>[0-9A-Za-z]+)
    """.replace("KINDS", "track|playlist|album|artist|episode|show"),
    re.VERBOSE,
)

_ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

_BRAINZ = re.compile(
    rf"""
    (?<![\w.\-])(?:https?://)?(?:www\.|beta\.)?(?:
        musicbrainz\.org/(?P<kind>recording|release(?:-group)?|artist|work)/(?P<id>{_ID})
        | listenbrainz\.org/(?P<page>track|recording|release(?:-group)?|album|artist|playlist)/(?P<page_id>{_ID})
        | listenbrainz\.org/player/?\?(?:[^\s<>"'\#]*&)?recording_mbids=(?P<player>{_ID}(?:(?:,|%2C){_ID})*)
    )(?![0-9a-f\-])(?:[/?\#&][^\s<>"'()\[\],]*)?
    | musicbrainz:(?P<uri_kind>recording|artist):(?P<uri_id>{_ID})(?![0-9a-f\-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""MusicBrainz' pages link to `listenbrainz.org/player?recording_mbids=`, ListenBrainz' own to `track/`."""

_DEMO = re.compile(rf"demo:(?P<kind>track|artist):{DEMO.pattern.pattern}(?![0-9A-Za-z])")

_RECORDING_KINDS = frozenset({"recording", "track"})

WHY_NOT: dict[str, str] = {
    "album": "this is an album; paste its songs instead",
    "release": "this is an album; paste its songs instead",
    "release-group": "this is an album; paste its songs instead",
    "work": "this is a work; paste a recording of it instead",
    "episode": "this is a podcast episode, not a song",
    "show": "this is a podcast, not a song",
    "listenbrainz-playlist": "a playlist of ListenBrainz cannot be read from its link; paste its songs instead",
}
"""Message for a link to an item that is no track, playlist or artist that can be looked up."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link found in a text: the kind of its target, its id (or a short link's address) and its position."""

    kind: str
    """track, artist, playlist, short, or a key of WHY_NOT."""
    id: str
    """The track's or artist's id, a playlist's value at Spotify, or the address of a short link."""
    source: str
    start: int
    end: int


def find_links(text: str) -> Iterator[Link]:
    """Yield every link and URI in a text, in order."""
    lower = text.lower()  # the patterns are slow to find nothing
    found: list[Link] = []
    if "spotify" in lower:
        found += map(_of_spotify, _SPOTIFY.finditer(text))
    if "brainz" in lower:
        found += (link for match in _BRAINZ.finditer(text) for link in _of_brainz(match))
    if "demo:" in text:
        found += (_link(match["kind"], match[0], match) for match in _DEMO.finditer(text))
    yield from sorted(found, key=lambda link: link.start)


def linked_track_id(text: str) -> str | None:
    """Return the id in a plain id or in the first link or URI of a track, or None if there is none."""
    linked = next((link.id for link in find_links(text) if link.kind == "track"), None)
    return linked or track_id_of(text)


def linked_artist_id(text: str) -> str | None:
    """Return the id in an artist's id, link or URI, the first in the text; None if there is none."""
    return next((link.id for link in find_links(text) if link.kind == "artist"), None)


def _link(kind: str, id: str, match: re.Match[str]) -> Link:
    return Link(kind, id, match[0], match.start(), match.end())


def _of_spotify(match: re.Match[str]) -> Link:
    if match["short"]:
        return _link("short", f"https://{match['short_host'].lower()}/{match['short']}", match)
    kind, value = match["path_kind"] or match["uri_kind"], match["path_id"] or match["uri_id"]
    if kind == "artist":
        return _link(kind, f"spotify:artist:{value}", match)
    return _link(kind, SPOTIFY.id_of(value) if kind == "track" else value, match)


def _of_brainz(match: re.Match[str]) -> list[Link]:
    """Return a link, or one for each recording of a player's address."""
    if match["player"]:
        mbids = re.split(",|%2C", match["player"].lower(), flags=re.IGNORECASE)
        return [_link("track", MUSICBRAINZ.id_of(mbid), match) for mbid in mbids]
    value = (match["id"] or match["page_id"] or match["uri_id"]).lower()
    kind = (match["kind"] or match["page"] or match["uri_kind"]).lower()
    if kind in _RECORDING_KINDS:
        return [_link("track", MUSICBRAINZ.id_of(value), match)]
    if kind == "artist":
        return [_link(kind, f"musicbrainz:artist:{value}", match)]
    return [_link("listenbrainz-playlist" if kind == "playlist" else kind, value, match)]
