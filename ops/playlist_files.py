"""Playlists of files and folders, each apart: in MPD layout, or in any format that intake reads."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from shared.domain.track_ids import track_id_of
from shared.errors import InvalidData, SegueError
from shared.intake import Intake, TrackReference
from shared.intake.advice import with_links_reported
from shared.intake.files import read_parts
from shared.intake.library import WHOLE_LIBRARY
from training.read.mpd import MpdPlaylist, MpdTrack, read_playlists
from training.read.slices import naming, natural_key, slices_in

_PEEKED_BYTES = 64 * 1024
_MPD_FIELDS = (b'"pid"', b'"track_uri"')
"""Fields at the start of every slice in MPD layout."""


def playlists_at(path: Path) -> Iterable[Intake]:
    """Return every playlist of a file, or of the files of a folder; one without a name has its file's.

    MPD layout is read as it is iterated, any other file at once. Raises InvalidInput for a file that cannot be
    read, but one of a folder is only reported.
    """
    return _in_folder(path) if path.is_dir() else _in_file(path)


def listed_playlist(playlist: Intake) -> str:
    """Return a line with a playlist's number of songs and its name."""
    return f"{len(playlist.references):7,}  {playlist.name or 'without a name'}"


def _in_folder(folder: Path) -> Iterator[Intake]:
    paths = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    for path in sorted(paths, key=lambda path: natural_key(path.relative_to(folder).as_posix())):
        try:
            yield from _in_file(path)
        except SegueError as error:
            click.echo(f"not read: {path} ({error.what})", err=True)


def _in_file(path: Path) -> Iterable[Intake]:
    if _is_mpd(path):
        return map(_of_mpd, read_playlists([path]))
    parts = [with_links_reported(part) for part in read_parts(path.name, path.read_bytes())]
    return [replace(part, name=part.name or path.stem) for part in parts if not _repeats_others(part, parts)]


def _repeats_others(part: Intake, parts: list[Intake]) -> bool:
    """Return whether a part is the library that the other parts are taken from."""
    return part.name == WHOLE_LIBRARY and len(parts) > 1


def _is_mpd(path: Path) -> bool:
    """Return whether the first slice of a file begins as MPD layout does."""
    try:
        slices = slices_in(path)  # a ZIP is closed with it
        with next(slices).open() as stream, naming(str(path)):
            start = stream.read(_PEEKED_BYTES)
    except InvalidData:
        return False
    return all(field in start for field in _MPD_FIELDS)


def _of_mpd(playlist: MpdPlaylist) -> Intake:
    references = tuple(_of_entry(entry, place) for place, entry in enumerate(playlist.tracks, start=1))
    return Intake(references, name=playlist.name or "")


def _of_entry(entry: MpdTrack, place: int) -> TrackReference:
    uri = entry.track_uri
    return TrackReference(uri, place, track_id_of(uri), entry.track_name or "", entry.artist_name or "")
