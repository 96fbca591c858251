"""Metrics, requests and methods, against answers computed by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.model.artefact.quality_gate import Ndcg
from shared.model.ranking.recommender import Recommendation
from shared.model.ranking.selection import Rules
from training.evaluate.compare import (
    as_markdown,
    by_playlist,
    compare,
    evaluate_all,
    ours,
    overall,
    single,
    tabulate,
)
from training.evaluate.methods import ItemKnn, PlaylistKnn, Popularity, ranking
from training.evaluate.metrics import (
    NO_CLICK,
    Interval,
    interval,
    intra_list_distance,
    mean_cosine,
    ranking_metrics,
)
from training.requests import KINDS, Request, requests_from


def numbers(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def test_a_perfect_ranking_has_the_best_of_every_metric():
    assert ranking_metrics(numbers(4, 2, 9), numbers(2, 4, 9)) == (1.0, pytest.approx(1.0), 0.0)


def test_a_ranking_without_a_hit_has_the_worst():
    assert ranking_metrics(numbers(1, 2, 3), numbers(7, 8)) == (0.0, 0.0, NO_CLICK)


def test_a_hit_at_rank_three_of_two_hidden_counts_as_the_challenge_says():
    r_precision, ndcg, clicks = ranking_metrics(numbers(1, 2, 7), numbers(7, 8))
    assert r_precision == 0
    assert ndcg == pytest.approx((1 / np.log2(4)) / (1 / np.log2(2) + 1 / np.log2(3)))
    assert clicks == 0


def test_ten_songs_are_a_page():
    assert ranking_metrics(numbers(*range(100, 110), 7), numbers(7))[2] == 1


@given(st.permutations(range(30)), st.lists(st.integers(0, 29), min_size=1, max_size=10, unique=True))
def test_metrics_stay_within_their_bounds(ranked, hidden):
    r_precision, ndcg, clicks = ranking_metrics(numbers(*ranked), numbers(*hidden))
    assert 0 <= r_precision <= 1
    assert 0 < ndcg <= 1 + 1e-9
    assert 0 <= clicks <= 2


def test_only_the_first_five_hundred_are_judged():
    others = numbers(*range(1_000, 1_499))
    assert ranking_metrics(np.append(others, numbers(7)), numbers(7))[1] == pytest.approx(1 / np.log2(501))
    assert ranking_metrics(np.append(others, numbers(8, 7)), numbers(7)) == (0.0, 0.0, NO_CLICK)
    hidden = numbers(*range(600))
    assert ranking_metrics(hidden, hidden)[1] == pytest.approx(1.0)  # what no ranking can hold is not asked of it


def test_the_number_of_clicks_is_the_page_of_the_first_hit():
    assert ranking_metrics(numbers(*range(100, 109), 7, 8), numbers(7, 8))[2] == 0
    assert ranking_metrics(numbers(*range(100, 119), 7, 8), numbers(7, 8))[2] == 1
    assert ranking_metrics(numbers(*range(100, 120), 7), numbers(7))[2] == 2


def test_of_one_value_nothing_is_known_of_the_width():
    assert interval(np.array([0.25])) == Interval(0.25, 0.0)
    assert interval(np.array([0.0, 1.0])).half_width == pytest.approx(1.96 * np.sqrt(0.5) / np.sqrt(2))


def test_a_list_differs_by_one_minus_the_mean_cosine_of_its_pairs():
    directions = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    assert intra_list_distance(directions) == pytest.approx(1 - (0 + 0.6 + 0.8) / 3)
    assert intra_list_distance(directions[1:]) == pytest.approx(0.2)
    assert intra_list_distance(directions[:1]) == 0


def test_two_lists_are_alike_by_the_mean_cosine_between_them():
    directions = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    assert mean_cosine(directions[:2], directions[2:]) == pytest.approx(0.7)
    assert mean_cosine(directions[:0], directions) == 0
    assert mean_cosine(directions, directions[:0]) == 0


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


ASKED = [
    Request("1 seed", numbers(0), numbers(1, 2), "p"),
    Request("half", numbers(0, 1), numbers(2), "p"),
    Request("1 seed", numbers(5), numbers(6), "q"),
]


def after_the_last_seed(seeds):
    return np.arange(seeds[-1] + 1, seeds[-1] + 4, dtype=np.int32)


def test_a_ranker_is_judged_on_every_request_in_turn():
    evaluated = evaluate_all({"next": after_the_last_seed, "wrong": lambda _: numbers(99)}, ASKED)
    assert evaluated["next"].tolist() == [[1.0, pytest.approx(1.0), 0.0]] * 3
    assert evaluated["wrong"].tolist() == [[0.0, 0.0, 51.0]] * 3


def test_metrics_are_averaged_over_the_requests_of_a_kind():
    values = np.array([[0.2, 0.5, 3.0], [0.9, 0.9, 0.0], [0.4, 0.7, 1.0]])
    table = tabulate(ASKED, {"one": values})
    assert list(table["one"]) == ["1 seed", "half"]
    means = {kind: [each.mean for each in of_kind.values()] for kind, of_kind in table["one"].items()}
    assert means["1 seed"] == pytest.approx([0.3, 0.6, 2.0])
    assert means["half"] == pytest.approx([0.9, 0.9, 0.0])
    assert overall(table)["one"] == {"r_precision": 0.6, "ndcg": 0.75, "clicks": 1.0}
    assert overall({"none": {}}) == {}


def test_a_playlist_is_judged_by_the_mean_ndcg_of_its_requests_to_six_digits():
    segue = np.array([[0.0, 1 / 3, 0.0], [0.0, 2 / 3, 0.0], [0.0, 1 / 3, 0.0]])
    found = by_playlist(ASKED, {"segue": segue, "popularity": segue / 2}, {"p": 0.1, "q": -0.2})
    assert found == {"p": Ndcg(0.5, 0.25, 0.1), "q": Ndcg(0.333333, 0.166667, -0.2)}


def test_the_table_has_a_row_a_method_and_clicks_with_two_digits():
    values = np.array([[0.25, 0.5, 2.0]])
    table = tabulate(ASKED[1:2], {"one": values, "two": values / 2})
    assert as_markdown(table).splitlines() == [
        "| method | half: R / NDCG / clicks |",
        "|---|---|",
        "| one | 0.250 ± 0.000 / 0.500 ± 0.000 / 2.00 ± 0.00 |",
        "| two | 0.125 ± 0.000 / 0.250 ± 0.000 / 1.00 ± 0.00 |",
    ]


def test_ours_is_ranked_as_the_challenge_asks_without_artist_cap_or_one_release_per_song():
    class Recommender:
        def recommend(self, query):
            assert query.rules == Rules(n=500, max_per_artist=None, one_release_per_song=False)
            return [Recommendation(track, 0.5) for track in after_the_last_seed(query.seeds).tolist()]

    assert ours(Recommender())(numbers(3)).tolist() == [4, 5, 6]


def test_a_single_method_ranks_five_hundred():
    class Rising:
        def scores(self, seeds):
            return np.arange(600.0)

    assert single(Rising())(numbers(599)).tolist() == list(range(598, 98, -1))


def test_the_trained_model_beats_every_single_method_on_the_demo(trained):
    """A floor under quality: the demo's structure is recoverable, and a change that loses it fails here.

    Measured when this was written: NDCG .589, .661, .648; 1.8 to 2.4 times popularity, 1.04 to 1.13 times
    item-kNN and 1.65 to 1.9 times the original system.
    """
    for kind, floor in zip(KINDS, (0.56, 0.63, 0.62), strict=True):
        ours = trained.table["segue"][kind]["ndcg"].mean
        assert ours >= floor
        assert ours >= 1.7 * trained.table["popularity"][kind]["ndcg"].mean
        assert ours > 1.02 * trained.table["item-kNN"][kind]["ndcg"].mean
        assert ours >= 1.5 * trained.table["original system"][kind]["ndcg"].mean


def test_what_a_model_reports_of_itself_is_in_its_manifest(trained):
    assert trained.manifest.metrics == overall(trained.table)
    assert trained.manifest.counts["tracks"] == len(trained.dataset.tracks)
