"""Offers of a track: a player, pages and searches to hear it by; knows addresses, fetches nothing."""

from dataclasses import dataclass
from urllib.parse import quote

from shared.domain.track import Track
from shared.domain.track_ids import DEMO, MUSICBRAINZ, SPOTIFY


@dataclass(frozen=True, slots=True)
class Link:
    """The name of a site, and the address of a track or of a search for it there."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Offers:
    """Ways to hear a track; all empty for an invented one."""

    spotify: str = ""
    """Its URI at Spotify, "" if it is not known there."""
    player: str = ""
    """Address of a page to embed that plays it, "" if there is none."""
    links: tuple[Link, ...] = ()
    """Pages about the track itself, the best first; for a track without a player then searches for its name."""
    musicbrainz: str = ""
    """Its URI at MusicBrainz, "" if it is not known there."""


def offers(track: Track) -> Offers:
    """Return what a track offers, by its own id and its other ids.

    >>> offers(Track("spotify:track:0q7LGcVSpsIoSbjChtZ8lI", "Hurt", "Johnny Cash")).links[0].url
    'https://open.spotify.com/track/0q7LGcVSpsIoSbjChtZ8lI'
    """
    ids = (track.id, *track.other_ids)
    if DEMO.first_value(ids):
        return Offers()
    at_spotify, mbid = SPOTIFY.first_value(ids), MUSICBRAINZ.first_value(ids)
    links = (*_at_spotify(at_spotify), *_at_musicbrainz(mbid))
    recording = MUSICBRAINZ.id_of(mbid) if mbid else ""
    if at_spotify:
        player = f"https://open.spotify.com/embed/track/{at_spotify}"
        return Offers(SPOTIFY.id_of(at_spotify), player, links, recording)
    words = quote(" ".join(filter(None, (track.artist, track.name))), safe="")
    searches = [Link(name, prefix + words) for name, prefix in _SEARCHES.items()]
    return Offers(links=(*links, *searches), musicbrainz=recording)


def _at_spotify(value: str) -> tuple[Link, ...]:
    return (Link("Spotify", f"https://open.spotify.com/track/{value}"),) if value else ()


def _at_musicbrainz(mbid: str) -> tuple[Link, ...]:
    """Return the pages of a recording; MusicBrainz' own button "Play on ListenBrainz" leads to the first."""
    if not mbid:
        return ()
    return (
        Link("ListenBrainz", f"https://listenbrainz.org/player?recording_mbids={mbid}"),
        Link("MusicBrainz", f"https://musicbrainz.org/recording/{mbid}"),
    )


_SEARCHES = {
    "Spotify": "https://open.spotify.com/search/",
    "YouTube": "https://www.youtube.com/results?search_query=",
    "Apple Music": "https://music.apple.com/search?term=",
    "Deezer": "https://www.deezer.com/search/",
    "Bandcamp": "https://bandcamp.com/search?q=",
}
"""Site -> address of its search, which quoted words complete."""
