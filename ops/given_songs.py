"""Songs given on the command line: files, names and links, or a listener's history."""

from pathlib import Path

from ops.playlist_files import listed_playlist
from shared.domain.listening import Span
from shared.errors import InvalidInput, UnreadablePlaylist
from shared.intake import Intake, read_history
from shared.intake.advice import nothing_read, with_links_reported
from shared.intake.bounds import SHOWN
from shared.intake.files import read_parts
from shared.intake.one_song import read_song
from shared.intake.short_links import with_short_links_followed
from shared.settings.config import Settings


def contents_of(paths: tuple[Path, ...]) -> list[tuple[str, bytes]]:
    """Read files: the name and the bytes of each."""
    return [(path.name, path.read_bytes()) for path in paths]


def listed_parts(paths: tuple[Path, ...]) -> str:
    """Return each playlist of the files with its number of songs, a line each."""
    if not paths:
        raise InvalidInput("There is no file to list", expected="--playlist")
    parts = [part for name, content in contents_of(paths) for part in read_parts(name, content)]
    return "\n".join(map(listed_playlist, parts))


def songs_in(given: Intake, ways: str) -> Intake:
    """Follow short links, and report what cannot be read by its link.

    Raises InvalidInput if there is no song; `ways` lists what may be given.
    """
    if links := Settings.from_environment().short_links():
        given = with_short_links_followed(given, links)
    given = with_links_reported(given)
    if not given.references:
        raise nothing_read(given, ways)
    return given


def songs_heard(name: str, span: Span) -> Intake:
    """Read a listener's songs. Raises InvalidInput where ListenBrainz is off, and as `read_history` does."""
    history = Settings.from_environment().listening_history()
    if history is None:
        raise InvalidInput("ListenBrainz is not asked here", found="SEGUE_LISTENBRAINZ=off", cure="unset it")
    return read_history(history, name, span)


def tracks_named(texts: tuple[str, ...]) -> Intake:
    """Read each text as a reference or a short link; any other text but a link is taken for a title.

    Raises UnreadablePlaylist for a link to a playlist.
    """
    given = Intake()
    for place, text in enumerate(texts, start=1):
        read = read_song(text, place)
        if read.playlist_ids:
            raise _playlist_for_a_track(text)
        given += read
    return given


def _playlist_for_a_track(text: str) -> UnreadablePlaylist:
    return UnreadablePlaylist(
        "--track is for songs, and Spotify shows a playlist's songs to its owner only",
        expected="a song's link, URI, id or name",
        found=f"a link to a playlist, {text[:SHOWN]!r}",
        cure="open the playlist in Spotify's desktop app, press Ctrl-A then Ctrl-C, paste the songs into a text "
        "file, and give that file with --playlist",
    )
