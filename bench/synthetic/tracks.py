"""Invented tracks by the million, most popular first, without drawing playlists."""

from collections.abc import Iterator

import numpy as np

from bench.synthetic.texts import Vocabulary
from bench.synthetic.world import fame_at, renown_of
from shared.domain.base62 import unpack_base62
from shared.domain.track import Track
from shared.domain.track_ids import SPOTIFY
from training.demo.genres import GENRES

MOST_LISTED = 46_000
"""Number of playlists with the most popular of 2.26 million tracks."""

TRACKS_PER_ARTIST, TRACKS_PER_ALBUM = 7.64, 3.08
"""The dataset has 2,262,292 tracks by 295,860 artists on 734,684 albums."""


def invent_tracks(count: int, *, seed: int) -> Iterator[Track]:
    """Yield `count` tracks with names, artists, albums, genres and popularity, the same for the same seed."""
    rng = np.random.default_rng(seed)
    vocabulary = Vocabulary(rng)
    artists, albums = (max(1, round(count / each)) for each in (TRACKS_PER_ARTIST, TRACKS_PER_ALBUM))
    artist_of_album = np.concatenate(
        [np.arange(artists), rng.choice(artists, albums - artists, p=renown_of(artists))]
    )
    album = rng.permutation(np.concatenate([np.arange(albums), rng.integers(albums, size=count - albums)]))
    fame = fame_at(np.arange(count, dtype=np.float64))
    listed = MOST_LISTED * fame / fame[0]
    names, artist_names, album_names = (
        vocabulary.titles(count),
        vocabulary.names(artists),
        vocabulary.titles(albums),
    )
    genres = [(subgenre, genre.name) for genre in GENRES for subgenre in genre.subgenres]
    genre = rng.integers(len(genres), size=artists).tolist()
    rows = zip(_uuids(rng, count), names, album.tolist(), listed.astype(int).tolist(), strict=True)
    for track_id, name, of, popularity in rows:
        by = int(artist_of_album[of])
        yield Track(track_id, name, artist_names[by], album_names[of], genres[genre[by]], max(popularity, 1))


def _uuids(rng: np.random.Generator, count: int) -> Iterator[str]:
    """Return random ids of 128 bits, as Spotify's are."""
    drawn = rng.bytes(16 * count)
    return (SPOTIFY.id_of(unpack_base62(drawn[start : start + 16])) for start in range(0, len(drawn), 16))
