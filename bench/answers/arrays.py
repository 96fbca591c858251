"""The arrays of a first stage of any number of tracks, laid out without a training.

Sizes, popularity and the sampling of entries are those of a million playlists; who is near whom is drawn: every
track and every playlist belongs to a scene, whose direction its factors have. Texts and the ranker are those of a
small trained model. Such a model is as slow as a trained one of its size, and recommends nothing of worth.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.synthetic.tracks import MOST_LISTED, TRACKS_PER_ARTIST
from bench.synthetic.world import OFFSET
from shared.domain.track import FEATURES
from shared.model.arrays import ArrayMap
from shared.model.candidates.audio import FEATURE_WEIGHTS, from_steps, search_vectors
from shared.model.candidates.csr import csr_offsets
from shared.model.candidates.facts import TENTHS
from shared.model.candidates.vectors import unit, vector_arrays

TRACKS_PER_SCENE, MOST_SCENES = 500, 1_000
PLAYLISTS_PER_TRACK = 0.44
MOST_SIMILAR_FROM, MOST_BY_SOUND = 250_000, 250_000
KEPT = 100
"""Playlists that a track keeps, at most, as of a million playlists."""
OF_SCENE = 0.8
"""Share of a track's playlists that are of its scene."""
SONGS_OF_ARTIST = 20
_LOG_MEDIAN, _LOG_SPREAD, _LONGEST = np.log(51.0), 0.81, 376
_EXPONENT = 1.2
"""Of the popularity: 2.28 million tracks have 63 million entries, and 38 % have one; 66 and 42 are right."""
_BLOCK = 50_000
_UNKNOWN, _LIVE_SHARE = 0.1, 0.03

Numbers = NDArray[np.integer[Any]]
Vectors = NDArray[np.float32]


TEXTS = (
    *(
        f"{name}_{part}"
        for name in ("titles", "genre_names", "artist_names")
        for part in ("grams", "starts", "texts", "norms")
    ),
    "genre_labels",
    *("title_track_starts", "title_tracks", "title_track_shares"),
)
"""Arrays that are kept as a small model has them."""


def laid_out(tracks: int, small: ArrayMap, *, seed: int) -> dict[str, NDArray[Any]]:
    """Return all arrays of a first stage with so many tracks, and with the texts of a `small` model."""
    texts = {name: small[name] for name in TEXTS}
    rng = np.random.default_rng(seed)
    playlists = round(tracks * PLAYLISTS_PER_TRACK)
    counts = np.maximum(MOST_LISTED * (1 + np.arange(tracks) / OFFSET) ** -_EXPONENT, 1).astype(np.int32)
    scenes = min(tracks // TRACKS_PER_SCENE, MOST_SCENES)
    scene, of_playlist = rng.integers(scenes, size=tracks), rng.integers(scenes, size=playlists)
    popular = np.log1p(counts)[:, None].astype(np.float32)
    fine, coarse = (_directions(rng, scene, width) * popular for width in (32, 16))
    similar = _directions(rng, of_playlist[:MOST_SIMILAR_FROM], 16)
    entries = _entries(rng, counts, scene, of_playlist)
    return {
        **texts,
        "track_counts": counts,
        "track_songs": np.arange(tracks, dtype=np.int32),
        "track_id_keys": np.arange(tracks, dtype=np.uint64),
        "track_id_order": np.arange(tracks, dtype=np.int32),
        **_playlist_arrays(rng, entries, counts, playlists),
        **_index("factor", fine, rng),
        **_fold_in("factor", fine, 40.0),
        **vector_arrays("coarse_factor", coarse),
        **_fold_in("coarse_factor", coarse, 20.0),
        **_index("playlist_factor", similar, rng),
        **_artist_arrays(rng, tracks, scene),
        **_fact_arrays(rng, tracks),
        **_audio_arrays(rng, scene, small["audio_levels"]),
        **_genre_arrays(rng, scene, len(texts["genre_names_norms"])),
    }


def _count(scene: Numbers) -> int:
    """Return the number of scenes, of which none is empty."""
    return int(scene.max()) + 1


def _directions(rng: np.random.Generator, scene: Numbers, width: int) -> Vectors:
    """Draw a direction for each: that of its scene, and of one of eight styles within it, with noise."""
    scenes, styles = (
        rng.normal(size=(count, width)).astype(np.float32) for count in (_count(scene), 8 * _count(scene))
    )
    style = 8 * scene + rng.integers(8, size=len(scene))
    noise = rng.normal(size=(len(scene), width)).astype(np.float32)
    return unit(scenes[scene] + 0.7 * styles[style] + 0.5 * noise)


def _entries(rng: np.random.Generator, counts: Numbers, scene: Numbers, of_playlist: Numbers) -> NDArray[np.int64]:
    """Draw the kept entries, as ascending track << 32 | playlist.

    A track on many playlists keeps the first ones, as its sample does: they are within a window of all.
    """
    kept = np.minimum(counts, KEPT)
    owner = np.repeat(np.arange(len(counts)), kept)
    by_scene = np.argsort(of_playlist, kind="stable")
    starts = np.searchsorted(of_playlist[by_scene], np.arange(_count(of_playlist) + 1))
    within = starts[scene[owner] + 1] - starts[scene[owner]]
    near = rng.random(len(owner)) < OF_SCENE
    window = np.minimum(KEPT / counts[owner], 1.0)
    window = np.where(near, np.maximum(window, KEPT / np.maximum(within, KEPT)), window)
    place = rng.random(len(owner)) * window
    playlist = np.where(
        near, by_scene[starts[scene[owner]] + (place * within).astype(np.int64)], place * len(of_playlist)
    )
    return np.unique(owner << 32 | playlist.astype(np.int64))


def _playlist_arrays(
    rng: np.random.Generator, entries: NDArray[np.int64], counts: Numbers, playlists: int
) -> dict[str, NDArray[Any]]:
    track, playlist = entries >> 32, entries & 0xFFFFFFFF
    by_playlist = np.sort(playlist << 32 | track)
    starts = np.searchsorted(by_playlist >> 32, np.arange(playlists + 1))
    tracks = (by_playlist & 0xFFFFFFFF).astype(np.int32)
    lengths = np.exp(rng.normal(_LOG_MEDIAN, _LOG_SPREAD, playlists)).clip(5, _LONGEST)
    sums = np.concatenate([[0.0], np.cumsum(np.log1p(counts[tracks]))])
    own = np.diff(starts)
    means = np.diff(sums[starts]) / np.maximum(own, 1)
    return {
        "playlist_starts": starts.astype(np.int32),
        "playlist_tracks": tracks,
        "playlist_lengths": np.maximum(lengths, own).astype(np.int16),
        "track_playlist_starts": np.searchsorted(track, np.arange(len(counts) + 1)).astype(np.int32),
        "track_playlists": playlist.astype(np.int32),
        "playlist_popularity": means[:MOST_SIMILAR_FROM].astype(np.float16),
    }


def _index(name: str, vectors: Vectors, rng: np.random.Generator) -> dict[str, NDArray[Any]]:
    cells = _cells(name, vectors, np.arange(len(vectors), dtype=np.int32), rng)
    return {**cells, **vector_arrays(name, vectors[cells[f"{name}_cell_members"]])}


def _cells(name: str, vectors: Vectors, members: Numbers, rng: np.random.Generator) -> dict[str, NDArray[Any]]:
    """Divide the members among about as many cells as k-means would, around some of them."""
    centres = vectors[np.sort(rng.permutation(len(vectors))[: round(np.sqrt(len(vectors)))])]
    half = (centres**2).sum(axis=1) / 2
    cell = np.concatenate(
        [
            (vectors[start : start + _BLOCK] @ centres.T - half).argmax(axis=1)
            for start in range(0, len(vectors), _BLOCK)
        ]
    )
    order = np.argsort(cell, kind="stable")
    return {
        f"{name}_cell_centres": centres,
        f"{name}_cell_starts": np.searchsorted(cell[order], np.arange(len(centres) + 1)).astype(np.int32),
        f"{name}_cell_members": members[order].astype(np.int32),
    }


def _fold_in(name: str, vectors: Vectors, confidence: float) -> dict[str, NDArray[Any]]:
    gram = vectors.T @ vectors + 100.0 * np.eye(vectors.shape[1], dtype=np.float32)
    return {f"{name}_gram": gram, f"{name}_confidence": np.array([confidence], dtype=np.float32)}


def _artist_arrays(rng: np.random.Generator, tracks: int, scene: Numbers) -> dict[str, NDArray[Any]]:
    """Divide each scene's tracks among its artists; near ones are of the same scene."""
    scenes = _count(scene)
    artists = round(tracks / TRACKS_PER_ARTIST / scenes) * scenes
    artist = (scene + scenes * rng.integers(artists // scenes, size=tracks)).astype(np.int32)
    order = np.argsort(artist, kind="stable")
    first = csr_offsets(np.bincount(artist, minlength=artists)) < SONGS_OF_ARTIST
    near = np.arange(artists)[:, None] % scenes + scenes * rng.integers(artists // scenes, size=(artists, 20))
    return {
        "track_artists": artist,
        "artist_songs": order[first].astype(np.int32),
        "artist_song_starts": np.searchsorted(artist[order[first]], np.arange(artists + 1)).astype(np.int32),
        "artist_near": near.astype(np.int32),
        "artist_near_cosines": rng.integers(20, 200, size=(artists, 20)).astype(np.uint8),
        "artist_popularity": rng.uniform(2, 11, artists).astype(np.float32),
        "shared_credit_tracks": np.arange(0, tracks, 7, dtype=np.int32),
        "shared_credit_starts": np.arange(len(range(0, tracks, 7)) + 1, dtype=np.int32),
        "shared_credit_artists": rng.integers(artists, size=len(range(0, tracks, 7))).astype(np.int32),
    }


def _fact_arrays(rng: np.random.Generator, tracks: int) -> dict[str, NDArray[Any]]:
    """Draw the facts that bounds are about, of a share of the tracks as in a real catalogue."""
    years = 2020 - rng.gamma(1.5, 10.0, tracks)
    live = rng.random(tracks) < _LIVE_SHARE
    return {
        "track_years": np.where(rng.random(tracks) < _UNKNOWN, 0, years).astype(np.int16),
        "track_seconds": rng.normal(230, 50, tracks).clip(30, 1_200).astype(np.uint16),
        "track_tempos": (rng.normal(120, 28, tracks).clip(50, 220) * TENTHS).astype(np.uint16),
        "track_versions": live.astype(np.uint8),
        "track_explicit": rng.choice(np.array([-1, 0, 1], dtype=np.int8), tracks, p=[0.1, 0.75, 0.15]),
    }


def _audio_arrays(rng: np.random.Generator, scene: Numbers, levels: Vectors) -> dict[str, NDArray[Any]]:
    width = len(FEATURES)
    of_scene = rng.normal(0.0, 14.0, size=(_count(scene), width)).astype(np.float32)
    steps = np.rint(of_scene[scene] + rng.normal(0.0, 10.0, size=(len(scene), width)).astype(np.float32))
    steps = steps.clip(-127, 127).astype(np.int8)
    searched = np.arange(min(len(scene), MOST_BY_SOUND), dtype=np.int32)
    lifted = search_vectors(from_steps(steps[searched]) * FEATURE_WEIGHTS)
    return {"audio_steps": steps, "audio_levels": levels, **_cells("audio", lifted, searched, rng)}


def _genre_arrays(rng: np.random.Generator, scene: Numbers, genres: int) -> dict[str, NDArray[Any]]:
    genre = np.stack([scene % genres, rng.integers(genres, size=len(scene))], axis=1)
    first = [np.flatnonzero(genre[:, 0] == each)[:330] for each in range(genres)]
    return {
        "track_genre_starts": np.arange(0, 2 * len(scene) + 1, 2, dtype=np.int32),
        "track_genres": genre.ravel().astype(np.uint16),
        "genre_counts": np.bincount(genre.ravel(), minlength=genres).astype(np.int32),
        "genre_track_starts": np.concatenate([[0], np.cumsum([len(each) for each in first])]).astype(np.int32),
        "genre_tracks": np.concatenate(first).astype(np.int32),
    }
