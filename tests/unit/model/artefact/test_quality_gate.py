"""The quality gate, on differences whose mean and interval are known by construction."""

import numpy as np
import pytest

from shared.errors import RefusedModel
from shared.model.artefact.quality_gate import (
    FAMILIARITY_MARGIN,
    LEAST_COMMON,
    Ndcg,
    decode_holdout_scores,
    encode_holdout_scores,
    gain_by_popularity,
    in_common,
    loss_of_means,
    loss_to_popularity,
    loss_to_served,
    paired,
    unpaired,
)


def holdout(segue, popularity=0.1, first=0):
    """Build one playlist for each value, with keys that count from `first`."""
    return {f"{first + place:032x}": Ndcg(value, popularity) for place, value in enumerate(segue)}


def scores(*values, first=0):
    return {str(first + place): value for place, value in enumerate(values)}


# Differences that alternate between 0 and 2 * mean have a standard deviation of about |mean|.
FLAT = [0.5] * 100
SLIGHTLY_WORSE = [0.5, 0.48] * 50
WORSE_NOW_AND_THEN = [0.7, 0.28] * 50


def test_a_paired_difference_has_the_interval_of_its_differences():
    found = paired(scores(*SLIGHTLY_WORSE), scores(*FLAT))
    differences = np.array([0.0, -0.02] * 50)
    assert found.mean == pytest.approx(-0.01)
    assert found.half_width == pytest.approx(1.96 * differences.std(ddof=1) / 10)


def test_pairing_leaves_out_how_hard_a_playlist_is():
    hard_and_easy = [0.1, 0.9] * 50
    better = [value + 0.01 for value in hard_and_easy]
    assert paired(scores(*better), scores(*hard_and_easy)).half_width == pytest.approx(0, abs=1e-9)
    assert unpaired(scores(*better), scores(*hard_and_easy, first=100)).half_width > 0.1


def test_only_playlists_that_both_judged_are_paired():
    found = paired(scores(0.1, 0.2, 0.9), scores(0.4, 0.8, first=1))
    assert (found.first, found.second) == (pytest.approx(0.55), pytest.approx(0.6))


def test_an_unpaired_difference_adds_both_variances():
    ours, theirs = [0.4, 0.6] * 20, [0.2, 0.8] * 10
    found = unpaired(scores(*ours), scores(*theirs, first=100))
    variance = np.var(ours, ddof=1) / 40 + np.var(theirs, ddof=1) / 20
    assert found.mean == pytest.approx(0)
    assert found.half_width == pytest.approx(1.96 * np.sqrt(variance))


def test_a_model_above_popularity_is_not_refused():
    assert loss_to_popularity(holdout(FLAT, popularity=0.49)) is None


@pytest.mark.parametrize("popularity", [0.5, 0.51])
def test_a_model_no_better_than_popularity_is_refused(popularity):
    loss = loss_to_popularity(holdout(FLAT, popularity))
    assert loss is not None
    assert loss.expected == f"a mean NDCG above popularity's {popularity:.4f}"
    assert "over 100 playlists" in loss.found


def test_a_model_that_judged_nothing_is_refused():
    loss = loss_to_popularity({})
    assert loss is not None
    assert "over 0 playlists" in loss.found


def test_a_gain_on_the_served_model_is_published():
    assert loss_to_served(holdout(FLAT), holdout(SLIGHTLY_WORSE), "served") is None


def test_a_model_as_good_as_the_served_one_is_published():
    assert loss_to_served(holdout(FLAT), holdout(FLAT), "served") is None


def test_a_loss_within_the_interval_is_published():
    """A mean loss of 0.01 ± 0.041 may be chance."""
    assert loss_to_served(holdout(WORSE_NOW_AND_THEN), holdout(FLAT), "served") is None


def test_a_loss_beyond_the_interval_is_refused_with_its_figures():
    """A mean loss of 0.01 ± 0.002 is no chance."""
    loss = loss_to_served(holdout(SLIGHTLY_WORSE), holdout(FLAT), "3f2a9c81d0b4")
    assert str(loss) == (
        "The model loses to the served model 3f2a9c81d0b4 on held-out playlists: "
        "expected a mean NDCG not more than 0.0020 below the served model's 0.5000, "
        "found 0.4900, a difference of -0.0100 ± 0.0020 over 100 playlists that both have scores on; "
        "train on more playlists, or publish with --force"
    )


def test_thirty_playlists_in_common_are_compared_in_pairs_and_no_others():
    ours = holdout([0.4] * LEAST_COMMON + [0.9] * 70)
    theirs = holdout([0.5] * LEAST_COMMON)
    loss = loss_to_served(ours, theirs, "served")
    assert loss is not None
    assert f"over {LEAST_COMMON} playlists" in loss.found


def test_playlists_in_common_are_those_with_the_same_key():
    assert in_common(holdout([0.1, 0.2]), holdout([0.3, 0.4], first=1)) == {f"{1:032x}"}
    assert in_common(holdout([0.1]), holdout([0.1], first=1)) == set()


def test_with_fewer_in_common_all_of_both_are_compared():
    common = LEAST_COMMON - 1
    ours = holdout([0.4] * common + [0.9] * 71)
    theirs = holdout([0.5] * 100)
    assert loss_to_served(ours, theirs, "served") is None


def test_an_unpaired_loss_beyond_the_interval_is_refused():
    loss = loss_to_served(holdout([0.3, 0.5] * 50), holdout([0.4, 0.6] * 50, first=1000), "served")
    assert loss is not None
    assert "between 100 playlists and the other's 100, none in common" in loss.found


def test_an_unpaired_loss_within_the_interval_is_published():
    assert loss_to_served(holdout([0.0, 0.8] * 50), holdout([0.1, 0.9] * 50, first=1000), "served") is None


@pytest.mark.parametrize("served", [{}, holdout([0.9], first=1000)])
def test_a_served_model_judged_on_next_to_nothing_proves_no_loss(served):
    assert loss_to_served(holdout(FLAT), served, "served") is None


@pytest.mark.parametrize(
    ("metrics", "refused"),
    [
        ({"segue": {"ndcg": 0.3}, "popularity": {"ndcg": 0.2}}, False),
        ({"segue": {"ndcg": 0.2}, "popularity": {"ndcg": 0.2}}, True),
        ({"segue": {"ndcg": 0.3}}, True),
        ({}, True),
    ],
)
def test_an_artefact_of_before_is_weighed_by_its_means(metrics, refused):
    assert (loss_of_means(metrics) is not None) is refused


def test_what_was_judged_comes_back_as_it_was_written():
    written = holdout([0.1, 1.0, 0.0])
    assert decode_holdout_scores(encode_holdout_scores(written), "holdout_scores.json") == written


def test_the_order_of_judging_leaves_no_trace_in_the_file():
    written = holdout([0.1, 0.9, 0.3])
    assert encode_holdout_scores(dict(reversed(written.items()))) == encode_holdout_scores(written)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"a": 1}', b'{"a": {"segue": 1.5, "popularity": 0}}', b'{"a": {"segue": 1}}']
)
def test_a_file_that_holds_no_judgement_is_refused(data):
    with pytest.raises(RefusedModel, match=r"holdout_scores\.json"):
        decode_holdout_scores(data, "holdout_scores.json")


def familiar(values, first=0):
    return {f"{first + place:032x}": Ndcg(0.5, 0.1, value) for place, value in enumerate(values)}


AS_KNOWN_AS_OWN = [0.0, 0.2, -0.2, 0.1, -0.1] * 10


def test_a_model_may_show_songs_a_little_better_known():
    ours = familiar([value + FAMILIARITY_MARGIN - 0.01 for value in AS_KNOWN_AS_OWN])
    assert gain_by_popularity(ours, familiar(AS_KNOWN_AS_OWN), "served") is None
    assert gain_by_popularity(familiar(AS_KNOWN_AS_OWN), ours, "served") is None


def test_a_model_that_gains_by_popularity_alone_is_refused_with_what_was_and_would_be():
    ours = {
        key: Ndcg(each.segue + 0.1, each.popularity, each.familiarity)
        for key, each in familiar([value + 1.0 for value in AS_KNOWN_AS_OWN]).items()
    }
    assert loss_to_served(ours, familiar(AS_KNOWN_AS_OWN), "served") is None
    refusal = gain_by_popularity(ours, familiar(AS_KNOWN_AS_OWN), "served")
    assert refusal is not None
    assert "at most 1.22 times" in str(refusal)
    assert "2.72 times, over 50 playlists" in str(refusal)


def test_models_without_enough_common_playlists_are_not_compared_by_popularity():
    ours = familiar([value + 1.0 for value in AS_KNOWN_AS_OWN])
    assert gain_by_popularity(ours, familiar(AS_KNOWN_AS_OWN, first=40), "served") is None


def test_a_model_of_before_familiarity_was_measured_is_not_compared_by_it():
    before = {key: Ndcg(each.segue, each.popularity) for key, each in familiar(AS_KNOWN_AS_OWN).items()}
    assert gain_by_popularity(familiar([2.0] * 50), before, "served") is None
    assert decode_holdout_scores(encode_holdout_scores(before), "there") == before
