"""Training of the second stage: it learns to tell hidden tracks from other candidates by their signals."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from shared.errors import InvalidData
from shared.model.arrays import ArrayMap
from shared.model.candidates.retrieval import Retrieval
from shared.model.ranking.scoring import BREADTH
from training.effort import THOROUGH, Effort
from training.fit.order import only_playlists, without_tracks
from training.fit.retrieval import Content, fit_retrieval
from training.read.dataset import Dataset
from training.requests import requests_from, titled

FOLDS = 6
"""Number of cross-fitting folds for small data; with enough playlists one fold holds all query playlists."""

COLD_SHARE = 0.1
"""Share of the tracks that are taken out of all other playlists, so that the ranker meets unlisted tracks."""

NETWORKS = 6
"""The mean of several networks is steadier than one that sees all candidates."""

_FEW_ROWS = 200_000
"""Up to so many candidates a network they are fitted one after another: starting processes would take longer."""

_HIDDEN_UNITS = 32
_EPOCHS = 10
_BATCH = 2_048
_LEARNING_RATE = 2e-3

LEAST_DEVIATION = 0.1
"""Least deviation by which a signal is scaled, as a share of the root mean square of its values that are not 0.

A signal that one candidate of thousands has would else be hundreds of deviations there: Adam, which divides by the
size of past gradients, then learns little from the other candidates.
"""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A ranker and the first stage that it learned from."""

    ranker: dict[str, NDArray[Any]]
    """The arrays of a `shared.model.ranking.ranker.Ranker`."""
    retrieval: ArrayMap
    """The arrays of the last fold's first stage, to start another from."""


Samples = tuple[NDArray[np.float32], NDArray[np.bool_]]
"""Signals (m, len(SIGNALS)) and whether each candidate was hidden (m,)."""


def fit_ranker(dataset: Dataset, content: Content, *, seed: int, effort: Effort = THOROUGH) -> Fitted:
    """Fit the first stage on most playlists, request the others from it, and fit the ranker on its candidates.

    The ranker is the mean of NETWORKS networks, each fitted on a draw of the candidates (Breiman, "Bagging
    predictors", 1996). The objective is the logistic loss; with the logarithm of the number of seeds among the
    signals, the weights follow it.
    """
    retrieval: ArrayMap = {}
    samples: list[Samples] = []
    # What listeners shared is evidence, never a question: nobody else teaches the ranker what is wanted.
    operators = dataset.operators
    folds = query_folds(len(operators), effort.query_playlists, seed=seed)
    for fold, queries in enumerate(operators[fold] for fold in tqdm(folds, "ranker", disable=None)):
        # Never started from another fold's arrays, which have seen this fold's query playlists.
        found, retrieval = fold_samples(dataset, content, queries, seed=seed + fold)
        samples.append(found)
    return Fitted(_fit_networks(*_joined(samples), seed=seed, most=effort.rows_per_network), retrieval)


def _joined(samples: list[Samples]) -> Samples:
    """Concatenate the samples of all folds, without a copy where there is one fold: it is large."""
    if len(samples) == 1:
        return samples[0]
    return np.concatenate([signals for signals, _ in samples]), np.concatenate([hidden for _, hidden in samples])


def _fit_networks(
    signals: NDArray[np.float32], hidden: NDArray[np.bool_], *, seed: int, most: int
) -> dict[str, NDArray[Any]]:
    """Fit the networks on up to `most` candidates each.

    As many are fitted at a time as there are cores; that number changes no bit of the result.
    The processes share one copy of the candidates, which joblib maps into their memory from a file.
    """
    scaler = fitted_scaler(signals[_drawn(len(hidden), most, seed)])
    fits = Parallel(n_jobs=1 if min(len(hidden), most) <= _FEW_ROWS else -1, batch_size=1)
    networks = fits(
        delayed(_fit_network)(scaler, signals, hidden, most, seed=seed + each) for each in range(NETWORKS)
    )
    return ranker_arrays(scaler, networks)


def fitted_scaler(signals: NDArray[np.float32]) -> StandardScaler:
    """Return the means and deviations of (m, s) signals, none smaller than LEAST_DEVIATION allows."""
    scaler = StandardScaler().fit(signals)
    values = np.maximum((signals != 0).sum(axis=0), 1)
    usual = np.sqrt(np.einsum("ms,ms->s", signals, signals, dtype=np.float64) / values)
    scaler.scale_ = np.maximum(scaler.scale_, LEAST_DEVIATION * usual)
    return scaler


def _drawn(rows: int, most: int, seed: int) -> NDArray[np.int64]:
    return np.random.default_rng(seed).permutation(rows)[:most]


def _fit_network(
    scaler: StandardScaler, signals: NDArray[np.float32], hidden: NDArray[np.bool_], most: int, *, seed: int
) -> MLPClassifier:
    drawn = _drawn(len(hidden), most, seed)
    network = MLPClassifier(
        (_HIDDEN_UNITS,),
        batch_size=min(_BATCH, len(drawn)),
        learning_rate_init=_LEARNING_RATE,
        max_iter=_EPOCHS,
        random_state=seed,
    )
    with threadpool_limits(1, "blas"), warnings.catch_warnings():
        # A few passes over millions of rows are enough; the loss need not have settled to the last digit.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return network.fit(scaler.transform(signals[drawn], copy=False), hidden[drawn])


def ranker_arrays(scaler: StandardScaler, networks: Sequence[MLPClassifier]) -> dict[str, NDArray[Any]]:
    """Return the arrays of a `Ranker` that computes the mean of fitted networks, as one wider network."""
    return {
        "ranker_mean": scaler.mean_.astype(np.float32),
        "ranker_scale": scaler.scale_.astype(np.float32),
        "ranker_hidden_weights": np.hstack([each.coefs_[0] for each in networks]).astype(np.float32),
        "ranker_hidden_bias": np.hstack([each.intercepts_[0] for each in networks]).astype(np.float32),
        "ranker_output_weights": np.concatenate(
            [each.coefs_[1][:, 0] / len(networks) for each in networks], dtype=np.float32
        ),
        "ranker_output_bias": np.mean([each.intercepts_[1] for each in networks], axis=0).astype(np.float32),
    }


def query_folds(playlists: int, most: int, *, seed: int) -> list[NDArray[np.int64]]:
    """Draw `most` playlists, or all if there are fewer, and divide them into folds.

    There are as few folds as possible, with at most a sixth of all playlists in each.
    """
    shuffled = np.random.default_rng(seed).permutation(playlists)[:most]
    folds = -(-len(shuffled) * FOLDS // playlists)
    return [np.sort(fold) for fold in np.array_split(shuffled, folds)]


def fold_samples(
    dataset: Dataset, content: Content, queries: NDArray[np.int64], *, seed: int
) -> tuple[Samples, ArrayMap]:
    """Hold out the query playlists, fit the first stage on the others and collect each request's candidates.

    Returns the candidates and the first stage's arrays. `queries` are rows of the dataset.

    COLD_SHARE of the tracks, drawn at random, are taken out of all other playlists, so that the ranker meets
    unlisted tracks as often as they are really wanted. A track that is unlisted only because its playlists are
    held out is no candidate: that it exists at all would give the answer away.
    Raises InvalidData if no query playlist has two tracks, a seed and a hidden one.
    """
    rng = np.random.default_rng(seed)
    others = np.setdiff1d(np.arange(len(dataset)), queries)
    cold = rng.random(len(dataset.tracks)) < COLD_SHARE
    rest = without_tracks(only_playlists(dataset, others), cold)
    arrays = fit_retrieval(rest, content, seed=seed)
    retrieval = Retrieval(arrays)
    fair = cold | (retrieval.tracks.counts > 0)
    parts = list(_samples(dataset, queries, retrieval, fair, rng))
    if not parts:
        raise InvalidData(
            "The ranker has no playlist to learn from",
            expected="playlists of two tracks or more",
            found=f"none in a draw of {len(queries)}",
            cure="add longer playlists",
        )
    samples = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    return samples, arrays


def _samples(
    dataset: Dataset,
    queries: NDArray[np.int64],
    retrieval: Retrieval,
    fair: NDArray[np.bool_],
    rng: np.random.Generator,
) -> Iterator[Samples]:
    coins = np.random.default_rng(len(queries))
    for row in queries.tolist():
        playlist, title = dataset.playlist(row), dataset.playlist_names[row]
        for request in titled(requests_from([playlist], rng), _telling(title, retrieval), playlist, coins):
            pool = retrieval.pool(request.seeds, BREADTH, request.title)
            shown = fair[pool.tracks]
            yield pool.signals[shown], np.isin(pool.tracks[shown], request.hidden)


def _telling(title: str, retrieval: Retrieval) -> str:
    """Return the title if it says anything to the first stage, else none."""
    return title if retrieval.titles.evidence(title).tells_something else ""
