"""The demo's three files: playlists in MPD layout, a features table with gaps, the hidden truth."""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from shared.domain.track import FEATURES, track_uri
from training.demo.draws import Flags, Reals
from training.demo.genres import ERAS, GENRES, MOODS
from training.demo.playlists import DemoPlaylist
from training.demo.world import World

_SLICE = 1_000
_WITHOUT_FEATURES = 0.05
_BLANK = 0.01
_BLANK_TIME_SIGNATURE = 0.2
_YEAR_ONLY = 0.06
_GENERATED_ON = "2026-01-15 08:41:42.057563"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time in every zip entry, so that the same seed gives the same bytes."""


def write_playlists(path: Path, rng: np.random.Generator, world: World, playlists: Iterable[DemoPlaylist]) -> None:
    """Write a zip of slices as the Million Playlist Dataset has them, 1,000 playlists in each."""
    entries, pids = _entries(world), count()
    with zipfile.ZipFile(path, "w") as archive:
        for number, batch in enumerate(_batches(playlists, _SLICE)):
            name = f"{number * _SLICE}-{number * _SLICE + _SLICE - 1}"
            info = {"generated_on": _GENERATED_ON, "slice": name, "version": "v1"}
            listed = [_playlist(next(pids), rng, each, entries) for each in batch]
            entry = zipfile.ZipInfo(f"data/mpd.slice.{name}.json", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, msgspec.json.encode({"info": info, "playlists": listed}), compresslevel=1)


def write_features(path: Path, rng: np.random.Generator, world: World) -> None:
    """Write the features table: a row for most tracks, in the order of their ids, some fields blank."""
    header = ("track_uri", "name", "artist", "album", "release_date", "genres", "popularity", *FEATURES)
    _write_table(path, header, _feature_rows(rng, world))


def write_truth(path: Path, world: World) -> None:
    """Write genre, mood and era of every track; training never reads it."""
    rows = (
        (track_uri(world.ids[track]), GENRES[genre].name, MOODS[mood], f"{ERAS[era]}s")
        for track, (genre, mood, era) in enumerate(zip(world.genre, world.mood, world.era, strict=True))
    )
    _write_table(path, ("track_uri", "genre", "mood", "era"), sorted(rows))


def _entries(world: World) -> list[dict[str, Any]]:
    """Give what a playlist says of each track."""
    durations = world.features[:, FEATURES.index("duration_ms")].astype(int).tolist()
    columns = zip(world.ids, world.names, world.artist, world.albums.of_track, durations, strict=True)
    return [
        {
            "artist_name": world.artists.names[artist],
            "track_uri": track_uri(track_id),
            "artist_uri": f"spotify:artist:{world.artists.ids[artist]}",
            "track_name": name,
            "album_uri": f"spotify:album:{world.albums.ids[album]}",
            "duration_ms": duration_ms,
            "album_name": world.albums.names[album],
        }
        for track_id, name, artist, album, duration_ms in columns
    ]


def _playlist(
    pid: int, rng: np.random.Generator, playlist: DemoPlaylist, entries: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    tracks = [{"pos": place, **entries[track]} for place, track in enumerate(playlist.tracks)]
    return {
        "name": playlist.name,
        "collaborative": "false",
        "pid": pid,
        "modified_at": int(playlist.modified.astype("datetime64[s]").astype(np.int64)),
        "num_tracks": len(tracks),
        "num_albums": len({track["album_uri"] for track in tracks}),
        "num_followers": min(1 + int(rng.pareto(2.2)), 5_000),
        "tracks": tracks,
        "num_edits": 1 + int(rng.beta(1.0, 3.0) * len(tracks)),
        "duration_ms": sum(track["duration_ms"] for track in tracks),
        "num_artists": len({track["artist_uri"] for track in tracks}),
    }


def _feature_rows(rng: np.random.Generator, world: World) -> Iterator[list[str]]:
    known = rng.random(len(world)) >= _WITHOUT_FEATURES
    year_only = rng.random(len(world.albums.ids)) < _YEAR_ONLY
    blank = _blanks(rng, len(world))
    fame = _out_of_hundred(world.popularity)
    days = np.datetime_as_string(world.albums.released).tolist()
    for track in sorted(np.flatnonzero(known).tolist(), key=world.ids.__getitem__):
        album, genre = int(world.albums.of_track[track]), GENRES[world.genre[track]]
        yield [
            track_uri(world.ids[track]),
            world.names[track],
            world.artists.names[world.artist[track]],
            world.albums.names[album],
            days[album][:4] if year_only[album] else days[album],
            f"{genre.subgenres[world.subgenre[track]]}|{genre.name}",
            str(fame[track]),
            *(
                "" if empty else f"{value:.10g}"
                for value, empty in zip(world.features[track], blank[track], strict=True)
            ),
        ]


def _blanks(rng: np.random.Generator, tracks: int) -> Flags:
    """Draw which fields nobody knows: (n, 13)."""
    chances = [_BLANK_TIME_SIGNATURE if name == "time_signature" else _BLANK for name in FEATURES]
    return np.asarray(rng.random((tracks, len(FEATURES))) < np.array(chances))


def _out_of_hundred(popularity: Reals) -> list[int]:
    """Put fame on Spotify's scale from 0 to 100, which goes by its logarithm."""
    logs = np.log(popularity)
    low, high = np.quantile(logs, 0.02), logs.max()
    scaled = np.clip((logs - low) / max(high - low, 1e-9), 0, 1)
    return [round(value) for value in (100 * scaled).tolist()]


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
