"""Read playlists in the layout of the Million Playlist Dataset, one slice in memory at a time."""

import codecs
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec
from tqdm import tqdm

from shared.domain.track_ids import track_id_of
from shared.errors import InvalidData

from .slices import Slice, find_files, naming, slices_in

MOST_SECONDS = 65_535
"""The greatest length that is told apart: 18 hours, in two bytes."""

_log = logging.getLogger(__name__)


class MpdTrack(msgspec.Struct, gc=False):
    """One entry of a playlist; other fields of the file are ignored."""

    track_uri: str
    """A track id; a Spotify id or a recording MBID may be bare."""
    track_name: str | None = None
    artist_name: str | None = None
    artist_uri: str | None = None
    """An artist's id; anything else counts as none."""
    album_name: str | None = None
    duration_ms: object = None
    """A number; anything else is read as unknown."""

    @property
    def seconds(self) -> int:
        """The length, 0 where it is unknown."""
        told = self.duration_ms
        if not isinstance(told, int | float) or not 0 < told < float("inf"):
            return 0
        return min(round(told / 1_000), MOST_SECONDS)


class MpdPlaylist(msgspec.Struct, gc=False):
    """One playlist, its entries in the order of the file."""

    pid: int | str
    tracks: list[MpdTrack]
    name: str | None = None


class MpdSlice(msgspec.Struct, gc=False):
    """One `mpd.slice.N-M.json`."""

    playlists: list[MpdPlaylist]


_Layout = TypeVar("_Layout", MpdSlice, MpdPlaylist)


@dataclass(slots=True)
class PlaylistTally:
    """Counts of dropped playlists and entries, updated during the read."""

    empty: int = 0
    """Playlists without a track."""
    malformed: int = 0
    """Entries whose `track_uri` holds no track id; only with `skip_bad`."""
    skipped: list[str] = field(default_factory=list)
    """The reason for each skipped slice, archive or line; only with `skip_bad`."""


def read_playlists(
    paths: Sequence[Path], *, skip_bad: bool = False, tally: PlaylistTally | None = None
) -> Iterator[MpdPlaylist]:
    """Yield every playlist with at least one track, from zips, folders (searched recursively) and single files.

    The paths keep their order; within a folder or zip, slices come in natural order (0-999 before 1000-1999).
    Files ending in `.jsonl` hold one playlist per line. Empty playlists are dropped and counted in `tally`. A
    progress bar is written to stderr if that is a terminal.

    Raises InvalidData for a path that is missing or holds no slices and, unless `skip_bad`, for the first archive,
    slice or line that cannot be read and the first `track_uri` without a track id (such as a local file's). With
    `skip_bad`, only the broken part (an archive, a slice, a line or an entry) is dropped, logged as a warning and
    counted in `tally`.
    """
    tally = PlaylistTally() if tally is None else tally
    files = find_files(paths)
    sizes = [file.stat().st_size for file in files]
    with tqdm(total=sum(sizes), desc="playlists", unit="B", unit_scale=True, disable=None) as bar:
        for file, size in zip(files, sizes, strict=True):
            before = bar.n
            with _passing_over(tally, skip_bad):
                for piece in slices_in(file):
                    yield from _playlists_of(piece, tally, skip_bad)
                    bar.update(piece.stored_bytes)
            bar.update(before + size - bar.n)


def _playlists_of(piece: Slice, tally: PlaylistTally, skip_bad: bool) -> Iterator[MpdPlaylist]:
    found = _by_line(piece, tally, skip_bad) if piece.by_line else _whole(piece)
    with _passing_over(tally, skip_bad):
        for where, playlist in found:
            _drop_malformed(where, playlist, tally, skip_bad)
            if playlist.tracks:
                yield playlist
            else:
                tally.empty += 1


@contextmanager
def _passing_over(tally: PlaylistTally, skip_bad: bool) -> Iterator[None]:
    try:
        yield
    except InvalidData as error:
        if not skip_bad:
            raise
        tally.skipped.append(str(error))
        _log.warning("skipped: %s", error)


def _whole(piece: Slice) -> Iterator[tuple[str, MpdPlaylist]]:
    with naming(piece.name), piece.open() as stream:
        data = stream.read()
    playlists = _decode(piece.name, data.removeprefix(codecs.BOM_UTF8), MpdSlice).playlists
    for index, playlist in enumerate(playlists):
        yield f"{piece.name}: $.playlists[{index}]", playlist


def _by_line(piece: Slice, tally: PlaylistTally, skip_bad: bool) -> Iterator[tuple[str, MpdPlaylist]]:
    with naming(piece.name), piece.open() as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                with _passing_over(tally, skip_bad):
                    yield (
                        f"{piece.name}: line {number}: $",
                        _decode(f"{piece.name}: line {number}", line.removeprefix(codecs.BOM_UTF8), MpdPlaylist),
                    )


def _decode(name: str, data: bytes, layout: type[_Layout]) -> _Layout:
    try:
        return msgspec.json.decode(data, type=layout)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidData(
            f"{name} is not in MPD layout",
            expected='{"playlists": [{"pid": 0, "tracks": [{"track_uri": ...}]}]}'
            if layout is MpdSlice
            else '{"pid": 0, "tracks": [{"track_uri": ...}]}',
            found=str(error),
            cure="mend it, leave it out, or skip what is bad",
        ) from error


def _drop_malformed(where: str, playlist: MpdPlaylist, tally: PlaylistTally, skip_bad: bool) -> None:
    bad = [index for index, track in enumerate(playlist.tracks) if track_id_of(track.track_uri) is None]
    if not bad:
        return
    if not skip_bad:
        raise InvalidData(
            f"{where}.tracks[{bad[0]}].track_uri holds no track id",
            expected="spotify:track: and 22 letters or digits, or musicbrainz:recording: and an MBID",
            found=repr(playlist.tracks[bad[0]].track_uri[:80]),
            cure="mend it, remove the entry, or skip what is bad",
        )
    _log.warning("skipped: %d entries of %s hold no track id", len(bad), where)
    tally.malformed += len(bad)
    for index in reversed(bad):
        del playlist.tracks[index]
