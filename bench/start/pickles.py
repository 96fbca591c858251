"""The pickles that the system replaced by Segue loads at its start, built from a model's tracks and playlists.

`python -m bench.start.pickles MODEL FOLDER` writes two variants. LEAST is the most favourable to the original:
entries are a table of integers, sampled as ours are, texts are Arrow's, and the map has few points. AS_KEPT is
what the original had: a row for each playlist with the list of its tracks' URIs, Python strings, and all
playlists on the map.
"""

import pickle
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from openTSNE import TSNE, TSNEEmbedding
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler

from bench.start.readings import AS_KEPT, LEAST, LISTED, MAPPED, PLACED
from shared.domain.track import FEATURES
from shared.model.model import Model

CLUSTERS = 17
FITTED = 100_000
_READ_AT_ONCE = 50_000
_STEPS = 20
"""Iterations of the map: its quality makes no difference to its pickle."""


def main(folder: Path, out: Path) -> None:
    """Write one pickle for each object of both variants."""
    model = Model.open(folder)
    tracks, entries = _tracks(model), _entries(model)
    means = _means(model, entries)
    scaler = StandardScaler().fit(means)
    scaled = scaler.transform(means)
    kmeans = KMeans(CLUSTERS, n_init=1, random_state=7).fit(scaled[:FITTED])
    playlists = pd.DataFrame(means, columns=list(FEATURES)).assign(cluster=kmeans.predict(scaled))
    both = {"scaler": scaler, "kmeans": kmeans, "playlists": playlists}
    _write(out / LEAST, both | {"map": _map(scaled[:MAPPED]), "tracks": tracks, "entries": entries})
    texts = tracks.astype(dict.fromkeys(("id", "name", "artist", "album"), object))
    _write(out / AS_KEPT, both | {"map": _map(scaled[:PLACED]), "tracks": texts, "lists": _lists(model)})


def _write(folder: Path, objects: Mapping[str, object]) -> None:
    folder.mkdir()
    for name, value in objects.items():
        with (folder / f"{name}.pickle").open("wb") as file:
            pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)


def _map(scaled: NDArray[np.float64]) -> TSNEEmbedding:
    return TSNE(n_jobs=2, random_state=7, early_exaggeration_iter=_STEPS, n_iter=_STEPS).fit(scaled)


def _tracks(model: Model) -> pd.DataFrame:
    """Return ids, names, artists, albums and features of all tracks."""
    rows = [
        (track.id, track.name, track.artist, track.album)
        for start in range(0, model.track_count, _READ_AT_ONCE)
        for track in model.tracks(range(start, min(start + _READ_AT_ONCE, model.track_count)))
    ]
    features = _features(model, np.arange(len(rows), dtype=np.int32))
    texts = pd.DataFrame(rows, columns=["id", "name", "artist", "album"])
    return pd.concat([texts, pd.DataFrame(features, columns=list(FEATURES))], axis=1)


def _features(model: Model, tracks: NDArray[np.int32]) -> NDArray[np.float32]:
    return np.nan_to_num(model.retrieval.audio.standardised(tracks))


def _lists(model: Model) -> pd.DataFrame:
    """Return the URIs of LISTED playlists, repeated to the real length where the model has a sample."""
    lengths = model.retrieval.playlists.lengths[:LISTED].tolist()
    kept = [np.resize(model.retrieval.playlists.tracks_of(row), length) for row, length in enumerate(lengths)]
    wanted = np.unique(np.concatenate(kept))
    ids = dict(zip(wanted.tolist(), (track.id for track in model.tracks(wanted)), strict=True))
    # As read from JSON: a separate string for each entry.
    return pd.DataFrame({"tracks": [[ids[track] for track in each.tolist()] for each in kept]})


def _entries(model: Model) -> pd.DataFrame:
    """Return the playlist and the track of each entry."""
    playlists = [model.retrieval.playlists.tracks_of(row) for row in range(len(model.retrieval.playlists))]
    lengths = [len(each) for each in playlists]
    return pd.DataFrame(
        {
            "playlist": np.repeat(np.arange(len(playlists), dtype=np.int32), lengths),
            "track": np.concatenate(playlists),
        }
    )


def _means(model: Model, entries: pd.DataFrame) -> NDArray[np.float64]:
    """Compute each playlist's mean features, 0 for empty ones: (playlists, 13)."""
    tracks: NDArray[Any] = entries["track"].to_numpy()
    owners: NDArray[Any] = entries["playlist"].to_numpy()
    many = len(model.retrieval.playlists)
    features = _features(model, np.arange(len(model.retrieval.tracks), dtype=np.int32))
    sums = [np.bincount(owners, features[tracks, column], minlength=many) for column in range(features.shape[1])]
    return np.stack(sums, axis=1) / np.maximum(np.bincount(owners, minlength=many), 1)[:, None]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
