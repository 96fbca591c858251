"""The first stage's arrays against their definitions, on small worlds."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse
from worlds import world

from shared.domain.track import FEATURES
from shared.errors import InvalidData
from shared.model.artefact.signal_names import SIGNALS
from shared.model.candidates.audio import STEP, from_steps, search_vectors
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.vectors import VectorTable, unit
from training.fit import factors as factors_module
from training.fit import playlists as playlists_module
from training.fit import ranker as ranker_module
from training.fit import retrieval as retrieval_module
from training.fit.factors import COARSE, LISTENER, Als, als_vectors, fit_factors, tag_means
from training.fit.order import entry_matrix
from training.fit.playlists import playlist_arrays
from training.fit.ranker import fit_ranker, fold_samples
from training.fit.retrieval import describe, fit_retrieval
from training.fit.scaling import known_shares, scale_features, scale_known_features

SMALL = Als(factors=3, confidence=10.0, regularisation=2.0)


@pytest.fixture(scope="module")
def data():
    """Thirty playlists of six among forty tracks; the last five tracks are on none."""
    rng = np.random.default_rng(8)
    features = rng.normal(size=(40, len(FEATURES)))
    features[[3, 38]] = np.nan
    return world([rng.permutation(35)[:6].tolist() for _ in range(30)], features)


@pytest.fixture(scope="module")
def content(data):
    return describe(data.tracks, scale_features(data.tracks.features))


@pytest.fixture(scope="module")
def arrays(data, content):
    return fit_retrieval(data, content, seed=1)


def test_settings_are_for_as_many_playlists_as_they_were_found_on():
    assert LISTENER.scaled_to(2_460) == LISTENER.scaled_to(10**6) == LISTENER
    half = LISTENER.scaled_to(1_230)
    assert half.regularisation == LISTENER.regularisation / 2
    assert half == replace(LISTENER, regularisation=half.regularisation)


def test_the_gram_matrix_is_that_of_the_listed_tracks_and_the_regularisation(data, content):
    entries = entry_matrix(data)
    found = fit_factors(entries, np.zeros((40, 1), dtype=np.float32), content.tags, als=SMALL, seed=1)
    listed = np.asarray(entries.sum(axis=0)).ravel() > 0
    assert not listed.all()
    expected = found.vectors[listed].T @ found.vectors[listed] + 2.0 * np.eye(3)
    assert found.gram == pytest.approx(expected, rel=1e-4)
    assert found.confidence == 10.0


def test_listed_tracks_have_the_vectors_of_als_and_unlisted_ones_those_of_their_content(data, content):
    """Where content says nothing and no tag is shared, it is the mean of the listed tracks' vectors."""
    entries, alone = entry_matrix(data), sparse.identity(40, dtype=np.float32, format="csr")
    found = fit_factors(entries, np.zeros((40, 1), dtype=np.float32), alone, als=SMALL, seed=1)
    listed = np.asarray(entries.sum(axis=0)).ravel() > 0
    assert found.vectors[listed].tolist() == als_vectors(entries, SMALL, 1)[listed].tolist()
    mean = found.vectors[listed].mean(axis=0)
    assert found.vectors[~listed] == pytest.approx(np.tile(mean, (5, 1)), abs=1e-4)


def test_tags_are_averaged_over_the_other_listed_tracks():
    """Tracks 0 to 2 share one tag and 2 and 3 another; track 1 is unlisted, and nothing shares the tag of 4."""
    vectors = np.array([[1, 0], [9, 9], [3, 2], [5, 4], [7, 7]], dtype=np.float32)
    listed = np.array([True, False, True, True, True])
    tags = sparse.csr_matrix(np.array([[1, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 1]], dtype=np.float32))
    means = tag_means(vectors, listed, tags)
    assert means == pytest.approx(np.array([[3, 2], [2, 1], [3, 2], [3, 2], [0, 0]], dtype=np.float32))


def test_content_predicts_unlisted_tracks_by_a_ridge_regression_over_the_drawn(monkeypatch):
    """The vector grows with the one feature; the regression shrinks the slope by n / (n + ridge)."""
    content = np.linspace(-2, 2, 41)[:, None].astype(np.float32)
    vectors = 3 * content
    listed = np.ones(41, dtype=bool)
    listed[[0, 40]] = False
    untagged = sparse.csr_matrix((41, 1), dtype=np.float32)
    found = factors_module._from_content(vectors, listed, content, untagged)
    ridge = factors_module._CONTENT_RIDGE
    assert found.ravel() == pytest.approx([-6 * 39 / (39 + ridge), 6 * 39 / (39 + ridge)], rel=1e-5)
    monkeypatch.setattr(factors_module, "_MOST_DESCRIBED", 10)
    fewer = factors_module._from_content(vectors, listed, content, untagged)
    assert abs(fewer[1]) < abs(found.ravel()[1])


def test_from_vectors_fitted_before_fewer_iterations_come_near(data, monkeypatch):
    entries = entry_matrix(data)
    whole = als_vectors(entries, SMALL, 1)
    monkeypatch.setattr(factors_module, "FURTHER_ITERATIONS", 0)
    assert als_vectors(entries, SMALL, 1, start=whole).tolist() == whole.tolist()
    monkeypatch.setattr(factors_module, "ITERATIONS", 1)
    assert als_vectors(entries, SMALL, 1).tolist() != whole.tolist()


def test_levels_are_the_percentiles_of_the_kept_features(content):
    steps, levels = content.fixed_arrays["audio_steps"], content.fixed_arrays["audio_levels"]
    assert levels.shape == (len(FEATURES), 101)
    values = from_steps(steps)
    assert np.isnan(values[[3, 38]]).all()
    assert levels == pytest.approx(np.nanpercentile(values, np.arange(101), axis=0).T, abs=1e-5)
    assert np.nanmax(np.abs(values - content.scaled.values)) <= STEP / 2 + 1e-6


def test_a_feature_that_nobody_knows_has_levels_of_nothing(data):
    features = data.tracks.features.copy()
    features[:, 4] = np.nan
    content = describe(data.tracks, scale_features(features))
    assert not content.fixed_arrays["audio_levels"][4].any()
    assert content.fixed_arrays["audio_levels"][5].any()


def test_tags_are_artists_and_genres_side_by_side(data):
    tracks = replace(data.tracks, genres=[("Dub",), *[()] * 38, ("dub", "ska")])
    tags = describe(tracks, scale_features(data.tracks.features)).tags.toarray()
    assert tags.shape == (40, 7 + 2)
    assert tags[0].tolist() == [1, 0, 0, 0, 0, 0, 0, 1, 0]
    assert tags[39, 7:].tolist() == [1, 1]


def test_sound_is_looked_for_among_known_tracks_unlisted_or_popular(data, content, monkeypatch):
    def found(most: int) -> list[int]:
        monkeypatch.setattr(retrieval_module, "MOST_BY_SOUND", most)
        return sorted(fit_retrieval(data, content, seed=1)["audio_cell_members"].tolist())

    assert found(40) == [track for track in range(40) if track not in (3, 38)]
    assert found(5) == [0, 1, 2, 4, 35, 36, 37, 39]


def test_a_track_is_in_the_cell_nearest_to_its_sound_where_pitch_and_metre_count_three_tenths(content, arrays):
    weights = [0.3 if name in {"key", "mode", "time_signature"} else 1 for name in FEATURES]
    members, centres = arrays["audio_cell_members"], arrays["audio_cell_centres"]
    heard = search_vectors(content.scaled.values[members] * weights)
    cells = np.repeat(np.arange(len(centres)), np.diff(arrays["audio_cell_starts"]))
    assert len(centres) > 3
    assert np.linalg.norm(heard[:, None] - centres, axis=2).argmin(axis=1).tolist() == cells.tolist()


def test_a_playlists_coarse_vector_is_the_direction_of_the_sum_of_its_tracks(data, content, arrays):
    coarse = VectorTable(arrays, "coarse_factor").of(np.arange(40))
    order = np.random.default_rng(1).permutation(30)
    expected = unit(entry_matrix(data).toarray()[order] @ coarse)
    assert CellIndex(arrays, "playlist_factor").of(np.arange(30)) == pytest.approx(expected, abs=0.03)


def test_similar_playlists_are_looked_for_among_the_first_so_many(data, content, monkeypatch):
    monkeypatch.setattr(retrieval_module, "MOST_SIMILAR_FROM", 12)
    arrays = fit_retrieval(data, content, seed=1)
    assert sorted(arrays["playlist_factor_cell_members"].tolist()) == list(range(12))


def test_both_models_keep_what_folding_in_needs(arrays):
    assert arrays["factor_confidence"] == [LISTENER.confidence]
    assert arrays["coarse_factor_confidence"] == [COARSE.confidence]
    assert arrays["factor_gram"].shape == (LISTENER.factors, LISTENER.factors)
    assert arrays["coarse_factor_gram"].shape == (COARSE.factors, COARSE.factors)


def test_training_goes_on_from_arrays_fitted_before(data, content, arrays, monkeypatch):
    """Without a further iteration the vectors are those it began from, but for rounding to bytes."""
    monkeypatch.setattr(factors_module, "FURTHER_ITERATIONS", 0)
    again = fit_retrieval(data, content, seed=1, start=arrays)
    listed = np.arange(35)
    for read in (lambda each: CellIndex(each, "factor"), lambda each: VectorTable(each, "coarse_factor")):
        before, after = read(arrays).of(listed), read(again).of(listed)
        assert after == pytest.approx(before, abs=float(np.abs(before).max()) / 50)


@pytest.mark.parametrize(("most_entries", "most_kept"), [(1, 1), (7, 1), (8, 2), (9, 3), (10, 4), (99, 4)])
def test_as_many_entries_are_kept_as_there_is_room_for(most_entries, most_kept):
    """Six tracks are on one playlist and one is on four: 7, 8, 9 or 10 entries, by how many each may keep."""
    counts = np.array([1, 1, 1, 1, 1, 1, 4])
    assert playlists_module._most_kept(counts, most_entries) == most_kept


def test_very_long_playlists_count_as_the_longest_that_can_be_kept():
    entries = sparse.csr_matrix(np.ones((1, 40_000), dtype=np.float32))
    assert playlist_arrays(entries)["playlist_lengths"].tolist() == [32_767]


def test_a_feature_is_scaled_over_the_known_and_cut_at_four_deviations():
    raw = np.random.default_rng(0).normal(size=(200, len(FEATURES)))
    raw[0, 0], raw[1, 0], raw[2, 0] = 1e3, -1e3, np.nan
    duration = FEATURES.index("duration_ms")
    raw[:, duration] = np.exp(np.linspace(1, 3, 200))
    raw[0, duration] = 0.0  # less than a millisecond counts as one
    scaled = scale_features(raw.astype(np.float32)).values
    assert (scaled[0, 0], scaled[1, 0]) == (4.0, -4.0)
    logs = np.linspace(1, 3, 200)
    logs[0] = 0.0
    assert scaled[:, duration] == pytest.approx((logs - logs.mean()) / logs.std(), abs=1e-4)


def test_tracks_without_any_feature_stay_unknown():
    scaled = scale_features(np.full((3, len(FEATURES)), np.nan, dtype=np.float32))
    assert scaled.values.shape == (3, len(FEATURES))
    assert np.isnan(scaled.values).all()


def test_a_feature_counts_as_known_where_a_tenth_of_the_entries_have_it(data):
    features = np.full((len(data.tracks), len(FEATURES)), np.nan, dtype=np.float32)
    tracks, counts = np.unique(data.indices, return_counts=True)
    order = np.argsort(counts, kind="stable")
    enough = int(np.searchsorted(np.cumsum(counts[order]), 0.1 * len(data.indices))) + 1
    features[tracks[order[:enough]], 0] = np.arange(enough)
    features[tracks[order[: enough - 1]], 1] = np.arange(enough - 1)
    scaled = scale_known_features(replace(data, tracks=replace(data.tracks, features=features)))
    assert np.isfinite(scaled.values).sum(axis=0).tolist() == [enough, *[0] * (len(FEATURES) - 1)]


def test_known_shares_count_a_track_as_often_as_it_is_listed():
    values = np.full((3, 2), np.nan, dtype=np.float32)
    values[0, 0] = values[1, 1] = values[2, 1] = 0.5
    assert known_shares(values, np.array([3, 1, 0], dtype=np.int32)).tolist() == [0.75, 0.25]


def test_nothing_is_known_where_there_is_no_entry():
    assert known_shares(np.zeros((2, 1), dtype=np.float32), np.zeros(2, dtype=np.int32)).tolist() == [0.0]


def test_a_track_is_known_by_any_feature():
    raw = np.ones((3, len(FEATURES)), dtype=np.float32)
    raw[0] = np.nan
    raw[1, 1:] = np.nan
    assert scale_features(raw).known.tolist() == [False, True, True]


def test_no_query_playlist_is_learned_from_and_cold_tracks_are_fair_candidates(data, content):
    queries = np.arange(6, dtype=np.int64)
    (signals, hidden), arrays = fold_samples(data, content, queries, seed=2)
    assert signals.shape == (len(hidden), len(SIGNALS))
    assert 0 < hidden.sum() < len(hidden)
    cold = np.random.default_rng(2).random(40) < ranker_module.COLD_SHARE
    counts = np.bincount(np.concatenate([data.playlist(row) for row in range(6, 30)]), minlength=40)
    assert arrays["track_counts"].tolist() == np.where(cold, 0, counts).tolist()
    assert cold.any()
    unlisted = signals[:, SIGNALS.index("listed")] == 0
    assert unlisted.any()


def test_playlists_of_one_track_teach_the_ranker_nothing(content, data):
    single = world([[0], [1], [2, 3], [4, 5]], data.tracks.features)
    with pytest.raises(InvalidData, match="no playlist to learn from"):
        fold_samples(single, content, np.array([0, 1]), seed=1)


def test_a_ranker_learns_from_every_fold_and_the_last_ones_first_stage_is_kept(data, content, monkeypatch):
    monkeypatch.setattr(ranker_module, "NETWORKS", 2)
    monkeypatch.setattr(ranker_module, "FOLDS", 3)
    seen = []
    fit = ranker_module._fit_networks
    monkeypatch.setattr(
        ranker_module, "_fit_networks", lambda *given, **settings: seen.append(given) or fit(*given, **settings)
    )
    found = fit_ranker(data, content, seed=5)
    folds = ranker_module.query_folds(30, 30, seed=5)
    parts = [fold_samples(data, content, queries, seed=5 + fold) for fold, queries in enumerate(folds)]
    assert len(parts) == 3
    ((signals, hidden),) = seen
    assert signals.tolist() == np.concatenate([part[0][0] for part in parts]).tolist()
    assert hidden.tolist() == np.concatenate([part[0][1] for part in parts]).tolist()
    assert found.retrieval["track_counts"].tolist() == parts[-1][1]["track_counts"].tolist()
    assert found.ranker["ranker_output_weights"].shape == (2 * 32,)


def test_networks_of_a_ranker_are_fitted_on_draws_of_the_candidates():
    first, second = (ranker_module._drawn(200, 50, seed) for seed in (1, 2))
    assert len(first) == len(set(first.tolist())) == 50
    assert first.max() > 50
    assert first.tolist() != second.tolist()


@pytest.mark.parametrize("folds", [2, 3])
def test_the_candidates_of_all_folds_are_joined_in_their_order(folds):
    parts = [(np.full((2, 1), fold, dtype=np.float32), np.array([fold == 1, False])) for fold in range(folds)]
    signals, hidden = ranker_module._joined(parts)
    assert signals.ravel().tolist() == [fold for fold in range(folds) for _ in range(2)]
    assert np.flatnonzero(hidden).tolist() == [2]


def test_the_candidates_of_a_single_fold_are_not_copied():
    signals, hidden = np.zeros((2, 1), dtype=np.float32), np.zeros(2, dtype=bool)
    joined = ranker_module._joined([(signals, hidden)])
    assert (joined[0] is signals, joined[1] is hidden) == (True, True)
