"""Cells, factors, artists and audio features, each against brute force; and their joint pool."""

import numpy as np
import pytest
from toy import rows, track_id

from shared.model.artefact.signal_names import SIGNALS
from shared.model.candidates.artists import ArtistTable
from shared.model.candidates.audio import (
    FEATURE_WEIGHTS,
    UNKNOWN_DISTANCE,
    AudioTable,
    from_steps,
    in_steps,
    search_vectors,
)
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.csr import csr_offsets, csr_positions, csr_rows
from shared.model.candidates.factors import fold_in
from training.fit import artists
from training.fit.artists import artist_arrays, credit_matrix
from training.fit.cells import index_arrays
from training.fit.factors import LISTENER
from training.fit.order import entry_matrix


@pytest.fixture(scope="module")
def vectors():
    return np.random.default_rng(3).normal(size=(2_000, 8)).astype(np.float32)


@pytest.fixture(scope="module")
def index(vectors):
    return CellIndex(index_arrays("x", vectors, seed=1), "x")


def test_scanning_every_cell_finds_exactly_the_nearest(vectors, index):
    query = vectors[7]
    exact = np.argsort(-(vectors @ query))[:10]
    assert set(index.search(query, 10, scan=2_000)[0].tolist()) == set(exact.tolist())


def test_scanning_a_quarter_finds_most_of_the_nearest(vectors, index):
    found = []
    for query in np.random.default_rng(4).normal(size=(50, 8)).astype(np.float32):
        exact = set(np.argsort(-(vectors @ query))[:10].tolist())
        found.append(len(exact & set(index.search(query, 10, scan=500)[0].tolist())))
    assert np.mean(found) > 8


def test_every_track_gets_its_own_vector_back(vectors, index):
    largest = np.abs(vectors).max()
    assert index.of(np.array([5, 1_999, 0])) == pytest.approx(vectors[[5, 1_999, 0]], abs=float(largest) / 127)


def test_the_lifted_inner_product_orders_by_distance(vectors):
    query = vectors[11] + 0.1
    lifted = search_vectors(vectors) @ np.append(query, np.float32(1))
    assert np.argsort(-lifted)[:50].tolist() == np.argsort(((vectors - query) ** 2).sum(axis=1))[:50].tolist()


def test_folding_in_solves_the_weighted_least_squares(toy_retrieval, toy):
    """The closed form over all listed tracks: confidence for seeds, one for the others."""
    listed = toy_retrieval.tracks.counts > 0
    all_vectors = toy_retrieval.factors.of(np.flatnonzero(listed).astype(np.int32)).astype(np.float64)
    seeds = rows(toy, "ab")
    wanted = np.isin(np.flatnonzero(listed), seeds)
    weights = np.where(wanted, LISTENER.confidence, 1.0)
    regularisation = LISTENER.scaled_to(len(toy)).regularisation
    left = (all_vectors.T * weights) @ all_vectors + regularisation * np.eye(all_vectors.shape[1])
    expected = np.linalg.solve(left, all_vectors.T @ (weights * wanted))
    assert toy_retrieval.factors.fold_in(seeds) == pytest.approx(expected, rel=0.02, abs=0.01)


def test_folding_in_nothing_gives_nothing():
    assert not fold_in(np.zeros((0, 4), dtype=np.float32), np.eye(4), 10.0).any()


def test_the_order_of_seeds_does_not_move_the_fold_in(toy_retrieval, toy):
    forwards, backwards = rows(toy, "abc"), rows(toy, "cba")
    factors = toy_retrieval.factors
    assert factors.fold_in(forwards) == pytest.approx(factors.fold_in(backwards), abs=1e-6)


def test_a_credit_counts_for_every_artist_in_it(toy_retrieval, toy):
    artists, places = toy_retrieval.artists.credited(rows(toy, "ad"))
    assert places.tolist() == [0, 1, 1]
    ada, bo, guest = artists.tolist()
    assert (guest, bo) == (ada, toy_retrieval.tracks.artists[rows(toy, "c")[0]])


def test_the_seeds_own_artists_are_nearest(toy_retrieval, toy):
    shares = toy_retrieval.artists.shares(rows(toy, "ef"))
    nearness = toy_retrieval.artists.nearness(shares)
    assert nearness.artists[nearness.weights.argmax()] == shares.artists[shares.weights.argmax()]
    songs = toy_retrieval.artists.songs_of_nearest(nearness, 1)
    assert songs.tolist() == sorted(rows(toy, "efz").tolist())


def test_a_near_artists_new_song_is_a_candidate_however_many_popular_ones_there_are(toy, toy_arrays, monkeypatch):
    monkeypatch.setattr(artists, "SONGS_PER_ARTIST", 1)
    arrays = artist_arrays(entry_matrix(toy), credit_matrix(toy.tracks.artists))
    table = ArtistTable({**toy_arrays, **arrays})
    songs = table.songs_of_nearest(table.shares(rows(toy, "f")), 1)
    assert songs.tolist() == sorted(rows(toy, "ez").tolist())


def test_artists_on_the_same_playlists_are_near(toy_retrieval, toy):
    near = toy_retrieval.artists.cosines(
        toy_retrieval.tracks.artists[rows(toy, "gf")], toy_retrieval.tracks.artists[rows(toy, "ag")]
    )
    assert near[0, 0] > 0
    assert near[1, 1] == 0


def test_audio_distances_are_weighted_euclidean(toy_retrieval, toy):
    audio: AudioTable = toy_retrieval.audio
    tracks, seeds = rows(toy, "abc"), rows(toy, "de")
    scaled = audio.standardised(np.arange(len(toy.tracks), dtype=np.int32)) * FEATURE_WEIGHTS
    expected = np.linalg.norm(scaled[tracks][:, None] - scaled[seeds][None], axis=2)
    mean, least = audio.distances(tracks, seeds)
    assert mean == pytest.approx(expected.mean(axis=1), abs=1e-3)
    assert least == pytest.approx(expected.min(axis=1), abs=1e-3)


def test_features_are_kept_to_half_a_step_and_blanks_stay_blank():
    values = np.array([[-6.3, -0.02, 0.0], [1.23, np.nan, 9.0]], dtype=np.float32)
    kept = from_steps(in_steps(values))
    assert kept == pytest.approx(np.array([[-6.3, 0.0, 0.0], [1.25, np.nan, 6.35]]), abs=0.026, nan_ok=True)


def test_without_features_the_distance_is_that_of_the_unknown(toy_arrays, toy):
    blank = dict(toy_arrays)
    blank["audio_steps"] = in_steps(np.full(toy_arrays["audio_steps"].shape, np.nan, dtype=np.float32))
    mean, least = AudioTable(blank).distances(rows(toy, "a"), rows(toy, "b"))
    assert (mean[0], least[0]) == (UNKNOWN_DISTANCE, UNKNOWN_DISTANCE)


def test_percentiles_run_from_zero_to_one(toy_retrieval, toy):
    levels = toy_retrieval.audio.percentiles(np.arange(len(toy.tracks), dtype=np.int32), "energy")
    assert (levels.min(), levels.max()) == (pytest.approx(0, abs=0.01), pytest.approx(1, abs=0.01))
    raw = toy.tracks.features[:, 1]
    assert np.argsort(levels).tolist() == np.argsort(raw).tolist()


def test_tracks_that_share_one_value_stand_in_the_middle_of_their_run(toy_arrays, toy):
    shared = dict(toy_arrays)
    shared["audio_levels"] = np.tile(np.r_[np.zeros(61), np.linspace(0.1, 4.0, 40)].astype(np.float32), (13, 1))
    shared["audio_steps"] = np.zeros_like(toy_arrays["audio_steps"])
    assert AudioTable(shared).percentiles(rows(toy, "ab"), "instrumentalness") == pytest.approx(0.3)


def test_ids_are_looked_up_and_unknown_ones_told(toy_retrieval, toy):
    found = toy_retrieval.tracks.indices([track_id("c"), "0" * 22, "short", "", "é" * 22])
    assert found.tolist() == [rows(toy, "c")[0], -1, -1, -1, -1]


def test_seeds_are_never_candidates(toy_retrieval, toy):
    seeds = rows(toy, "abc")
    pool = toy_retrieval.pool(seeds, breadth=50)
    assert not set(pool.tracks.tolist()) & set(seeds.tolist())
    assert set(pool.tracks.tolist()) == set(rows(toy, "defghz").tolist())


def test_every_candidate_has_every_signal(toy_retrieval, toy):
    pool = toy_retrieval.pool(rows(toy, "ab"), breadth=50)
    assert pool.signals.shape == (len(pool.tracks), len(SIGNALS))
    assert np.isfinite(pool.signals).all()


def test_without_seeds_there_is_what_is_popular(toy_retrieval, toy):
    pool = toy_retrieval.pool(np.zeros(0, dtype=np.int32), breadth=3)
    assert pool.tracks.tolist() == [0, 1, 2]
    assert np.isfinite(pool.signals).all()


def test_spans_concatenate_ranges():
    assert csr_positions(np.array([5, 0, 9]), np.array([2, 0, 3])).tolist() == [5, 6, 9, 10, 11]


def test_sparse_rows_are_read_in_the_order_asked_for():
    starts, values = np.array([0, 2, 2, 5]), np.array([10, 11, 20, 21, 22])
    read, place = csr_rows(starts, values, np.array([2, 1, 0]))
    assert read.tolist() == [20, 21, 22, 10, 11]
    assert place.tolist() == [0, 0, 0, 2, 2]


def test_places_in_runs_begin_anew_in_each():
    assert csr_offsets(np.array([2, 0, 3])).tolist() == [0, 1, 0, 1, 2]
