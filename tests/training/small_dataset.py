"""A dataset of a few tracks and playlists, and the summary of reading it, for tests of the report."""

import numpy as np

from training.read.dataset import Dataset, Tracks, by_operator
from training.read.summary import ReadSummary


def a_dataset(playlists, *, artists=None, genres=None, years=None, features=None, titles=None):
    size = max(max(rows) for rows in playlists) + 1
    tracks = Tracks(
        ids=np.array([f"spotify:track:{row:022}" for row in range(size)], dtype="S36"),
        names=[f"song {row}" for row in range(size)],
        artists=artists or ["Ann"] * size,
        albums=[""] * size,
        genres=genres or [()] * size,
        years=np.array(years or [0] * size, dtype=np.int16),
        features=np.full((size, 13), np.nan, dtype=np.float32) if features is None else features,
        popularity=np.full(size, np.nan, dtype=np.float32),
        seconds=np.zeros(size, dtype=np.uint16),
        explicit=np.full(size, -1, dtype=np.int8),
        other_ids=[()] * size,
        artist_ids=[()] * size,
    )
    return Dataset(
        tracks=tracks,
        playlist_ids=[str(index) for index in range(len(playlists))],
        playlist_names=titles or ["" for _ in playlists],
        indptr=np.cumsum([0, *map(len, playlists)], dtype=np.int64),
        indices=np.array([row for rows in playlists for row in rows], dtype=np.int32),
        contributors=by_operator(len(playlists)),
    )


def a_summary(**counts):
    zero = dict.fromkeys(ReadSummary.__dataclass_fields__, 0) | {"skipped": ()}
    return ReadSummary(
        **{**zero, "playlists": 2, "playlist_tracks": 4, "playlist_tracks_with_features": 3, **counts}
    )
