"""Metrics, requests and methods, against answers computed by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.evaluate.compare import as_markdown, compare, overall, single
from training.evaluate.methods import ItemKnn, PlaylistKnn, Popularity, ranking
from training.evaluate.metrics import NO_CLICK, interval, judge
from training.requests import KINDS, requests_from


def numbers(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def test_a_perfect_ranking_has_the_best_of_every_metric():
    assert judge(numbers(4, 2, 9), numbers(2, 4, 9)) == (1.0, pytest.approx(1.0), 0.0)


def test_a_ranking_without_a_hit_has_the_worst():
    assert judge(numbers(1, 2, 3), numbers(7, 8)) == (0.0, 0.0, NO_CLICK)


def test_a_hit_at_rank_three_of_two_hidden_counts_as_the_challenge_says():
    r_precision, ndcg, clicks = judge(numbers(1, 2, 7), numbers(7, 8))
    assert r_precision == 0
    assert ndcg == pytest.approx((1 / np.log2(4)) / (1 / np.log2(2) + 1 / np.log2(3)))
    assert clicks == 0


def test_ten_songs_are_a_page():
    assert judge(numbers(*range(100, 110), 7), numbers(7))[2] == 1


@given(st.permutations(range(30)), st.lists(st.integers(0, 29), min_size=1, max_size=10, unique=True))
def test_metrics_stay_within_their_bounds(ranked, hidden):
    r_precision, ndcg, clicks = judge(numbers(*ranked), numbers(*hidden))
    assert 0 <= r_precision <= 1
    assert 0 < ndcg <= 1 + 1e-9
    assert 0 <= clicks <= 2


def test_an_interval_is_that_of_the_normal_distribution():
    values = np.array([0.0, 1.0] * 50)
    found = interval(values)
    assert found.mean == 0.5
    assert found.half_width == pytest.approx(1.96 * values.std(ddof=1) / 10)


def test_every_request_splits_its_playlist():
    playlist = numbers(*range(12))
    requests = requests_from([playlist], np.random.default_rng(0))
    assert [(each.kind, len(each.seeds)) for each in requests] == list(zip(KINDS, (1, 5, 6), strict=True))
    for each in requests:
        assert sorted([*each.seeds, *each.hidden]) == list(range(12))


def test_a_playlist_too_short_for_a_kind_gives_none_of_it():
    assert [each.kind for each in requests_from([numbers(1, 2, 3)], np.random.default_rng(0))] == [
        "1 seed",
        "half",
    ]
    assert requests_from([numbers(1)], np.random.default_rng(0)) == []


def test_popularity_ranks_by_playlists_and_never_a_seed(trained):
    ranked = ranking(Popularity(trained.dataset), numbers(0, 2), 4)
    assert ranked.tolist() == [1, 3, 4, 5]


@pytest.mark.parametrize("method", [ItemKnn, PlaylistKnn])
def test_neighbours_find_what_stands_beside_the_seeds(trained, method):
    playlist = trained.dataset.playlist(0)
    ranked = ranking(method(trained.dataset), playlist[:5], 500)
    hits = np.isin(ranked[: len(playlist)], playlist[5:]).mean()
    by_chance = len(playlist) / len(trained.dataset.tracks)
    assert hits > 5 * by_chance


def test_a_comparison_has_every_method_kind_and_metric(trained):
    data = trained.dataset
    requests = requests_from([data.playlist(row) for row in range(5)], np.random.default_rng(0))
    table = compare({"popularity": single(Popularity(data))}, requests)
    assert set(table["popularity"]) == set(KINDS)
    assert set(overall(table)["popularity"]) == {"r_precision", "ndcg", "clicks"}
    assert as_markdown(table).count("±") == 9


def test_the_trained_model_beats_every_single_method_on_the_demo(trained):
    """A floor under quality: the demo's structure is recoverable, and a change that loses it fails here.

    Measured when this was written: NDCG .594, .673, .675; 1.84 to 2.49 times popularity, 1.06 to 1.14 times
    item-kNN and 1.24 to 1.65 times the original system.
    """
    for kind, floor in zip(KINDS, (0.56, 0.64, 0.64), strict=True):
        ours = trained.table["segue"][kind]["ndcg"].mean
        assert ours >= floor
        assert ours >= 1.7 * trained.table["popularity"][kind]["ndcg"].mean
        assert ours >= 1.04 * trained.table["item-kNN"][kind]["ndcg"].mean
        assert ours >= 1.2 * trained.table["original system"][kind]["ndcg"].mean


def test_what_a_model_reports_of_itself_is_in_its_manifest(trained):
    assert trained.manifest.metrics == overall(trained.table)
    assert trained.manifest.counts["tracks"] == len(trained.dataset.tracks)
