"""Reading of all the inputs of a request into one intake."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from shared.domain.track import track_uri
from shared.errors import InvalidInput, UnreadableHistory, UnreadablePlaylist
from shared.intake import Intake, TrackReference, Unread, read_history, read_text
from shared.intake.files import read_file
from shared.ports import ListeningHistory, Records
from shared.record_kinds import PLAYLISTS

from .contract import ListenBrainzListener, RecommendRequest

WHAT_TO_PASTE = (
    "open the playlist in Spotify's desktop app, press Ctrl-A then Ctrl-C, and paste the songs here; "
    "or upload the CSV that exportify.net makes"
)
_UNREADABLE = "Spotify shows a playlist's songs to its owner only"
_SHORT_LINK = "short links cannot be followed; open it and paste the long link of the songs"


def read_given(request: RecommendRequest, records: Records, history: ListeningHistory | None) -> Intake:
    """Read every input of a request; links of ingested playlists are replaced by their tracks.

    Raises InvalidInput if the request has no song that could be read, UnreadablePlaylist if it has only links of
    playlists that are not stored, UnreadableHistory if its name at ListenBrainz leads to no songs; and as
    `ListeningHistory` does if ListenBrainz does not answer.
    """
    given = Intake()
    if request.tracks:
        given += read_text("\n".join(" ".join(track.split()) for track in request.tracks))
    if request.text:
        given += read_text(request.text)
    if request.file is not None:
        given += read_file(request.file.name, request.file.content)
    if request.song is not None:
        given += _song(request.song.name, request.song.artist)
    if request.playlist:
        given += read_text(request.playlist)
    if request.listenbrainz is not None:
        given += _heard(request.listenbrainz, history)
    given = _with_playlists(given, records)
    if not given.references:
        raise _nothing(given)
    return given


def named_tracks(field: str, given: Sequence[str]) -> list[str]:
    """Return the ids in a field. Raises InvalidInput for an entry that is no track's id, URI or link."""
    ids = []
    for place, text in enumerate(given):
        found = read_text(text).references
        if len(found) != 1 or found[0].track_id is None:
            raise InvalidInput(
                f"Field {field}[{place}] cannot be used",
                expected="a track's id, URI or link",
                found=repr(text[:80]),
            )
        ids.append(found[0].track_id)
    return ids


def _song(name: str, artist: str) -> Intake:
    source = f"{name} - {artist}" if artist else name
    return Intake(references=(TrackReference(source[:200], 1, title=name, artist=artist),))


def _heard(listener: ListenBrainzListener, history: ListeningHistory | None) -> Intake:
    if history is None:
        raise UnreadableHistory("ListenBrainz is not asked here", cure="paste some songs or name one")
    return read_history(history, listener.name, listener.range)


def _with_playlists(given: Intake, records: Records) -> Intake:
    """Add the tracks of linked playlists that are stored; report each other link as unread, with the reason."""
    for playlist_id in given.playlist_ids:
        source = f"spotify:playlist:{playlist_id}"
        record = records.get(PLAYLISTS.name, playlist_id)
        if record is None:
            given += Intake(unread=(Unread(source, 1, f"{_UNREADABLE}: {WHAT_TO_PASTE}"),))
            continue
        tracks = msgspec.convert(record.fields["tracks"], list[str])
        given += Intake(
            references=tuple(
                TrackReference(track_uri(track), line, track_id=track)
                for line, track in enumerate(tracks, start=1)
            ),
        )
    short = tuple(Unread(link, 1, _SHORT_LINK) for link in given.short_links)
    return replace(given, unread=given.unread + short)


def _nothing(given: Intake) -> InvalidInput:
    if given.playlist_ids:
        return UnreadablePlaylist(
            "This playlist cannot be read from its link",
            expected="a list of songs",
            found=f"a playlist link ({_UNREADABLE})",
            cure=WHAT_TO_PASTE,
        )
    if given.unread:
        first = given.unread[0]
        return InvalidInput(
            "No song could be read from what was given",
            expected="track links, ids or lines like “Artist - Title”",
            found=f"{first.source!r}: {first.why}",
            cure="paste songs, one a line",
        )
    return InvalidInput(
        "There is nothing to go on",
        expected="one of tracks, text, file, song, playlist or listenbrainz",
        found="none of them",
        cure="paste some songs or name one",
    )
