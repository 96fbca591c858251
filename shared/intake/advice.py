"""Advice where input names no song that could be read: the reason, and what to do on the device it came from."""

from collections.abc import Sequence
from dataclasses import replace

from shared.errors import InvalidInput, UnreadablePlaylist
from shared.intake.reference import Intake, Unread

WHAT_TO_PASTE = (
    "open the playlist in Spotify's desktop app, press Ctrl-A then Ctrl-C, and paste the songs here; "
    "or upload the CSV that exportify.net makes"
)
"""The cure for a link to a playlist at Spotify, whose owner has Spotify."""

_SHOWN = 3
"""Pieces of the input that the error names."""

_UNREADABLE = "Spotify shows a playlist's songs to its owner only"
_SHORT_LINK = "short links are not followed here; open it and paste the long link of the songs"


def reported_playlists(playlist_ids: Sequence[str]) -> Intake:
    """Return a report of each linked playlist; a page shows the way for its device."""
    return Intake(
        unread=tuple(
            Unread(f"spotify:playlist:{each}", 1, f"{_UNREADABLE}; paste its songs instead")
            for each in playlist_ids
        )
    )


def with_short_links_reported(given: Intake) -> Intake:
    """Add a report of each short link that was not followed."""
    return replace(given, unread=given.unread + tuple(Unread(link, 1, _SHORT_LINK) for link in given.short_links))


def with_links_reported(given: Intake) -> Intake:
    """Add a report of each link to a playlist and each short link, where nothing follows them."""
    return with_short_links_reported(given + reported_playlists(given.playlist_ids))


def nothing_read(given: Intake, ways: str) -> InvalidInput:
    """Return the error for an input without songs; `ways` lists what may be given."""
    if given.playlist_ids:
        return UnreadablePlaylist(
            "This playlist cannot be read from its link",
            expected="a list of songs",
            found=f"a playlist link ({_UNREADABLE})",
            cure=WHAT_TO_PASTE,
        )
    if given.unread:
        reasons = dict.fromkeys(f"{each.source!r}: {each.why}" for each in given.unread[:_SHOWN])
        return InvalidInput(
            "No song could be read from what was given",
            expected="track links, ids or lines like “Artist - Title”",
            found=", ".join(reasons),
            cure="paste songs, one a line",
        )
    return InvalidInput(
        "There is nothing to go on", expected=ways, found="none of them", cure="paste some songs or name one"
    )
