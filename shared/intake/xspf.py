"""Parser of XSPF, the playlists of VLC, Soundiiz and many players."""

from xml.etree.ElementTree import Element

from shared.intake.bounds import bounded
from shared.intake.given_file import GivenFile
from shared.intake.lines import named_track
from shared.intake.links import linked_track_id
from shared.intake.local_files import read_entry
from shared.intake.reference import Intake
from shared.intake.xml_tree import children, parsed, root_of, tag_of, text_of

ENDINGS = ("xspf",)


def recognise(file: GivenFile) -> bool:
    """Return whether a file is XML with a playlist as its root."""
    return root_of(file) == "playlist"


def read_xspf(text: str) -> Intake:
    """Read each track by its link and its names, else by the name of its file."""
    root = parsed(text)
    tracks = [element for element in root.iter() if tag_of(element) == "track"]
    songs = [_track(track, place) for place, track in enumerate(tracks, start=1)]
    return bounded([Intake(name=text_of(root, "title")), *songs])


def _track(track: Element, place: int) -> Intake:
    texts = [(child.text or "").strip() for tag in ("location", "identifier") for child in children(track, tag)]
    link = next((text for text in texts if linked_track_id(text)), "")
    title, artist = text_of(track, "title"), text_of(track, "creator")
    if link and (reference := named_track(link, title, artist, place)):
        return Intake(references=(reference,))
    return read_entry(next(iter(texts), ""), title, artist, place)
