"""A small world whose answers can be computed by hand or by brute force."""

import numpy as np

from shared.domain.track import FEATURES
from training.fit.order import by_popularity
from training.read.dataset import Dataset, Tracks, by_operator

PLAYLISTS = [
    ["a", "b", "c"],
    ["a", "b", "d"],
    ["a", "b"],
    ["c", "d", "e"],
    ["e", "f"],
    ["a", "g", "h"],
]
TITLES = ["Quiet evening", "Gym", "Road trip", "Rain", "Party", "Sleep"]
ARTISTS = dict(zip("abcdefghz", ["Ada", "Ada", "Bo", "Bo feat. Ada", "Cy", "Cy", "Di", "Di", "Cy"], strict=True))


def track_id(letter: str) -> str:
    return f"spotify:track:{letter * 22}"


def dataset(playlists=PLAYLISTS, letters="abcdefghz", seed=0) -> Dataset:
    """Build tracks named by letters, renumbered by popularity; features are random but fixed."""
    rng = np.random.default_rng(seed)
    row = {letter: place for place, letter in enumerate(letters)}
    n = len(letters)
    tracks = Tracks(
        ids=np.array([track_id(letter).encode() for letter in letters], dtype="S36"),
        names=[f"Song {letter}" for letter in letters],
        artists=[ARTISTS.get(letter, f"Artist {letter}") for letter in letters],
        albums=[""] * n,
        genres=[("rock",) if letter in "abz" else () for letter in letters],
        years=np.zeros(n, dtype=np.int16),
        features=rng.random((n, len(FEATURES))).astype(np.float32),
        popularity=np.full(n, np.nan, dtype=np.float32),
        seconds=np.zeros(n, dtype=np.uint16),
        explicit=np.full(n, -1, dtype=np.int8),
        other_ids=[()] * n,
        artist_ids=[()] * n,
    )
    indices = [row[letter] for playlist in playlists for letter in playlist]
    ends = np.cumsum([0, *(len(playlist) for playlist in playlists)])
    return by_popularity(
        Dataset(
            tracks=tracks,
            playlist_ids=[str(place) for place in range(len(playlists))],
            playlist_names=[TITLES[place % len(TITLES)] for place in range(len(playlists))],
            indptr=ends.astype(np.int64),
            indices=np.array(indices, dtype=np.int32),
            contributors=by_operator(len(playlists)),
        )
    )


def rows(data: Dataset, letters: str) -> np.ndarray:
    """Return the rows of tracks by their letters."""
    ids = [each.decode()[-1] for each in data.tracks.ids.tolist()]
    return np.array([ids.index(letter) for letter in letters], dtype=np.int32)
