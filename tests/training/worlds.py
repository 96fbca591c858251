"""Small data sets, written down playlist by playlist."""

import numpy as np

from training.read.dataset import Dataset, Tracks, by_operator


def world(playlists: list[list[int]], features: np.ndarray, names: list[str] | None = None) -> Dataset:
    n = len(features)
    tracks = Tracks(
        ids=np.array([f"spotify:track:{row:022d}".encode() for row in range(n)], dtype="S36"),
        names=[f"Song {row}" for row in range(n)],
        artists=[f"Artist {row % 7}" for row in range(n)],
        albums=[""] * n,
        genres=[()] * n,
        years=np.zeros(n, dtype=np.int16),
        features=features.astype(np.float32),
        popularity=np.full(n, np.nan, dtype=np.float32),
        seconds=np.zeros(n, dtype=np.uint16),
        explicit=np.full(n, -1, dtype=np.int8),
        other_ids=[()] * n,
        artist_ids=[()] * n,
    )
    ends = np.cumsum([0, *(len(each) for each in playlists)])
    indices = np.array([row for each in playlists for row in each], dtype=np.int32)
    titles = names or [f"list {place}" for place in range(len(playlists))]
    ids = [str(place) for place in range(len(playlists))]
    return Dataset(tracks, ids, titles, ends.astype(np.int64), indices, by_operator(len(ids)))
