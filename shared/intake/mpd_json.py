"""JSON: Million Playlist Dataset slices and playlists, and plain lists of tracks."""

from typing import Any, TypeVar

import msgspec

from shared.errors import InvalidInput
from shared.intake.links import linked_track_id
from shared.intake.reference import Intake, TrackReference
from shared.intake.text import LONGEST_LINE, MOST_LINES, SHOWN, beyond, bounded, joined, read_line, unread

T = TypeVar("T")


class _Track(msgspec.Struct):
    track_uri: str = ""
    uri: str = ""
    id: str = ""
    track_name: str = ""
    name: str = ""
    artist_name: str = ""
    artist: str = ""


class _Playlist(msgspec.Struct):
    tracks: list[Any]
    name: str = ""


def read_json(text: str) -> Intake:
    """Read a slice, a playlist, or a list of playlists, tracks or URIs.

    Raises InvalidInput for broken JSON, naming where, and for JSON of another shape.
    """
    try:
        entries, name = _entries(msgspec.json.decode(text))
        parts = [_entry(entry, place) for place, entry in enumerate(entries[:MOST_LINES], start=1)]
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise InvalidInput("The JSON cannot be read", expected="a playlist", found=str(error)) from error
    return joined([bounded([Intake(name=name), *parts]), *beyond(len(entries), "tracks")])


def _entries(value: object) -> tuple[list[Any], str]:
    """Give the tracks in any of the shapes, and the title of the playlist if there is but one."""
    if isinstance(value, dict) and isinstance(value.get("playlists"), list):
        return _entries(value["playlists"])
    if isinstance(value, dict) and "tracks" in value:
        playlist = _convert(value, _Playlist, "the playlist")
        return playlist.tracks, playlist.name
    if isinstance(value, list) and value and all(isinstance(item, dict) and "tracks" in item for item in value):
        playlists = [_convert(item, _Playlist, f"playlist {place}") for place, item in enumerate(value, start=1)]
        return [track for each in playlists for track in each.tracks], playlists[0].name if len(value) == 1 else ""
    if isinstance(value, list):
        return value, ""
    raise InvalidInput(
        "The JSON holds no playlist",
        expected='{"tracks": [...]}, {"playlists": [...]} or a list of track URIs',
        found=type(value).__name__,
    )


def _convert(value: object, schema: type[T], where: str) -> T:
    try:
        return msgspec.convert(value, schema)
    except msgspec.ValidationError as error:
        raise InvalidInput(f"In the JSON, {where} cannot be read", found=str(error)) from error


def _entry(entry: object, place: int) -> Intake:
    if isinstance(entry, str):
        return read_line(" ".join(entry.split())[: LONGEST_LINE + 1], place)
    try:
        track = msgspec.convert(entry, _Track)
    except msgspec.ValidationError as error:
        return unread(str(entry)[:SHOWN], place, f"this entry is no track: {error}")
    track_id = linked_track_id(track.track_uri or track.uri or track.id)
    title, artist = (track.track_name or track.name).strip(), (track.artist_name or track.artist).strip()
    if track_id is None and not title:
        return unread(str(entry)[:SHOWN], place, "this entry has neither a track URI nor a title")
    source = " - ".join(part for part in (artist, title) if part) or str(track_id)
    reference = TrackReference(source[:SHOWN], place, track_id=track_id, title=title[:300], artist=artist[:300])
    return Intake(references=(reference,))
