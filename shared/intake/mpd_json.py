"""Parser of JSON: slices and playlists of the Million Playlist Dataset, and plain lists of tracks."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from shared.errors import InvalidInput
from shared.intake.given_file import GivenFile
from shared.intake.links import linked_track_id
from shared.intake.reference import Intake
from shared.intake.text import MOST_LINES, SHOWN, beyond, bounded, joined, named_track, read_line, unread

ENDINGS = ("json",)

LONGEST_NAME = 300
"""Characters of a title and of an artist that are used."""

_LINE_END = "\n"
_BYTE = re.compile(r" \(byte (?P<byte>\d+)\)$")
"""The end of a message of msgspec: the 0-based offset of the first byte it could not decode."""


class _Track(msgspec.Struct):
    track_uri: str | None = None
    uri: str | None = None
    id: str | None = None
    track_name: str | None = None
    name: str | None = None
    artist_name: str | None = None
    artist: str | None = None


class _Playlist(msgspec.Struct):
    tracks: list[Any]
    name: str | None = None


def recognise(file: GivenFile) -> bool:
    """Return whether a file begins like JSON, or begins with a bracket and is named as JSON."""
    start = file.start
    if not start.startswith(("{", "[")):
        return False
    return file.ending in ENDINGS or start[1:].lstrip()[:1] in '"{['


def read_json(text: str) -> Intake:
    """Read a slice, a playlist, or a list of slices, playlists, tracks or URIs.

    Raises InvalidInput for broken JSON, naming line and column, and for JSON of another shape.
    """
    try:
        entries, name = _entries(msgspec.json.decode(text))
        parts = [_entry(entry, place) for place, entry in enumerate(entries[:MOST_LINES], start=1)]
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise InvalidInput("The JSON cannot be read", expected="a playlist", found=_where(error, text)) from error
    return joined([bounded([Intake(name=name), *parts]), *beyond(len(entries), "tracks")])


def _where(error: Exception, text: str) -> str:
    """Return the error's message with the line and column, where the error has an offset."""
    what = str(error)
    if at := _BYTE.search(what):
        read = text.encode()[: int(at["byte"])].decode(errors="ignore")
        what = what.removesuffix(at[0])
    elif "truncated" in what:
        read = text
    else:
        return what
    return f"{what} at line {read.count(_LINE_END) + 1}, column {len(read) - read.rfind(_LINE_END)}"


def _entries(value: object) -> tuple[list[Any], str]:
    """Return the tracks of any of the shapes, and the playlist's title if there is only one playlist."""
    if isinstance(value, dict) and ("tracks" in value or isinstance(value.get("playlists"), list)):
        value = [value]
    if not isinstance(value, list):
        raise InvalidInput(
            "The JSON holds no playlist",
            expected='{"tracks": [...]}, {"playlists": [...]} or a list of track URIs',
            found=type(value).__name__,
        )
    parts = [_opened(item, place) for place, item in enumerate(_without_slices(value), start=1)]
    entries = [entry for part, _ in parts for entry in part]
    return entries, parts[0][1] if len(parts) == 1 else ""


def _without_slices(items: list[Any]) -> Iterator[object]:
    """Yield the items, each slice replaced by its playlists."""
    for item in items:
        if isinstance(item, dict) and isinstance(item.get("playlists"), list):
            yield from item["playlists"]
        else:
            yield item


def _opened(item: object, place: int) -> tuple[list[Any], str]:
    """Return a playlist's tracks and title; any other item is returned as the only track."""
    if not (isinstance(item, dict) and "tracks" in item):
        return [item], ""
    try:
        playlist = msgspec.convert(item, _Playlist)
    except msgspec.ValidationError as error:
        raise InvalidInput(f"In the JSON, playlist {place} cannot be read", found=str(error)) from error
    return playlist.tracks, playlist.name or ""


def _entry(entry: object, place: int) -> Intake:
    if isinstance(entry, str):
        return read_line(" ".join(entry.split()), place)
    try:
        track = msgspec.convert(entry, _Track)
    except msgspec.ValidationError as error:
        return unread(str(entry)[:SHOWN], place, f"this entry is no track: {error}")
    track_id = linked_track_id(track.track_uri or track.uri or track.id or "") or ""
    title = (track.track_name or track.name or "").strip()[:LONGEST_NAME]
    artist = (track.artist_name or track.artist or "").strip()[:LONGEST_NAME]
    reference = named_track(track_id, title, artist, place)
    if reference is None:
        return unread(str(entry)[:SHOWN], place, "this entry has neither a track URI nor a title")
    return Intake(references=(reference,))
