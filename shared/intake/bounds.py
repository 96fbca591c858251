"""Bounds that all formats share, and the report of what is beyond them."""

from collections.abc import Sequence

from shared.intake.reference import Intake, Unread
from shared.lanes import checkpoint

MOST_LINES = 10_000
"""Maximum number of lines, and of songs, read from one paste or file; the rest is reported as one piece."""

MOST_LINKS = 100
"""Maximum number of playlist links and of short links in one paste or file: each may cost a look-up."""

LONGEST_LINE = 1_000
"""Length of the longest line that may name a song."""

SHOWN = 200
"""Characters of a source that are shown back to the listener."""


def unread(source: str, number: int, why: str) -> Intake:
    """Return an intake of one unread piece."""
    return Intake(unread=(Unread(source.strip()[:SHOWN], number, why),))


def beyond(count: int, what: str = "lines", most: int = MOST_LINES) -> list[Intake]:
    """Return a report of the items after the first `most`; empty if there are none."""
    if count <= most:
        return []
    why = f"only the first {most:,} {what} are read; send the rest by itself"
    return [Intake(unread=(Unread(f"{count - most:,} more {what}", most + 1, why),))]


def joined(parts: Sequence[Intake]) -> Intake:
    """Join many intakes in linear time; the first name is kept."""
    checkpoint()
    return Intake(
        references=tuple(each for part in parts for each in part.references),
        playlist_ids=tuple(each for part in parts for each in part.playlist_ids),
        short_links=tuple(each for part in parts for each in part.short_links),
        unread=tuple(each for part in parts for each in part.unread),
        name=next((part.name for part in parts if part.name), ""),
    )


def bounded(parts: Sequence[Intake]) -> Intake:
    """Join up to MOST_LINES songs and reports and MOST_LINKS links of each kind; count the others in a report."""
    whole = joined(parts)
    over = [
        *beyond(len(whole.references), "songs"),
        *beyond(len(whole.playlist_ids), "playlists", MOST_LINKS),
        *beyond(len(whole.short_links), "short links", MOST_LINKS),
        *beyond(len(whole.unread), "lines that could not be read"),
    ]
    kept = Intake(
        references=whole.references[:MOST_LINES],
        playlist_ids=whole.playlist_ids[:MOST_LINKS],
        short_links=whole.short_links[:MOST_LINKS],
        unread=whole.unread[:MOST_LINES],
        name=whole.name,
    )
    return joined([kept, *over])
