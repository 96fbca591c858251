"""`segue ingest`: publish playlists from files, to be stored and, if their owners agreed, used for training."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click
import msgspec

from ops.commands.options import EXISTING
from ops.playlist_files import listed_playlist, playlists_at
from shared.errors import InvalidInput
from shared.intake import Intake
from shared.intake.formats import FORMAT_NAMES
from shared.messaging.playlist_message import UPLOAD, message_of
from shared.messaging.topics import PLAYLISTS
from shared.settings.config import Settings


@click.command(epilog=f"Formats of other files: {FORMAT_NAMES}.")
@click.argument("paths", nargs=-1, required=True, type=EXISTING)
@click.option("--agreed", is_flag=True, help="Their owner agreed that we learn from them; needs --listener.")
@click.option("--listener", metavar="ID", help="The listener who owns them [default: nobody]")
@click.option("--source", default=UPLOAD, show_default=True, help="The system they come from.")
@click.option("--list", "listed", is_flag=True, help="List the playlists, and publish none.")
@click.option("--only", default="", help="Publish the playlists of this name alone.")
def ingest(
    paths: tuple[Path, ...], agreed: bool, listener: str | None, source: str, listed: bool, only: str
) -> None:
    """Publish the playlists in PATHS, one message each.

    A folder is searched for files. Files in MPD layout, plain or packed, are read in any size; any other file is
    read playlist by playlist.

    Your own playlists, to learn from, are for `segue train --playlists`.

    Example: segue ingest var/demo/playlists.zip --list
    """
    if agreed and listener is None:
        raise click.UsageError("--agreed needs --listener: nothing is learned from playlists of nobody.")
    # Every file that is named is opened before the first message, so that one of no use publishes no other.
    found = _named(chain.from_iterable([playlists_at(path) for path in paths]), only)
    if listed:
        for playlist in found:
            click.echo(listed_playlist(playlist))
        return
    count = _published(found, agreed=agreed, listener=listener, source=source)
    if not count:
        raise _nothing_published(only)
    click.echo(f"{count:,} {'playlist' if count == 1 else 'playlists'} published to {PLAYLISTS!r}.")


def _named(playlists: Iterable[Intake], only: str) -> Iterator[Intake]:
    return (playlist for playlist in playlists if only in ("", playlist.name))


def _published(playlists: Iterable[Intake], *, agreed: bool, listener: str | None, source: str) -> int:
    """Publish each playlist with a song, report what could not be read, and return how many were published."""
    bus, count = Settings.from_environment().events(), 0
    for playlist in playlists:
        for unread in playlist.unread:
            click.echo(f"not read: {unread.source} ({unread.why})", err=True)
        if playlist.references:
            message = message_of(playlist, agreed=agreed, source=source, listener=listener)
            bus.publish(PLAYLISTS, msgspec.json.encode(message))
            count += 1
    return count


def _nothing_published(only: str) -> InvalidInput:
    if only:
        return InvalidInput(f"No playlist with songs is called {only!r}", expected="a name as --list has it")
    return InvalidInput("There is no song in this", expected="links, ids, or lines like “Artist - Title”")
