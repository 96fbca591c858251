"""The message that carries a playlist to `ingest`."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from msgspec import Meta, Struct

from shared.intake import Intake, Reading, TrackReference, named_track, read_text
from shared.intake.readings import named_readings

SPOTIFY = "spotify"
"""The source of playlists from Spotify's API: stored with an expiry, for display, and never trained on."""

UPLOAD = "upload"
"""The source of playlists that a listener pasted or uploaded."""

Text = Annotated[str, Meta(max_length=1_000)]


class GivenTrack(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A track by its URI, link or id, by its names, or by both."""

    uri: Text = ""
    name: Text = ""
    artist: Text = ""


class PlaylistMessage(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The message of topic `playlists`."""

    tracks: Annotated[list[Text | GivenTrack], Meta(min_length=1, max_length=10_000)]
    """In the playlist's order; a string is a link, a URI, an id or "Artist - Title"."""
    source: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}\Z")] = UPLOAD
    """Its origin: `upload`, `spotify`, or the name of another system."""
    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9:_-]{0,200}\Z")] = ""
    """Its id at the source; a later message with the same id replaces it."""
    name: Annotated[str, Meta(max_length=300)] = ""
    agreed: bool = False
    """Whether its owner agreed that it is used for training."""
    listener: str | None = None


def message_of(
    given: Intake, *, agreed: bool, source: str = UPLOAD, listener: str | None = None
) -> PlaylistMessage:
    """Build the message for the tracks that intake found."""
    tracks = [_entry_of(each) for each in given.references]
    return PlaylistMessage(tracks=tracks, name=given.name[:300], source=source, agreed=agreed, listener=listener)


def _entry_of(reference: TrackReference) -> Text | GivenTrack:
    """Return ids and names, or the line as it was written where names would lose ways to read it."""
    title, artist = next(iter(reference.ways), Reading("", ""))
    id = reference.track_id or reference.isrc
    if id or not reference.readings or reference.readings == named_readings(title, artist):
        return GivenTrack(id, title, artist)
    again = read_text(reference.source).references
    is_kept = len(again) == 1 and again[0].ways[:1] == reference.ways[:1]
    return reference.source if is_kept else GivenTrack(id, title, artist)


def references_of(message: PlaylistMessage) -> Iterator[TrackReference]:
    """Yield the references in a message, each with its position from 1 on; other entries are skipped."""
    for place, given in enumerate(message.tracks, start=1):
        if isinstance(given, str):
            for found in read_text(given).references[:1]:
                yield replace(found, line=place)
        elif named := named_track(given.uri, given.name, given.artist, place):
            yield named
