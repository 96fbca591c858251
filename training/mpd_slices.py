"""Write playlists in the layout of the Million Playlist Dataset: a zip of slices of 1,000 playlists each."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

SLICE = 1_000

Listed = TypeVar("Listed")

_GENERATED_ON = "2026-01-15 08:41:42.057563"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time stamp of every zip member, fixed so that the same playlists give the same bytes."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Playlist entries of n tracks, encoded once."""

    texts: list[bytes]
    """(n,) JSON of an entry without its start, `{"pos": ..,`; the closing brace is included."""
    artists: NDArray[np.int64]
    albums: NDArray[np.int64]
    durations: NDArray[np.int64]
    """(n,) milliseconds."""


@dataclass(frozen=True, slots=True)
class ListedPlaylist:
    """One playlist to write; its tracks are rows of `Entries`."""

    name: str
    tracks: Sequence[int]
    modified_at: int
    """Unix time in seconds."""
    followers: int
    edits: int


@dataclass(frozen=True, slots=True)
class Named:
    """Artists or albums, with names and URIs, and the index of the one each of n tracks belongs to."""

    names: Sequence[str]
    ids: Sequence[str]
    of_track: NDArray[np.int64]
    """(n,)"""


def entries_of(
    track_ids: Sequence[str], names: Sequence[str], artists: Named, albums: Named, durations: NDArray[np.int64]
) -> Entries:
    """Encode the playlist entries of n tracks; `durations` is (n,) int64 in milliseconds."""
    whose = zip(artists.of_track.tolist(), albums.of_track.tolist(), durations.tolist(), strict=True)
    texts = [
        _entry_text(
            artist_name=artists.names[artist],
            track_uri=track_id,
            artist_uri=artists.ids[artist],
            track_name=name,
            album_uri=albums.ids[album],
            duration_ms=duration,
            album_name=albums.names[album],
        )
        for track_id, name, (artist, album, duration) in zip(track_ids, names, whose, strict=True)
    ]
    return Entries(texts, artists.of_track, albums.of_track, durations)


def _entry_text(**fields: str | int) -> bytes:
    """Return the JSON of one entry without its opening brace, as in `Entries.texts`."""
    return msgspec.json.encode(fields)[1:]


def write_slices(path: Path, playlists: Iterable[ListedPlaylist], entries: Entries) -> None:
    """Write a zip of `data/mpd.slice.N-M.json`, with one slice in memory at a time.

    The same playlists give the same bytes.
    """
    pids = count()
    with zipfile.ZipFile(path, "w") as archive:
        for number, batch in enumerate(in_slices(playlists)):
            name = f"{number * SLICE}-{number * SLICE + SLICE - 1}"
            info = {"generated_on": _GENERATED_ON, "slice": name, "version": "v1"}
            listed = [_header(next(pids), each, entries) for each in batch]
            member = zipfile.ZipInfo(f"data/mpd.slice.{name}.json", _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, msgspec.json.encode({"info": info, "playlists": listed}), compresslevel=1)


def _header(pid: int, playlist: ListedPlaylist, entries: Entries) -> dict[str, object]:
    rows = np.asarray(playlist.tracks, dtype=np.int64)
    texts = [b'{"pos":%d,%b' % (place, entries.texts[row]) for place, row in enumerate(rows.tolist())]
    return {
        "name": playlist.name,
        "collaborative": "false",
        "pid": pid,
        "modified_at": playlist.modified_at,
        "num_tracks": len(rows),
        "num_albums": len(np.unique(entries.albums[rows])),
        "num_followers": playlist.followers,
        "tracks": msgspec.Raw(b"[%b]" % b",".join(texts)),
        "num_edits": playlist.edits,
        "duration_ms": int(entries.durations[rows].sum()),
        "num_artists": len(np.unique(entries.artists[rows])),
    }


def in_slices(playlists: Iterable[Listed]) -> Iterator[list[Listed]]:
    """Yield playlists in batches of one slice, SLICE or fewer."""
    remaining = iter(playlists)
    while batch := list(islice(remaining, SLICE)):
        yield batch
