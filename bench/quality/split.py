"""Hold playlists out of a dataset, train on the others, and build requests from the held-out ones."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.retrieval import Retrieval
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.recommender import Recommender
from training.effort import THOROUGH, Effort
from training.fit.order import by_popularity, only_playlists, without_tracks
from training.fit.ranker import fit_ranker
from training.fit.retrieval import describe, fit_retrieval
from training.fit.scaling import ScaledFeatures, scale_known_features
from training.read.corpus import read_dataset
from training.read.dataset import Dataset
from training.requests import Request, holdout_split, requests_about, requests_from

Playlists = dict[str, NDArray[np.int32]]
"""Key of a held-out playlist -> its tracks in the order of their ids."""


@dataclass(frozen=True, slots=True)
class Split:
    """A trained model and the playlists held out of its training."""

    known: Dataset
    """The training data; tracks in the order of their popularity there."""
    held_out: Playlists
    scaled: ScaledFeatures
    recommender: Recommender
    cold: NDArray[np.bool_]
    """(n,): tracks removed from every known playlist."""
    titles: dict[str, str]
    """Key of a held-out playlist -> its title."""

    def requests(self) -> list[Request]:
        """Return requests with 1 seed, 5 seeds and half of every held-out playlist."""
        return requests_about(self.held_out)

    def cold_requests(self) -> list[Request]:
        """Return the same requests with warm seeds only and cold tracks only as the answer."""
        asked = (
            (key, tracks[self.cold[tracks]], request)
            for key, tracks in self.held_out.items()
            for request in requests_from([tracks[~self.cold[tracks]]], np.random.default_rng(int(key, 16)))
        )
        return [replace(request, playlist=key, hidden=hidden) for key, hidden, request in asked if len(hidden)]


def read(data: Path, name: str) -> Dataset:
    """Read playlists and features of one of the datasets in the folder `data`."""
    dataset, _ = read_dataset([data / f"{name}.zip"], [data / f"{name}_track_features.csv.gz"])
    return dataset


def learn(
    dataset: Dataset, *, held_out: int, cold_share: float = 0.0, seed: int, effort: Effort = THOROUGH
) -> Split:
    """Train on all but `held_out` playlists, with `cold_share` of the tracks removed from all of them."""
    split = holdout_split(dataset, 1.0, held_out)
    cold = np.random.default_rng(seed).random(len(dataset.tracks)) < cold_share
    known = by_popularity(without_tracks(only_playlists(dataset, split.known), cold))
    row = _rows(known, dataset)
    scaled = scale_known_features(known)
    content = describe(known.tracks, scaled)
    fitted = fit_ranker(known, content, seed=seed, effort=effort)
    retrieval = fit_retrieval(known, content, seed=seed, start=fitted.retrieval)
    return Split(
        known=known,
        held_out={key: row[tracks] for key, tracks in split.held_out.items()},
        scaled=scaled,
        recommender=Recommender(Retrieval(retrieval), Ranker(fitted.ranker)),
        cold=cold[np.argsort(row)],
        titles=split.titles,
    )


def _rows(known: Dataset, dataset: Dataset) -> NDArray[np.int32]:
    """Return the row in `known` of every track of `dataset`: (n,) int32."""
    order = np.argsort(known.tracks.ids)
    return order[np.searchsorted(known.tracks.ids, dataset.tracks.ids, sorter=order)].astype(np.int32)
