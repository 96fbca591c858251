"""What the system that Segue replaces unpickles at its start, made from a model's own tracks and playlists.

`python -m bench.start.pickles MODEL FOLDER` writes it. Where it is open what the original keeps, this loads fast:
playlists' entries are a table of whole numbers, and the map has only MAPPED points.
"""

import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from openTSNE import TSNE
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler

from shared.domain.track import FEATURES
from shared.model.model import Model

CLUSTERS = 17
MAPPED = 5_000
FITTED = 100_000
_READ_AT_ONCE = 50_000


def main(folder: Path, out: Path) -> None:
    """Write one pickle for each object."""
    model = Model.open(folder)
    tracks = _tracks(model)
    entries = _entries(model)
    means = _means(model, entries)
    scaler = StandardScaler().fit(means)
    scaled = scaler.transform(means)
    kmeans = KMeans(CLUSTERS, n_init=1, random_state=7).fit(scaled[:FITTED])
    embedding = TSNE(n_jobs=2, random_state=7).fit(scaled[:MAPPED])
    playlists = pd.DataFrame(means, columns=list(FEATURES)).assign(cluster=kmeans.predict(scaled))
    for name, value in {
        "scaler": scaler,
        "kmeans": kmeans,
        "map": embedding,
        "tracks": tracks,
        "playlists": playlists,
        "entries": entries,
    }.items():
        with (out / f"{name}.pickle").open("wb") as file:
            pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)


def _tracks(model: Model) -> pd.DataFrame:
    """Give ids, names, artists, albums and features of all tracks."""
    rows = [
        (track.id, track.name, track.artist, track.album)
        for start in range(0, len(model.catalogue), _READ_AT_ONCE)
        for track in model.catalogue.tracks(range(start, min(start + _READ_AT_ONCE, len(model.catalogue))))
    ]
    features = _features(model, np.arange(len(rows), dtype=np.int32))
    texts = pd.DataFrame(rows, columns=["id", "name", "artist", "album"])
    return pd.concat([texts, pd.DataFrame(features, columns=list(FEATURES))], axis=1)


def _features(model: Model, tracks: NDArray[np.int32]) -> NDArray[np.float32]:
    return np.nan_to_num(model.retrieval.audio.standardised(tracks))


def _entries(model: Model) -> pd.DataFrame:
    """Give the playlist and the track of each entry."""
    playlists = [model.retrieval.playlists.tracks_of(row) for row in range(len(model.retrieval.playlists))]
    lengths = [len(each) for each in playlists]
    return pd.DataFrame(
        {
            "playlist": np.repeat(np.arange(len(playlists), dtype=np.int32), lengths),
            "track": np.concatenate(playlists),
        }
    )


def _means(model: Model, entries: pd.DataFrame) -> NDArray[np.float64]:
    """Give each playlist's mean features, those of empty ones 0: (playlists, 13)."""
    tracks: NDArray[Any] = entries["track"].to_numpy()
    owners: NDArray[Any] = entries["playlist"].to_numpy()
    many = len(model.retrieval.playlists)
    features = _features(model, np.arange(len(model.retrieval.tracks), dtype=np.int32))
    sums = [np.bincount(owners, features[tracks, column], minlength=many) for column in range(features.shape[1])]
    return np.stack(sums, axis=1) / np.maximum(np.bincount(owners, minlength=many), 1)[:, None]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
