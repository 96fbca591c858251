"""Libraries of players and DJ programs: songs by key, and playlists that name the keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.errors import InvalidInput
from shared.intake.bounds import bounded, joined, unread
from shared.intake.local_files import read_entry
from shared.intake.reference import Intake

WHOLE_LIBRARY = "Whole library"


@dataclass(frozen=True, slots=True)
class LibrarySong:
    """A song of a library; fields it lacks are empty."""

    title: str
    artist: str
    location: str = ""


@dataclass(frozen=True, slots=True)
class LibraryPlaylist:
    """A playlist of a library: the keys of its songs in order."""

    name: str
    keys: Sequence[str]


def read_library(songs: Mapping[str, LibrarySong], playlists: Sequence[LibraryPlaylist]) -> tuple[Intake, ...]:
    """Read each playlist, and the whole library where there are several or none.

    Raises InvalidInput for a library without songs.
    """
    if not songs:
        raise InvalidInput(
            "This library holds no songs",
            expected="songs with titles and artists",
            found="none",
            cure="export the playlist by itself, as text or M3U",
        )
    filled = [each for each in playlists if each.keys]
    parts = [_playlist(each, songs) for each in filled]
    if len(parts) == 1:
        return (joined([parts[0], *_others(len(songs.keys() - set(filled[0].keys)), parts[0].name)]),)
    whole = _playlist(LibraryPlaylist(WHOLE_LIBRARY if parts else "", list(songs)), songs)
    return (*parts, whole)


def _others(count: int, name: str) -> list[Intake]:
    """Return a report of the library's songs that stand in no playlist; empty if there are none."""
    if count <= 0:
        return []
    return [unread(f"{count:,} more songs of the library", 1, f"only its playlist “{name}” is read")]


def _playlist(playlist: LibraryPlaylist, songs: Mapping[str, LibrarySong]) -> Intake:
    parts = [Intake(name=playlist.name)]
    for place, key in enumerate(playlist.keys, start=1):
        song = songs.get(key)
        if song is None:
            parts.append(unread(f"entry {place:,}", place, "the library does not hold this song"))
        else:
            parts.append(read_entry(song.location, song.title, song.artist, place))
    return bounded(parts)
