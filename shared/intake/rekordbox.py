"""Parser of the XML that rekordbox exports: the collection and its playlists."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from shared.intake.given_file import GivenFile
from shared.intake.library import LibraryPlaylist, LibrarySong, read_library
from shared.intake.reference import Intake
from shared.intake.xml_tree import attributes_of, children, parsed, root_of, tag_of

ENDINGS = ("xml",)

_BY_LOCATION = "1"
"""The key type of playlists that name songs by their files."""


def recognise(file: GivenFile) -> bool:
    """Return whether a file is XML of a DJ program's playlists."""
    return root_of(file) == "dj_playlists"


def read_rekordbox(text: str) -> tuple[Intake, ...]:
    """Read each playlist as a part. Raises InvalidInput if there is no song."""
    root = parsed(text)
    songs: dict[str, LibrarySong] = {}
    by_location: dict[str, str] = {}
    for collection in children(root, "collection"):
        for track in children(collection, "track"):
            given = attributes_of(track)
            key = given.get("trackid", str(len(songs)))
            songs[key] = LibrarySong(given.get("name", ""), given.get("artist", ""), given.get("location", ""))
            by_location[given.get("location", "")] = key
    return read_library(songs, list(_playlists(root, by_location)))


def _playlists(root: Element, by_location: dict[str, str]) -> Iterator[LibraryPlaylist]:
    for node in root.iter():
        entries = [
            attributes_of(track)["key"] for track in children(node, "track") if "key" in attributes_of(track)
        ]
        if tag_of(node) != "node" or not entries:
            continue
        given = attributes_of(node)
        keys = [by_location.get(key, key) for key in entries] if given.get("keytype") == _BY_LOCATION else entries
        yield LibraryPlaylist(given.get("name", ""), keys)
