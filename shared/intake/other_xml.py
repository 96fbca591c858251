"""Parser of XML of other programs: every element that has a title and an artist, or a file's path, is a song."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from shared.errors import InvalidInput
from shared.intake.bounds import bounded
from shared.intake.given_file import GivenFile
from shared.intake.local_files import read_entry
from shared.intake.reference import Intake
from shared.intake.xml_tree import attributes_of, parsed, root_of, tag_of

ENDINGS = ("xml",)

_TITLES = ("title", "name", "song", "track", "trackname", "songtitle")
_ARTISTS = ("artist", "creator", "performer", "author", "artistname", "interpret")
_PLEX_ARTISTS = ("originaltitle", "grandparenttitle")
"""The artist of a track, and that of its album; of a film they are something else."""
_FEEDS = ("rss", "feed", "opml")


def recognise(file: GivenFile) -> bool:
    """Return whether a file begins like XML."""
    return bool(root_of(file)) and (file.start.startswith("<?xml") or file.ending in ENDINGS or _closes(file))


def _closes(file: GivenFile) -> bool:
    """Return whether the text ends with a tag: one song in angle brackets is no XML."""
    return file.start.rstrip().endswith(">") and "</" in file.start


def read_xml(text: str) -> Intake:
    """Read every element with a title and an artist. Raises InvalidInput for XML without songs."""
    root = parsed(text)
    if tag_of(root) in _FEEDS:
        raise InvalidInput(
            "This is the feed of a podcast or a site", expected="songs", found=f"<{tag_of(root)}>", cure=_CURE
        )
    songs = [read_entry(*song, place) for place, song in enumerate(_songs(root), start=1)]
    if not songs:
        raise InvalidInput(
            "This XML holds no songs",
            expected="elements with a title and an artist",
            found=f"<{tag_of(root)}>",
            cure=_CURE,
        )
    return bounded(songs)


_CURE = "export the playlist as CSV, M3U or text, or write the songs one a line"


def _songs(root: Element) -> Iterator[tuple[str, str, str]]:
    """Yield the location, the title and the artist of each song; a playlist of Jellyfin has locations alone."""
    for element in root.iter():
        fields = attributes_of(element) | {tag_of(child): _words(child) for child in element}
        title = next((fields[name] for name in _TITLES if fields.get(name)), "")
        names = (*_ARTISTS, *_PLEX_ARTISTS) if tag_of(element) == "track" else _ARTISTS
        artist = next((fields[name] for name in names if fields.get(name)), "")
        if title and artist:
            yield "", title, artist
        elif tag_of(element) == "playlistitem" and fields.get("path"):
            yield fields["path"], "", ""


def _words(element: Element) -> str:
    """Return an element's text, or that of its name: last.fm writes artists so."""
    own = " ".join((element.text or "").split())
    return own or next((" ".join((child.text or "").split()) for child in element if tag_of(child) == "name"), "")
