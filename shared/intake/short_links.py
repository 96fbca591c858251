"""Following of short links: each is replaced by the song or playlist behind it, or reported with the reason."""

from dataclasses import replace

from shared.errors import SegueError, TooLarge, Unavailable
from shared.intake.bounds import joined, unread
from shared.intake.reference import Intake
from shared.intake.text import read_text
from shared.lanes import outside
from shared.ports import MOST_SHORT_LINKS, ShortLinks

_CURE = "open it and paste the long link that the address bar shows"


def with_short_links_followed(given: Intake, links: ShortLinks) -> Intake:
    """Return the intake with what its short links lead to; none is left in it."""
    if not given.short_links:
        return given
    with outside():
        behind = links.follow(given.short_links)
    return joined([replace(given, short_links=()), *(_read(link, target) for link, target in behind.items())])


def _read(link: str, target: str | SegueError) -> Intake:
    """Read a link's target under the source that the listener gave."""
    if isinstance(target, SegueError):
        return unread(link, 1, _why(target))
    read = read_text(target)
    return replace(
        read,
        references=tuple(replace(each, source=link) for each in read.references),
        unread=tuple(replace(each, source=link) for each in read.unread),
    )


def _why(error: SegueError) -> str:
    if isinstance(error, TooLarge):
        return f"only {MOST_SHORT_LINKS} short links are followed at once; send the rest by itself"
    if isinstance(error, Unavailable):
        return f"Spotify does not tell just now where this short link leads; {_CURE}"
    return f"this short link leads to nothing at Spotify; {_CURE}"
