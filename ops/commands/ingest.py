"""`segue ingest`: publish playlists from files, to be stored and, if their owners agreed, used for training."""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from ops.commands.options import EXISTING
from shared.errors import InvalidInput
from shared.intake.files import read_parts
from shared.intake.formats import FORMAT_NAMES
from shared.messaging.playlist_message import UPLOAD, GivenTrack, PlaylistMessage, message_of
from shared.messaging.topics import PLAYLISTS
from shared.settings.config import Settings
from training.read.mpd import MpdPlaylist, read_playlists

_ARCHIVES = (".zip", ".jsonl", ".gz")


@click.command(epilog=f"Formats of other files: {FORMAT_NAMES}.")
@click.argument("paths", nargs=-1, required=True, type=EXISTING)
@click.option("--agreed", is_flag=True, help="Their owners agreed that we learn from them.")
@click.option("--source", default=UPLOAD, show_default=True, help="The system they come from.")
def ingest(paths: tuple[Path, ...], agreed: bool, source: str) -> None:
    """Publish the playlists in PATHS, one message each.

    A folder, .zip, .gz or .jsonl holds playlists in MPD layout; any other file is read playlist by playlist.

    Example: segue ingest var/demo/playlists.zip --agreed
    """
    bus, count = Settings.from_environment().events(), 0
    for path in paths:
        for message in _messages(path, agreed=agreed, source=source):
            bus.publish(PLAYLISTS, msgspec.json.encode(message))
            count += 1
    click.echo(f"{count:,} {'playlist' if count == 1 else 'playlists'} published to {PLAYLISTS!r}.")


def _messages(path: Path, *, agreed: bool, source: str) -> Iterator[PlaylistMessage]:
    if path.is_dir() or path.suffix in _ARCHIVES:
        for playlist in read_playlists([path]):
            yield _of_mpd(playlist, agreed=agreed, source=source)
        return
    parts = read_parts(path.name, path.read_bytes())
    for unread in (unread for part in parts for unread in part.unread):
        click.echo(f"not read: {unread.source} ({unread.why})", err=True)
    if not any(part.references for part in parts):
        raise InvalidInput(f"{path} holds no song", expected="links, ids, or lines like “Artist - Title”")
    for part in parts:
        if part.references:
            yield message_of(part, agreed=agreed, source=source)


def _of_mpd(playlist: MpdPlaylist, *, agreed: bool, source: str) -> PlaylistMessage:
    tracks: list[str | GivenTrack] = [
        GivenTrack(track.track_uri, track.track_name or "", track.artist_name or "") for track in playlist.tracks
    ]
    return PlaylistMessage(tracks=tracks, name=(playlist.name or "")[:300], source=source, agreed=agreed)
