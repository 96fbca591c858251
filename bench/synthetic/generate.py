"""Write synthetic playlists and a features table; only tracks on a playlist get names and features."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench.synthetic.playlists import draw_playlists, playlists_of
from bench.synthetic.texts import WORDS, Vocabulary
from bench.synthetic.world import ARTISTS, SCENES, TRACKS, World, make_world
from shared.domain.track import FEATURES
from shared.domain.track_ids import SPOTIFY
from shared.model.candidates.csr import csr_offsets
from training.demo.draws import Numbers, draw_ids
from training.demo.genres import GENRES, MOODS, Genre
from training.demo.sound import draw_features
from training.mpd_slices import Entries, ListedPlaylist, Named, entries_of, write_slices
from training.output import replaced_folder

PLAYLISTS, FEATURES_TABLE = "playlists.zip", "features.parquet"

_WITHOUT_FEATURES = 0.05
_TRACKS_PER_ALBUM = 3
"""Listed tracks of an album: the dataset has 2,262,292 tracks on 734,684 albums."""
_OCCASIONS = ("", "mix", "vibes", "for the road", "workout", "late night", "2017", "party", "chill", "throwback")
_FIRST_SECOND, _LAST_SECOND = 1_350_000_000, 1_509_000_000


@dataclass(frozen=True, slots=True)
class Scale:
    """Size of the world, of which any number of playlists shows a part."""

    tracks: int = TRACKS
    artists: int = ARTISTS
    words: int = WORDS


@dataclass(frozen=True, slots=True)
class _Listed:
    """Columns over the m tracks that are on a playlist."""

    ids: list[str]
    names: list[str]
    artist: Numbers
    artist_names: list[str]
    album: Numbers
    album_names: list[str]
    scene: Numbers
    features: NDArray[np.float64]


def generate(out: Path, playlists: int, *, seed: int, scale: Scale = Scale()) -> None:
    """Write playlists.zip and features.parquet to the folder `out`, the same for the same seed and scale.

    Raises InvalidData if `out` holds other files than an earlier result of this function.
    """
    rng = np.random.default_rng(seed)
    world = make_world(rng, scale.tracks, scale.artists)
    starts, tracks = draw_playlists(rng, world, playlists)
    places, rows = np.unique(tracks.astype(np.int64), return_inverse=True)
    vocabulary = Vocabulary(rng, scale.words)
    listed = _describe(rng, vocabulary, world, places)
    with replaced_folder(out, mark=FEATURES_TABLE) as folder:
        _write_features(folder / FEATURES_TABLE, rng, listed)
        named = _named(rng, vocabulary, listed, starts, rows.astype(np.int32))
        write_slices(folder / PLAYLISTS, named, _entries(rng, listed))


def _describe(rng: np.random.Generator, vocabulary: Vocabulary, world: World, places: Numbers) -> _Listed:
    _, artist = np.unique(world.artist[places], return_inverse=True)
    album = _albums(artist)
    scene = world.scene(places)
    genre = scene // SCENES
    widths = np.array([len(each.subgenres) for each in GENRES])
    year = rng.integers(1960, 2018, int(album.max()) + 1)[album]
    return _Listed(
        ids=draw_ids(rng, len(places), SPOTIFY.prefix),
        names=vocabulary.titles(len(places)),
        artist=artist,
        artist_names=vocabulary.names(int(artist.max()) + 1),
        album=album,
        album_names=vocabulary.titles(int(album.max()) + 1),
        scene=scene,
        features=draw_features(rng, genre, scene % widths[genre], scene % len(MOODS), year, artist),
    )


def _albums(artist: Numbers) -> Numbers:
    """Return the album number of each track, a few consecutive tracks of an artist each: (m,) from 0."""
    return np.cumsum(csr_offsets(np.bincount(artist)) % _TRACKS_PER_ALBUM == 0) - 1


def _entries(rng: np.random.Generator, listed: _Listed) -> Entries:
    artists, albums = (
        Named(names, draw_ids(rng, len(names), f"spotify:{kind}:"), of_track)
        for kind, names, of_track in (
            ("artist", listed.artist_names, listed.artist),
            ("album", listed.album_names, listed.album),
        )
    )
    durations = listed.features[:, FEATURES.index("duration_ms")].astype(np.int64)
    return entries_of(listed.ids, listed.names, artists, albums, durations)


def _named(
    rng: np.random.Generator, vocabulary: Vocabulary, listed: _Listed, starts: Numbers, rows: NDArray[np.int32]
) -> Iterator[ListedPlaylist]:
    """Yield the playlists, each titled by the scene of its middle track and an occasion."""
    words = vocabulary.names(len(GENRES) * SCENES)
    for tracks in playlists_of(starts, rows):
        scene = int(np.median(listed.scene[tracks]))
        occasion = _OCCASIONS[int(rng.integers(len(_OCCASIONS)))]
        yield ListedPlaylist(
            name=f"{words[scene]} {occasion}".strip(),
            tracks=tracks.tolist(),
            modified_at=int(rng.integers(_FIRST_SECOND, _LAST_SECOND)),
            followers=1,
            edits=1,
        )


def _write_features(path: Path, rng: np.random.Generator, listed: _Listed) -> None:
    """Write a row for most tracks."""
    rows = np.flatnonzero(rng.permutation(len(listed.ids)) >= _WITHOUT_FEATURES * len(listed.ids))
    genres = [f"{each.subgenres[scene % len(each.subgenres)]}|{each.name}" for each, scene in _scene_genres()]
    frame = pl.DataFrame(
        {
            "track_id": pl.Series(listed.ids).gather(rows),
            "genres": pl.Series(genres).gather(listed.scene[rows]),
            **{name: listed.features[rows, column] for column, name in enumerate(FEATURES)},
        }
    )
    frame.write_parquet(path)


def _scene_genres() -> Iterator[tuple[Genre, int]]:
    return ((genre, scene) for genre in GENRES for scene in range(SCENES))
