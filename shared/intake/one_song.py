"""One song by a link, an id or its name, in a field of its own."""

import re

from shared.intake.bounds import SHOWN
from shared.intake.reference import Intake, TrackReference
from shared.intake.text import read_text

_LINK = re.compile(r"https?://|spotify:", re.IGNORECASE)


def read_song(text: str, line: int = 1) -> Intake:
    """Read a text as a song's reference or a short link; any other text but a link is taken for a title.

    What else it holds, such as a playlist's link or several songs, is in the intake as `read_text` has it.
    """
    read = read_text(text)
    is_link = bool(_LINK.match(text.strip()))
    if read.references or read.short_links or read.playlist_ids or (is_link and read.unread):
        return read
    return Intake(references=(TrackReference(text[:SHOWN], line, title=text),))
