"""Writing the demo catalogue: playlists in MPD layout, a features table with gaps, and the hidden truth."""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from shared.domain.track import FEATURES, track_uri
from training.demo.genres import ERAS, GENRES, MOODS
from training.demo.playlists import DemoPlaylist, make_playlists
from training.demo.world import World, make_world
from training.output import replaced_folder

FILES: tuple[str, ...] = ("playlists.zip", "features.csv.gz", "truth.csv.gz")

_SLICE = 1_000
_TRACKS_WITHOUT_FEATURES = 0.05
_BLANK = 0.01
_BLANK_TIME_SIGNATURE = 0.2
_MODIFIED_AT = 1_493_424_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time in every zip entry, so that the same seed gives the same bytes."""


@dataclass(frozen=True, slots=True)
class DemoSize:
    """How much is invented."""

    tracks: int = 21_000
    artists: int = 1_500
    playlists: int = 5_000


def demo_exists(out: Path) -> bool:
    """Say whether `out` holds a whole demo catalogue."""
    return all((out / name).is_file() for name in FILES)


def generate_demo(out: Path, *, seed: int = 7, size: DemoSize = DemoSize()) -> None:
    """Write playlists.zip, features.csv.gz and truth.csv.gz to the new folder `out`, whole or not at all.

    The truth (genre, mood and era of each track) is for tests and the curious; training never reads it.
    """
    rng = np.random.default_rng(seed)
    world = make_world(rng, size.artists, size.tracks)
    with replaced_folder(out, mark=FILES[-1]) as folder:
        _write_playlists(folder / FILES[0], world, make_playlists(rng, world, size.playlists))
        _write_table(folder / FILES[1], ("track_uri", *_TEXTS, *FEATURES), _feature_rows(rng, world))
        _write_table(folder / FILES[2], ("track_uri", "genre", "mood", "era"), _truth_rows(world))


def _write_playlists(path: Path, world: World, playlists: Iterable[DemoPlaylist]) -> None:
    durations = world.features[:, FEATURES.index("duration_ms")].astype(int).tolist()
    entries = [_track(world, track, durations[track]) for track in range(len(world.ids))]
    pids = count()
    with zipfile.ZipFile(path, "w") as archive:
        for number, batch in enumerate(_batches(playlists, _SLICE)):
            first = number * _SLICE
            name = f"mpd.slice.{first}-{first + _SLICE - 1}"
            info = {"generated_on": "2017-12-03 08:41:42.057563", "slice": name[10:], "version": "v1"}
            slice_ = {"info": info, "playlists": [_playlist(next(pids), each, entries, world) for each in batch]}
            entry = zipfile.ZipInfo(f"data/{name}.json", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, msgspec.json.encode(slice_), compresslevel=1)


def _track(world: World, track: int, duration_ms: int) -> dict[str, Any]:
    return {
        "artist_name": world.artists.names[world.artist[track]],
        "track_uri": track_uri(world.ids[track]),
        "artist_uri": f"spotify:artist:{world.artists.ids[world.artist[track]]}",
        "track_name": world.names[track],
        "album_uri": f"spotify:album:{world.album_ids[track]}",
        "duration_ms": duration_ms,
        "album_name": world.albums[track],
    }


def _playlist(pid: int, playlist: DemoPlaylist, entries: Sequence[dict[str, Any]], world: World) -> dict[str, Any]:
    tracks = [{"pos": place, **entries[track]} for place, track in enumerate(playlist.tracks)]
    return {
        "name": playlist.name,
        "collaborative": "false",
        "pid": pid,
        "modified_at": _MODIFIED_AT,
        "num_tracks": len(tracks),
        "num_albums": len({world.album_ids[track] for track in playlist.tracks}),
        "num_artists": len({int(world.artist[track]) for track in playlist.tracks}),
        "num_followers": 1,
        "num_edits": 1 + len(tracks) // 10,
        "duration_ms": sum(track["duration_ms"] for track in tracks),
        "tracks": tracks,
    }


_TEXTS = ("name", "artist", "album", "release_date", "genres", "popularity")


def _feature_rows(rng: np.random.Generator, world: World) -> Iterator[list[str]]:
    """Give a row for most tracks, some fields blank, as tables are in practice."""
    known = rng.random(len(world.ids)) >= _TRACKS_WITHOUT_FEATURES
    shares = np.array([_BLANK_TIME_SIGNATURE if name == "time_signature" else _BLANK for name in FEATURES])
    blank = rng.random(world.features.shape) < shares
    fame = np.argsort(np.argsort(world.popularity)) * 100 // len(world.ids)
    for track in np.flatnonzero(known).tolist():
        genre = GENRES[world.genre[track]]
        values = [
            "" if empty else f"{value:.6g}"
            for value, empty in zip(world.features[track], blank[track], strict=True)
        ]
        yield [
            track_uri(world.ids[track]),
            world.names[track],
            world.artists.names[world.artist[track]],
            world.albums[track],
            str(world.year[track]),
            f"{genre.subgenres[world.subgenre[track]]}|{genre.name}",
            str(fame[track]),
            *values,
        ]


def _truth_rows(world: World) -> Iterator[list[str]]:
    for track, track_id in enumerate(world.ids):
        genre, mood, era = GENRES[world.genre[track]].name, MOODS[world.mood[track]], ERAS[world.era[track]]
        yield [track_uri(track_id), genre, mood, f"{era}s"]


def _write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=6, mtime=0))


def _batches(items: Iterable[DemoPlaylist], size: int) -> Iterator[list[DemoPlaylist]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
