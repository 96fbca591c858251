"""A shared list as structured data: a MusicPlaylist of https://schema.org, in JSON-LD."""

from collections.abc import Sequence

from shared.domain.offers import Offers
from shared.domain.share import Share, SharedSong

Songs = Sequence[tuple[SharedSong, Offers]]
"""Songs with the places where each is heard."""


def heard_at(offers: Offers) -> str | None:
    """Return the address at which a song is heard best, None if none is known."""
    return offers.links[0].url if offers.links else None


def playlist_of(share: Share, songs: Songs, url: str, picture: str, description: str) -> dict[str, object]:
    """Return the list at `url` as a MusicPlaylist."""
    return {
        "@context": "https://schema.org",
        "@type": "MusicPlaylist",
        "name": share.title,
        "description": description,
        "url": url,
        "image": picture,
        "numTracks": len(songs),
        "track": [_recording(song, offers) for song, offers in songs],
    }


def _recording(song: SharedSong, offers: Offers) -> dict[str, object]:
    artist = {"@type": "MusicGroup", "name": song.artist}
    address = heard_at(offers)
    return {
        "@type": "MusicRecording",
        "name": song.name,
        **({"byArtist": artist} if song.artist else {}),
        **({"url": address} if address else {}),
    }
