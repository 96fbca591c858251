"""Train a model on a dataset: evaluate on held-out playlists, fit on all of them, write the artefact."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from shared.domain.track import Track
from shared.domain.track_ids import DEMO
from shared.errors import InvalidData
from shared.model.arrays import ArrayMap, write_arrays
from shared.model.artefact.manifest import (
    CATALOGUE,
    CLUSTERS,
    FRONT,
    HOLDOUT_SCORES,
    MANIFEST,
    Manifest,
    reseal,
    seal,
)
from shared.model.artefact.quality_gate import HoldoutScores, encode_holdout_scores
from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.tracks import Indices
from shared.model.front import write_front
from shared.model.model import Model
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.recommender import Recommender
from training.catalogue import write_catalogue
from training.effort import THOROUGH, Effort
from training.evaluate.compare import Table, by_playlist, evaluate_all, ours, overall, single, tabulate
from training.evaluate.first_ten import familiarity_by_playlist, first_tens
from training.evaluate.methods import ItemKnn, OriginalSystem, Popularity
from training.fit.atlas import Atlas, draw_map
from training.fit.clustering import Clustering, cluster_playlists
from training.fit.order import by_popularity, only_playlists, playlist_counts
from training.fit.ranker import fit_ranker
from training.fit.retrieval import Content, describe, fit_retrieval
from training.fit.scaling import ScaledFeatures, known_features, scale_known_features
from training.front import doors_of, front_of
from training.output import replaced_folder
from training.read.dataset import Dataset
from training.requests import holdout_split, requests_about

HOLDOUT_SHARE = 0.1
"""Share of the playlists that are held out for evaluation, up to the effort's bound."""

LEAST_PLAYLISTS = 50
"""Minimum number of playlists for a split into training and held-out ones."""

Step = Callable[[str], None]
"""Callback for progress: receives the name of each step as it starts."""


@dataclass(frozen=True, slots=True)
class Trained:
    """The result of a training, for the report and the caller."""

    manifest: Manifest
    dataset: Dataset
    """Tracks in the order of the artefact."""
    clustering: Clustering
    atlas: Atlas
    table: Table

    @property
    def map_clusters(self) -> NDArray[np.int32]:
        """(m,) int32: the cluster of each track on the map."""
        return self.clustering.of_track[self.atlas.tracks]


@dataclass(frozen=True, slots=True)
class Learned:
    """A ranker fitted without the held-out playlists, and its evaluation on them."""

    ranker: dict[str, NDArray[Any]]
    """The arrays of a `shared.model.ranking.ranker.Ranker`."""
    retrieval: ArrayMap
    """The arrays of the evaluated first stage; the final fit starts from them."""
    table: Table
    holdout_scores: HoldoutScores


def train(
    dataset: Dataset,
    out: Path,
    *,
    seed: int = 7,
    effort: Effort = THOROUGH,
    key: bytes = b"",
    step: Step = lambda _: None,
) -> Trained:
    """Train on a dataset and write the artefact to the folder `out` atomically.

    The same dataset, seed and key give the same bytes; `key` chooses the held-out playlists (`holdout_split`), and
    the artefact does not reveal it. Raises InvalidData for fewer than LEAST_PLAYLISTS playlists of the operator,
    or if `out` contains anything other than a model.
    """
    _demand_playlists(dataset)
    # The matrix products are many and small: BLAS threads cost more time than they save.
    with threadpool_limits(1, "blas"), replaced_folder(out, mark=MANIFEST) as folder:
        return _train(by_popularity(dataset), folder, seed=seed, effort=effort, key=key, step=step)


def _train(dataset: Dataset, folder: Path, *, seed: int, effort: Effort, key: bytes, step: Step) -> Trained:
    scaled = scale_known_features(dataset)
    step("describing tracks")
    content = describe(dataset.tracks, scaled)
    step("fitting the ranker and evaluating it on held-out playlists")
    learned = fit_and_evaluate(dataset, content, seed=seed, effort=effort, key=key)
    step("fitting on all playlists")
    arrays = fit_retrieval(dataset, content, seed=seed, start=learned.retrieval) | learned.ranker
    step("choosing clusters")
    retrieval = Retrieval(arrays)
    clustering = cluster_playlists(dataset, retrieval, scaled, seed=seed, restarts=effort.restarts)
    step("drawing the map")
    counts = playlist_counts(dataset)
    atlas = draw_map(retrieval.index, scaled, counts, clustering.of_track, seed=seed, most=effort.most_drawn)
    arrays |= {
        "cluster_centres": clustering.clusters.centres,
        "cluster_sounds": clustering.sounds,
        "map_tracks": atlas.tracks,
        "map_points": atlas.points,
        "map_clusters": clustering.of_track[atlas.tracks],
    }
    step("writing the artefact")
    manifest = _write(folder, dataset, arrays, clustering, learned, scaled, seed=seed)
    step("choosing what the first page shows")
    manifest = _add_front(folder, manifest, doors_of(dataset, retrieval, clustering, atlas))
    return Trained(manifest, dataset, clustering, atlas, learned.table)


def fit_and_evaluate(
    dataset: Dataset, content: Content, *, seed: int, effort: Effort = THOROUGH, key: bytes = b""
) -> Learned:
    """Fit the ranker without the held-out playlists, then compare it with other methods on them.

    The held-out playlists and their requests do not depend on the seed.
    """
    split = holdout_split(dataset, HOLDOUT_SHARE, effort.most_held_out, key=key)
    known = only_playlists(dataset, split.known)
    fitted = fit_ranker(known, content, seed=seed, effort=effort)
    retrieval = fit_retrieval(known, content, seed=seed, start=fitted.retrieval)
    recommender = Recommender(Retrieval(retrieval), Ranker(fitted.ranker))
    requests = requests_about(split.held_out)
    rankers = {
        "segue": ours(recommender),
        "popularity": single(Popularity(known)),
        "item-kNN": single(ItemKnn(known)),
    }
    if OriginalSystem.works_on(known, content.scaled):
        rankers["original system"] = single(OriginalSystem(known, content.scaled, seed=seed))
    evaluations = evaluate_all(rankers, requests)
    familiarity = familiarity_by_playlist(requests, first_tens(recommender, requests))
    scores = by_playlist(requests, evaluations, familiarity)
    return Learned(fitted.ranker, retrieval, tabulate(requests, evaluations), scores)


def _demand_playlists(dataset: Dataset) -> None:
    given = len(dataset.operators)
    if given < LEAST_PLAYLISTS:
        raise InvalidData(
            "There are too few playlists to learn from",
            expected=f"at least {LEAST_PLAYLISTS}",
            found=f"{given}",
            cure="add playlists; those that listeners shared do not count",
        )


def _write(
    folder: Path,
    dataset: Dataset,
    arrays: dict[str, NDArray[Any]],
    clustering: Clustering,
    learned: Learned,
    scaled: ScaledFeatures,
    *,
    seed: int,
) -> Manifest:
    write_arrays(folder, arrays)
    (folder / CLUSTERS).write_bytes(msgspec.json.encode(clustering.names))
    (folder / HOLDOUT_SCORES).write_bytes(encode_holdout_scores(learned.holdout_scores))
    write_catalogue(folder / CATALOGUE, display_tracks(dataset), songs_of_artists(dataset))
    counts = {
        "tracks": len(dataset.tracks),
        "playlists": len(dataset),
        "entries": len(dataset.indices),
        "clusters": len(clustering.names),
        "artists": len(arrays["artist_near"]),
    }
    return seal(
        folder,
        source=fingerprint(dataset),
        seed=seed,
        counts=counts,
        metrics=overall(learned.table),
        known_features=known_features(dataset, scaled),
        feature_scales=scaled.scales,
        invented=all(track_id.startswith(DEMO.prefix.encode()) for track_id in dataset.tracks.ids.tolist()),
    )


def _add_front(folder: Path, manifest: Manifest, doors: Sequence[Indices]) -> Manifest:
    """Write what the first page shows, by the answers of the written model, and seal the folder again."""
    write_front(folder / FRONT, front_of(Model(folder, manifest), doors))
    return reseal(folder, manifest)


def display_tracks(dataset: Dataset) -> Iterator[Track]:
    """Yield each track for the catalogue; its popularity is its number of playlists."""
    tracks, counts = dataset.tracks, playlist_counts(dataset)
    for row, track_id in enumerate(tracks.ids.tolist()):
        yield Track(
            id=track_id.decode("ascii"),
            name=tracks.names[row],
            artist=tracks.artists[row],
            album=tracks.albums[row],
            genres=tracks.genres[row],
            popularity=int(counts[row]),
            other_ids=tracks.other_ids[row],
        )


def songs_of_artists(dataset: Dataset) -> dict[str, int]:
    """Return the most popular track that each artist leads, by the artist's ids."""
    songs: dict[str, int] = {}
    for row, ids in enumerate(dataset.tracks.artist_ids):
        for id in ids:
            songs.setdefault(id, row)
    return songs


def fingerprint(dataset: Dataset) -> str:
    """Compute the SHA-256, in hex, of all columns of the dataset except playlist ids and contributors' numbers."""
    tracks = dataset.tracks
    digest = hashlib.sha256()
    columns = (tracks.ids, tracks.features, tracks.years, tracks.popularity, tracks.seconds, tracks.explicit)
    for array in (*columns, dataset.indptr, dataset.indices, dataset.operators):
        digest.update(np.ascontiguousarray(array).tobytes())
    names = (tracks.names, tracks.artists, tracks.albums, tracks.genres)
    digest.update(msgspec.json.encode((*names, tracks.other_ids, tracks.artist_ids, dataset.playlist_names)))
    return digest.hexdigest()
