"""Entries of playlists of players: songs by a title where there is one, else by the name and folders of a file."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from shared.domain.names import fold
from shared.intake.bounds import SHOWN, unread
from shared.intake.lines import read_line, source_of
from shared.intake.links import find_links
from shared.intake.reference import Intake, TrackReference

_TRACK_NUMBER = re.compile(r"^(?:\d{1,2}[-.])?\d{1,3}[\s._-]+(?=\S)")
_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}$")
_DISC = re.compile(r"^(?:cd|disc|disk|disque|dvd)\s*\d+$")
_TIGHT_COMMA = re.compile(r"^(?P<artist>[^,]+),(?P<title>[^\s,][^,]*)$")
"""Artist and title as VLC writes them."""

_ROOTS = frozenset(
    "music musik musica musique muziek muzyka hudba zene music files my music media itunes media itunes music"
    " itunes apple music media localized downloads download desktop documents volumes storage emulated sdcard"
    " external mp3 mp3s flac audio songs playlists tracks library ipod control music library".split()
) | {"my music", "itunes media", "itunes music", "apple music", "media localized", "music library"}
"""Folders that hold folders of artists, folded."""

_HOMES = frozenset({"users", "home", "benutzer", "usuarios", "utilisateurs"})
"""Folders whose next folder is a person's."""

_NOBODY = frozenset({"compilations", "various artists", "various", "unknown artist", "va", "soundtracks"})
"""Folders at the place of an artist that name none."""


def read_entry(location: str, title: str, artist: str, number: int) -> Intake:
    """Read one entry by its link, its title and artist, or the name of its file; any of them may be empty."""
    titled = _titled(title, artist, location, number)
    if any(find_links(location)):
        return _linked(read_line(location, number), titled)
    if titled.references or titled.unread or titled.playlist_ids or titled.short_links:
        return titled
    return _by_path(location, number)


def _titled(title: str, artist: str, location: str, number: int) -> Intake:
    """Read a title; the artist is the given one, one in the title, or that of the folder."""
    title = title.strip().lstrip(",").strip()
    if not title:
        return Intake()
    if artist:
        return _song(title, artist, number)
    if " - " not in title and (found := _TIGHT_COMMA.match(title)):
        read = _song(found["title"], found["artist"], number)
        return Intake(references=tuple(each.either_way() for each in read.references))
    read = read_line(title, number)
    if [each.artist for each in read.references] != [""] or read.references[0].track_id:
        return read
    folder = _artist_of(_folders(location))
    return _song(read.references[0].title, folder, number) if folder else read


def _song(title: str, artist: str, number: int) -> Intake:
    """Return one song; a title that repeats its artist is read without it."""
    plain = re.sub(rf"^{re.escape(artist)}\s+[-–—]\s+", "", title, flags=re.IGNORECASE)
    source = source_of("", plain or title, artist)[:SHOWN]
    return Intake(references=(TrackReference(source, number, title=plain or title, artist=artist),))


def _linked(linked: Intake, titled: Intake) -> Intake:
    """Add the title to a linked track: it finds the song where the catalogue lacks the id."""
    if len(linked.references) != 1 or [each.track_id for each in titled.references] != [None]:
        return linked
    return replace(linked, references=(replace(titled.references[0], track_id=linked.references[0].track_id),))


def _by_path(location: str, number: int) -> Intake:
    parts = _parts(location)
    name = _TRACK_NUMBER.sub("", _ENDING.sub("", parts[-1] if parts else "")).replace("_", " ").strip(" .-")
    if not name:
        return unread(location, number, "this entry has neither a title nor a file name")
    read = read_line(name, number)
    folder = _artist_of(parts[:-1])
    if not folder or len(read.references) != 1:
        return read
    reference = read.references[0]
    if not reference.artist or fold(folder) in (fold(reference.artist), fold(reference.title)):
        return _song(name, folder, number)
    return read


def _folders(location: str) -> Sequence[str]:
    return _parts(location)[:-1]


def _parts(location: str) -> list[str]:
    """Return the names in a path or address, folders first."""
    plain = location if "\\" in location else unquote(location.partition("?")[0])
    _, scheme, rest = plain.partition("://")
    if scheme and not plain.startswith("file:"):
        rest = rest.partition("/")[2]
    parts = re.split(r"[\\/]", rest if scheme else plain)
    return [part for part in parts if part and not re.fullmatch(r"[A-Za-z]:|\.{1,2}", part)]


def _artist_of(folders: Sequence[str]) -> str:
    """Return the artist in ".../ARTIST/ALBUM/" or ".../ARTIST/", "" if no folder names one."""
    names = [name for name in folders if not _DISC.match(fold(name))]
    for place in range(len(names) - 1, -1, -1):
        if fold(names[place]) in _HOMES:
            names = names[place + 2 :]
            break
        if fold(names[place]) in _ROOTS:
            names = names[place + 1 :]
            break
    names = [name for name in names if len(name) > 1]
    artist = names[-2] if len(names) >= 2 else next(iter(names), "")
    return "" if fold(artist) in _NOBODY else artist.replace("_", " ")
