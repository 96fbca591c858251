"""Parser of Traktor's NML: the collection, playlists and histories."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from shared.intake.given_file import GivenFile
from shared.intake.library import LibraryPlaylist, LibrarySong, read_library
from shared.intake.reference import Intake
from shared.intake.xml_tree import attributes_of, children, parsed, root_of, tag_of

ENDINGS = ("nml",)


def recognise(file: GivenFile) -> bool:
    """Return whether a file is XML of Traktor."""
    return root_of(file) == "nml"


def read_nml(text: str) -> tuple[Intake, ...]:
    """Read each playlist as a part. Raises InvalidInput if there is no song."""
    root = parsed(text)
    songs: dict[str, LibrarySong] = {}
    for collection in children(root, "collection"):
        for entry in children(collection, "entry"):
            key = _key(entry) or str(len(songs))
            given = attributes_of(entry)
            songs[key] = LibrarySong(given.get("title", ""), given.get("artist", ""), key.replace("/:", "/"))
    return read_library(songs, list(_playlists(root)))


def _key(entry: Element) -> str:
    """Return a file as playlists name it: volume, folders and name in one."""
    for location in children(entry, "location"):
        given = attributes_of(location)
        return given.get("volume", "") + given.get("dir", "") + given.get("file", "")
    return ""


def _playlists(root: Element) -> Iterator[LibraryPlaylist]:
    for node in root.iter():
        if tag_of(node) != "node":
            continue
        for playlist in children(node, "playlist"):
            keys = [
                attributes_of(key).get("key", "")
                for entry in children(playlist, "entry")
                for key in children(entry, "primarykey")
            ]
            yield LibraryPlaylist(attributes_of(node).get("name", ""), keys)
