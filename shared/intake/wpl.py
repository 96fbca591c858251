"""Parser of Windows' playlists: WPL and ZPL of Windows Media Player and Zune, and ASX."""

from collections.abc import Mapping

from shared.intake.bounds import bounded
from shared.intake.given_file import GivenFile
from shared.intake.local_files import read_entry
from shared.intake.reference import Intake
from shared.intake.xml_tree import attributes_of, parsed, root_of, tag_of, text_of

ENDINGS = ("wpl", "zpl", "asx")


def recognise(file: GivenFile) -> bool:
    """Return whether a file is XML with the root of such a playlist."""
    return root_of(file) in ("smil", "asx")


def read_wpl(text: str) -> Intake:
    """Read each entry by its title and artist, else by its file's name and folders."""
    root = parsed(text)
    name = text_of(root, "title")
    songs: list[Intake] = []
    for element in root.iter():
        tag, given = tag_of(element), attributes_of(element)
        if tag == "head":
            name = text_of(element, "title")
        elif tag == "media":
            artist = given.get("trackartist") or given.get("albumartist", "")
            songs.append(read_entry(given.get("src", ""), given.get("tracktitle", ""), artist, len(songs) + 1))
        elif tag == "entry":
            links = (attributes_of(child) for child in element if tag_of(child) == "ref")
            location = next((_address(link) for link in links), "")
            title, artist = text_of(element, "title"), text_of(element, "author")
            songs.append(read_entry(location, title, artist, len(songs) + 1))
    return bounded([Intake(name=name), *songs])


def _address(link: Mapping[str, str]) -> str:
    return link.get("href", "")
