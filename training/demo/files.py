"""Write the demo's three files: playlists in MPD layout, a features table with gaps, and the ground truth."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from shared.domain.track import FEATURES
from training.demo.draws import Flags, Reals
from training.demo.genres import ERAS, GENRES, MOODS
from training.demo.groups import GROUPS
from training.demo.playlists import DemoPlaylist
from training.demo.world import World
from training.mpd_slices import Entries, ListedPlaylist, Named, entries_of, in_slices, write_slices

_WITHOUT_FEATURES = 0.05
_BLANK = 0.01
_BLANK_TIME_SIGNATURE = 0.2
_YEAR_ONLY = 0.06
_UNMARKED = 0.1
"""Share of songs that are neither marked explicit nor marked as not."""
_EXPLICIT = {"hip hop": 0.6, "metal": 0.2, "pop": 0.1}
"""Share of the explicit songs of some genres."""
_EXPLICIT_ELSEWHERE = 0.04


def write_playlists(path: Path, rng: np.random.Generator, world: World, playlists: Iterable[DemoPlaylist]) -> None:
    """Write a zip of slices in the layout of the Million Playlist Dataset."""
    listed = ([_listed(rng, playlist) for playlist in batch] for batch in in_slices(playlists))
    write_slices(path, chain.from_iterable(listed), _entries(world))


def write_features(path: Path, rng: np.random.Generator, world: World) -> None:
    """Write the features table: one row for most tracks, sorted by id, with some blank fields."""
    texts = ("track_uri", "name", "artist", "album", "release_date", "genres")
    _write_table(path, (*texts, "popularity", "explicit", *FEATURES), _feature_rows(rng, world))


def write_truth(path: Path, world: World) -> None:
    """Write the ground truth, genre, mood, era and group of every track; training never reads it."""
    columns = zip(world.ids, world.genre, world.mood, world.era, world.group, strict=True)
    rows = (
        (id, GENRES[genre].name, MOODS[mood], f"{ERAS[era]}s", GROUPS[group].name if group >= 0 else "")
        for id, genre, mood, era, group in columns
    )
    _write_table(path, ("track_uri", "genre", "mood", "era", "group"), sorted(rows))


def _entries(world: World) -> Entries:
    artists = Named(world.artists.names, world.artists.ids, world.artist)
    albums = Named(world.albums.names, world.albums.ids, world.albums.of_track)
    durations = world.features[:, FEATURES.index("duration_ms")].astype(np.int64)
    return entries_of(world.ids, world.names, artists, albums, durations)


def _listed(rng: np.random.Generator, playlist: DemoPlaylist) -> ListedPlaylist:
    return ListedPlaylist(
        name=playlist.name,
        tracks=playlist.tracks,
        modified_at=int(playlist.modified.astype("datetime64[s]").astype(np.int64)),
        followers=min(1 + int(rng.pareto(2.2)), 5_000),
        edits=1 + int(rng.beta(1.0, 3.0) * len(playlist.tracks)),
    )


def _feature_rows(rng: np.random.Generator, world: World) -> Iterator[list[str]]:
    known = rng.random(len(world)) >= _WITHOUT_FEATURES
    year_only = rng.random(len(world.albums.ids)) < _YEAR_ONLY
    blank = _blanks(rng, len(world))
    marks = _marks(rng, world)
    fame = _out_of_hundred(world.popularity)
    days = np.datetime_as_string(world.albums.released).tolist()
    for track in sorted(np.flatnonzero(known).tolist(), key=world.ids.__getitem__):
        album, genre = int(world.albums.of_track[track]), GENRES[world.genre[track]]
        yield [
            world.ids[track],
            world.names[track],
            world.artists.names[world.artist[track]],
            world.albums.names[album],
            days[album][:4] if year_only[album] else days[album],
            f"{genre.subgenres[world.subgenre[track]]}|{genre.name}",
            str(fame[track]),
            marks[track],
            *(
                "" if empty else f"{value:.10g}"
                for value, empty in zip(world.features[track], blank[track], strict=True)
            ),
        ]


def _blanks(rng: np.random.Generator, tracks: int) -> Flags:
    """Draw the mask of blank features: (n, f) bool."""
    chances = [_BLANK_TIME_SIGNATURE if name == "time_signature" else _BLANK for name in FEATURES]
    return np.asarray(rng.random((tracks, len(FEATURES))) < np.array(chances))


def _marks(rng: np.random.Generator, world: World) -> list[str]:
    """Draw whether each song is marked explicit: "true", "false", or "" for no mark."""
    chances = np.array([_EXPLICIT.get(genre.name, _EXPLICIT_ELSEWHERE) for genre in GENRES])
    explicit = np.where(rng.random(len(world)) < chances[world.genre], "true", "false")
    marks: list[str] = np.where(rng.random(len(world)) < _UNMARKED, "", explicit).tolist()
    return marks


def _out_of_hundred(popularity: Reals) -> list[int]:
    """Convert popularity to Spotify's scale from 0 to 100, which is logarithmic."""
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
