"""The served ranker equals the fitted one."""

import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from shared.model.artefact.signal_names import SIGNALS
from shared.model.ranking.ranker import Ranker
from training.fit.ranker import FOLDS, LEAST_DEVIATION, fitted_scaler, query_folds, ranker_arrays


@pytest.fixture(scope="module")
def fitted():
    rng = np.random.default_rng(5)
    signals = rng.normal(3, 2, (400, len(SIGNALS))).astype(np.float32)
    wanted = signals[:, 1] > 3
    scaler = StandardScaler().fit(signals)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        networks = [
            MLPClassifier((6,), max_iter=150, learning_rate_init=0.01, random_state=seed).fit(
                scaler.transform(signals), wanted
            )
            for seed in range(3)
        ]
    return signals, wanted, scaler, networks


def log_odds(network, signals):
    chance = network.predict_proba(signals)[:, 1].astype(np.float64).clip(1e-9, 1 - 1e-9)
    return np.log(chance) - np.log1p(-chance)


def test_served_scores_are_the_mean_log_odds_of_the_fitted_networks(fitted):
    signals, _, scaler, networks = fitted
    served = Ranker(ranker_arrays(scaler, networks)).scores(signals)
    expected = np.mean([log_odds(network, scaler.transform(signals)) for network in networks], axis=0)
    precise = np.abs(expected) < 5  # beyond, a probability near 1 has too few digits to compare
    assert precise.sum() > 20
    assert served[precise] == pytest.approx(expected[precise], abs=1e-2)


def test_a_toy_can_be_learned_by_heart(fitted):
    signals, wanted, scaler, networks = fitted
    served = Ranker(ranker_arrays(scaler, networks)).scores(signals)
    assert ((served > 0) == wanted).mean() > 0.95


def test_each_candidate_is_scored_by_itself(fitted):
    signals, _, scaler, networks = fitted
    ranker = Ranker(ranker_arrays(scaler, networks))
    assert ranker.scores(signals[7:9]) == pytest.approx(ranker.scores(signals)[7:9], abs=1e-5)


@pytest.mark.parametrize(
    ("playlists", "folds"), [(60, 6), (2_400, 6), (2_860, 6), (5_000, 3), (14_400, 1), (10**6, 1)]
)
def test_few_playlists_are_queries_in_turn_and_of_many_some_are_at_once(playlists, folds):
    dealt = query_folds(playlists, 2_400, seed=1)
    drawn = np.concatenate(dealt)
    assert len(dealt) == folds
    assert len(drawn) == len(set(drawn.tolist())) == min(playlists, 2_400)
    assert max(map(len, dealt)) <= playlists / FOLDS + 1


def test_a_signal_that_hardly_any_candidate_has_is_not_blown_up():
    """One of 40,000 candidates has the second signal: it would be 200 deviations from the others."""
    signals = np.random.default_rng(0).normal(size=(40_000, 2)).astype(np.float32)
    signals[:, 1] = 0
    signals[7, 1] = 0.5
    scaler = fitted_scaler(signals)
    assert scaler.scale_[1] == pytest.approx(LEAST_DEVIATION * 0.5)
    assert scaler.transform(signals).max() < 1 / LEAST_DEVIATION + 0.01


def test_a_signal_that_many_candidates_have_is_scaled_by_its_deviation():
    signals = np.random.default_rng(0).random((1_000, 3), dtype=np.float32)
    signals[::3, 1] = 0
    signals[:, 2] = 0
    assert fitted_scaler(signals).scale_.tolist() == StandardScaler().fit(signals).scale_.tolist()
