"""The candidates of several crowds in turn: shares, chances, and the tight evidence of each crowd."""

import numpy as np
import pytest

from shared.model.ranking.ranked import Chances, Ranked, probabilities_of
from shared.model.ranking.shares import NO_CROWD
from shared.model.ranking.turns import Turns


def chances(tracks, scores) -> Chances:
    """Return chances by log-odds."""
    return Chances(np.array(tracks, dtype=np.int32), probabilities_of(np.array(scores, dtype=np.float32)))


def in_turn(whole, parts, sizes, tight=None) -> Ranked:
    return Turns(whole.tracks, [part.tracks for part in parts], sizes).ranked(whole, parts, tight)


WHOLE = chances([9], [-4.0])
FALLING = -np.arange(30) / 10


def test_every_beginning_holds_each_crowd_in_its_share():
    parts = [chances(range(30), -np.arange(30) / 10), chances(range(50, 80), -3 - np.arange(30) / 10)]
    found = in_turn(WHOLE, parts, [3, 1]).tracks.tolist()
    of_second = np.cumsum(np.array(found) >= 50)
    assert [of_second[length - 1] for length in (4, 8, 12, 20)] == [1, 2, 3, 5]


def test_a_song_of_two_crowds_comes_once():
    found = in_turn(WHOLE, [chances([1, 2], [0, -1]), chances([2, 3], [0, -1])], [1, 1]).tracks.tolist()
    assert sorted(found) == [1, 2, 3, 9]


def test_a_chance_is_the_mean_of_that_beside_all_seeds_and_of_those_beside_each_crowd():
    whole, parts = chances([1], [0.0]), [chances([1, 2], [1.0, -2.0]), chances([1, 3], [-1.0, -2.0])]
    found = in_turn(whole, parts, [3, 1])
    one, minus_one = (float(1 / (1 + np.exp(-log_odds))) for log_odds in (1, -1))
    expected = 0.5 * 0.5 + 0.5 * (0.75 * one + 0.25 * minus_one)
    assert found.probabilities(np.array([1], dtype=np.int32))[0] == pytest.approx(expected, abs=1e-6)


def test_each_candidate_belongs_to_the_crowd_it_is_likeliest_for():
    found = in_turn(chances([9], [-4.0]), [chances([1, 2], [0, -2]), chances([2, 3], [0, -1])], [3, 2])
    shares = found.shares_of(np.array([1, 2, 3, 7], dtype=np.int32))
    assert (shares.sizes, shares.crowds.tolist()) == ((3, 2), [0, 1, 1, NO_CROWD])


def of_crowds(*tight: int) -> list[int]:
    """Return the order of the tracks of two crowds of a seed each: 0 to 29 and 50 to 79, falling in chance."""
    parts = [chances(range(30), FALLING), chances(range(50, 80), FALLING)]
    return in_turn(WHOLE, parts, [1, 1], lambda tracks: tracks[np.isin(tracks, tight)]).tracks.tolist()


def test_half_of_the_songs_of_a_crowd_are_its_tight_evidence_while_there_is_any():
    second = [track for track in of_crowds(*range(70, 80)) if track >= 50]
    assert second[:6] == [50, 70, 51, 71, 52, 72]
    assert second[18:22] == [59, 79, 60, 61]


def test_tight_evidence_of_one_crowd_changes_nothing_of_another():
    found, plain = of_crowds(*range(70, 80)), of_crowds()
    assert [min(track, 50) for track in found] == [min(track, 50) for track in plain]
    assert found != plain


def test_tight_evidence_is_looked_for_among_the_songs_likeliest_for_each_crowd():
    asked: list[list[int]] = []

    def tight(tracks):
        asked.append(tracks.tolist())
        return tracks[:0]

    in_turn(WHOLE, [chances([1, 2, 7], [0, -1, -2]), chances([5, 6, 7], [0, -1, -3])], [1, 1], tight)
    assert [set(tracks) - {9} for tracks in asked] == [{1, 2, 7}, {5, 6}]


def test_the_same_candidates_can_be_ranked_by_several_chances():
    parts = [chances([1, 2], [0, -1]), chances([3, 4], [0, -1])]
    turned = [chances([1, 2], [-1, 0]), chances([3, 4], [-1, 0])]
    turns = Turns(WHOLE.tracks, [part.tracks for part in parts], [1, 1])
    assert turns.ranked(WHOLE, parts).tracks.tolist() == in_turn(WHOLE, parts, [1, 1]).tracks.tolist()
    assert turns.ranked(WHOLE, turned).tracks.tolist() == in_turn(WHOLE, turned, [1, 1]).tracks.tolist()
