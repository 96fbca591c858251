"""Parser of the library and playlists that iTunes and Apple Music export as XML."""

import plistlib
from collections.abc import Mapping
from typing import Any
from xml.parsers.expat import ExpatError

from shared.errors import InvalidInput
from shared.intake.given_file import GivenFile
from shared.intake.library import LibraryPlaylist, LibrarySong, read_library
from shared.intake.reference import Intake
from shared.intake.text import read_text
from shared.intake.xml_tree import check_tags, root_of

ENDINGS = ("xml",)

_BINARY = b"bplist00"

_OWN_LISTS = ("Master", "Distinguished Kind", "Folder", "Movies", "TV Shows", "Podcasts", "Audiobooks", "Music")
"""Marks of lists that the program makes itself."""

_MOST_TAGS = 1_500_000
"""Tags of a library: a song has about a hundred."""

_OTHER_MEDIA = ("Podcast", "Movie", "TV Show", "Has Video")


def recognise(file: GivenFile) -> bool:
    """Return whether a file is a property list."""
    return file.data.startswith(_BINARY) or (not file.is_binary and root_of(file) == "plist")


def read_plist(file: GivenFile) -> tuple[Intake, ...]:
    """Read each playlist of a library as a part; a shortcut to a page is read as its link.

    Raises InvalidInput for a broken property list, one that declares entities, and one without songs.
    """
    check_tags(file.text, _MOST_TAGS)
    try:
        content = plistlib.loads(file.data if file.data.startswith(_BINARY) else file.start.encode())
    except (plistlib.InvalidFileException, ExpatError, ValueError, AttributeError, RecursionError) as error:
        raise InvalidInput("The library cannot be read", expected="a property list", found=str(error)) from error
    if isinstance(content, dict) and isinstance(content.get("URL"), str):
        return (read_text(content["URL"]),)
    tracks = content.get("Tracks") if isinstance(content, dict) else None
    tracks = tracks if isinstance(tracks, dict) else {}
    songs = {str(key): _song(track) for key, track in tracks.items() if _is_song(track)}
    lists = content.get("Playlists", []) if isinstance(content, dict) else []
    own = [each for each in lists if isinstance(each, dict) and not any(mark in each for mark in _OWN_LISTS)]
    return read_library(songs, [_playlist(each, tracks, songs) for each in own])


def _is_song(track: object) -> bool:
    return isinstance(track, dict) and "Name" in track and not any(track.get(mark) for mark in _OTHER_MEDIA)


def _song(track: Mapping[str, Any]) -> LibrarySong:
    return LibrarySong(*(str(track.get(field, "")) for field in ("Name", "Artist", "Location")))


def _playlist(
    given: Mapping[str, Any], tracks: Mapping[str, Any], songs: Mapping[str, LibrarySong]
) -> LibraryPlaylist:
    """Return a playlist without its films and podcasts."""
    items = given.get("Playlist Items", [])
    keys = [str(item.get("Track ID", "")) for item in items if isinstance(item, dict)]
    return LibraryPlaylist(str(given.get("Name", "")), [key for key in keys if key in songs or key not in tracks])
