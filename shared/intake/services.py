"""Links that lead to no song here: what each is, and what to do instead on the device it was copied on."""

import re
from dataclasses import dataclass

_EXPORT = "or save the list as text with tunemymusic.com or soundiiz.com and send that file"
_COPY_WEB = "open it, select the songs on the page, copy them and paste them here, "


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of link that is known and cannot be followed."""

    address: re.Pattern[str]
    why: str


def _service(address: str, what: str, cure: str) -> Service:
    return Service(re.compile(address, re.IGNORECASE), f"this is {what}, which cannot be followed; {cure}")


SERVICES: tuple[Service, ...] = (
    Service(
        re.compile(r"spotify\.com/(?:[\w-]+/)*collection|spotify:(?:user:[^:\s]+:)?collection", re.IGNORECASE),
        "this is a link to your Liked Songs, which only you can open; let exportify.net save them and send that "
        "file, or copy the songs in Spotify's desktop app and paste them here",
    ),
    Service(
        re.compile(r"spotify\.com/(?:[\w-]+/)*prerelease", re.IGNORECASE),
        "this is a release to come; send its songs when they are out, or other songs of the artist",
    ),
    Service(
        re.compile(r"spotify:local:", re.IGNORECASE),
        "this is a file on a computer, which Spotify knows by name only; write its artist and title",
    ),
    Service(
        re.compile(r"spotify(?:\.com|\.link|:)", re.IGNORECASE),
        "this is no link to a Spotify track or playlist; use Share > Copy link on a song",
    ),
    _service(
        r"music\.apple\.com|itunes\.apple\.com",
        "a link of Apple Music",
        "on a Mac select the songs in the Music app, copy them and paste them here; on an iPhone write the "
        "titles, " + _EXPORT,
    ),
    _service(
        r"music\.youtube\.com|youtube\.com|youtu\.be",
        "a link of YouTube",
        "paste the titles of the videos, " + _EXPORT,
    ),
    _service(r"deezer\.(?:com|page\.link)", "a link of Deezer", _COPY_WEB + _EXPORT),
    _service(r"tidal\.com", "a link of TIDAL", _COPY_WEB + _EXPORT),
    _service(r"soundcloud\.com", "a link of SoundCloud", "write artist and title, " + _EXPORT),
    _service(r"(?:music\.)?amazon\.\w+", "a link of Amazon Music", _COPY_WEB + _EXPORT),
    _service(
        r"shazam\.com",
        "a link of Shazam",
        "write artist and title, or save your Shazams as CSV on shazam.com/myshazam",
    ),
    _service(r"last\.fm", "a link of Last.fm", _COPY_WEB + "or save your scrobbles as CSV and send that file"),
    _service(r"listenbrainz\.org", "a link of ListenBrainz", "give your name there instead of the link"),
    _service(
        r"bandcamp\.com|qobuz\.com|napster\.com|pandora\.com|audiomack\.com",
        "a link of another service",
        _COPY_WEB + _EXPORT,
    ),
)
"""Every service whose links are known; the first that an address belongs to."""

_OTHER = "this is no link to a song that can be followed; write artist and title instead"


def why_not(address: str) -> str:
    """Return what an address is and what to do instead."""
    return next((service.why for service in SERVICES if service.address.search(address)), _OTHER)
