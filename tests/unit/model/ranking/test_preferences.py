"""Loved songs attract, hated songs and similar ones are avoided."""

import numpy as np
import pytest
from toy import rows

from shared.model.candidates.factors import FactorModel
from shared.model.ranking import preferences
from shared.model.ranking.preferences import HATE_WEIGHT, HATED_HERE, hated_here, pushed_away, with_loved

NOTHING = np.zeros(0, dtype=np.int32)


def pushed(retrieval, toy, candidates, hated):
    scores = np.linspace(1, 0, len(candidates), dtype=np.float32)
    pushed_ = pushed_away(scores, rows(toy, candidates), rows(toy, hated), retrieval.factors, retrieval.tracks)
    return (scores - pushed_) / scores.std() / HATE_WEIGHT


def test_who_has_no_opinion_is_answered_as_ever(toy_retrieval, toy):
    seeds, scores = rows(toy, "ab"), np.ones(3, dtype=np.float32)
    assert with_loved(seeds, NOTHING, toy_retrieval.factors) is seeds
    kept = pushed_away(scores, rows(toy, "cde"), NOTHING, toy_retrieval.factors, toy_retrieval.tracks)
    assert kept is scores


def test_a_loved_song_like_the_seeds_joins_them(toy_retrieval, toy):
    assert with_loved(rows(toy, "a"), rows(toy, "b"), toy_retrieval.factors).tolist() == rows(toy, "ab").tolist()


def test_a_loved_song_of_another_mood_does_not(toy_retrieval, toy, monkeypatch):
    likeness = toy_retrieval.factors.mean_cosine(rows(toy, "bf"), rows(toy, "a"))
    assert likeness[0] > likeness[1]
    monkeypatch.setattr(preferences, "LEAST_SIMILARITY", likeness.mean())
    joined = with_loved(rows(toy, "a"), rows(toy, "bf"), toy_retrieval.factors)
    assert joined.tolist() == rows(toy, "ab").tolist()


def test_only_the_loved_songs_most_like_the_seeds_join(toy_retrieval, toy, monkeypatch):
    monkeypatch.setattr(preferences, "MOST_LOVED", 1)
    joined = with_loved(rows(toy, "a"), rows(toy, "bcdefgh"), toy_retrieval.factors)
    likeness = toy_retrieval.factors.mean_cosine(rows(toy, "bcdefgh"), rows(toy, "a"))
    assert joined.tolist() == [*rows(toy, "a"), rows(toy, "bcdefgh")[likeness.argmax()]]


def test_loved_songs_that_are_all_seeds_add_nothing(toy_retrieval, toy):
    seeds = rows(toy, "ba")
    assert with_loved(seeds, rows(toy, "ab"), toy_retrieval.factors).tolist() == seeds.tolist()


def test_without_seeds_loved_songs_are_no_seeds(toy_retrieval, toy):
    assert len(with_loved(NOTHING, rows(toy, "ab"), toy_retrieval.factors)) == 0


def test_the_like_of_a_hated_song_is_pushed_by_its_cosine(toy_retrieval, toy):
    cosines = toy_retrieval.factors.mean_cosine(rows(toy, "fgh"), rows(toy, "e"))
    assert pushed(toy_retrieval, toy, "gh", "e") == pytest.approx(cosines[1:].clip(0), abs=1e-4)


class Directions:
    """Factors whose vectors are given, as a `FactorModel` has them."""

    def __init__(self, *vectors):
        self._vectors = np.array(vectors, dtype=np.float32)

    def of(self, tracks):
        return self._vectors[tracks]


def test_a_loved_song_joins_the_seeds_from_a_cosine_of_one_fifth_on():
    """Track 0 is the seed; of the loved ones, two are just above and below, one is at a right angle to it."""
    vectors = Directions([1, 0], [0.21, np.sqrt(1 - 0.21**2)], [0.19, np.sqrt(1 - 0.19**2)], [0, 1])
    factors = FactorModel({"x_gram": np.eye(2), "x_confidence": np.ones(1)}, "x", vectors)
    seeds, loved = np.array([0], dtype=np.int32), np.array([1, 2, 3], dtype=np.int32)
    assert with_loved(seeds, loved, factors).tolist() == [0, 1]


class Artists:
    """Leading artists of tracks, as a `TrackTable` has them."""

    def __init__(self, *artists):
        self.artists = np.array(artists, dtype=np.int32)


def pushed_by_hand(directions, artists, candidates, hated):
    """The standard deviations of score that each candidate loses for each unit of HATE_WEIGHT."""
    scores = np.linspace(1, 0, len(candidates), dtype=np.float32)
    lowered = pushed_away(scores, np.array(candidates), np.array(hated), directions, artists)
    return (scores - lowered) / scores.std() / HATE_WEIGHT


def test_of_several_hated_songs_the_nearest_pushes_and_not_their_mean():
    """Candidate 0 is just like the hated 2 and at right angles to the hated 3; candidate 1 is between them."""
    directions = Directions([1, 0], [1, 1], [2, 0], [0, 3])
    lost = pushed_by_hand(directions, Artists(0, 1, 2, 3), [0, 1], [2, 3])
    assert lost == pytest.approx([1, np.sqrt(0.5)], abs=1e-5)


def turned(cosine):
    """A direction of that cosine to [1, 0]."""
    return [cosine, np.sqrt(1 - cosine**2)]


def test_a_song_is_hated_here_from_a_mean_cosine_to_the_seeds_on():
    """Track 0 is the seed; of the hated ones, one is just near enough to it and one is not."""
    vectors = Directions([1, 0], turned(HATED_HERE - 0.01), turned(HATED_HERE + 0.01))
    factors = FactorModel({"x_gram": np.eye(2), "x_confidence": np.ones(1)}, "x", vectors)
    hated = np.array([1, 2], dtype=np.int32)
    assert [each.tolist() for each in hated_here(np.array([0]), hated, factors)] == [[2], [1]]
    assert [each.tolist() for each in hated_here(NOTHING, hated, factors)] == [[], [1, 2]]


def pushed_from_elsewhere(*cosines, hated=NOTHING):
    """The loss, as in `pushed_by_hand`, of candidates of these cosines to a song that is hated elsewhere."""
    directions = Directions([1, 0], *map(turned, cosines))
    candidates = np.arange(1, len(cosines) + 1)
    artists = Artists(*range(len(cosines) + 1))
    scores = np.linspace(1, 0, len(cosines), dtype=np.float32)
    lowered = pushed_away(scores, candidates, hated, directions, artists, elsewhere=np.array([0]))
    return (scores - lowered) / scores.std() / HATE_WEIGHT


def test_a_song_hated_elsewhere_pushes_only_what_is_nearly_the_same():
    lost = pushed_from_elsewhere(1.0, 0.75, 0.5, 0.3, 0.0, -0.9)
    assert lost == pytest.approx([1, 0.5, 0, 0, 0, 0], abs=1e-5)


def test_the_stronger_of_a_hate_here_and_one_elsewhere_counts():
    lost = pushed_from_elsewhere(1.0, 0.75, hated=np.array([2]))
    assert lost == pytest.approx([1, 1], abs=1e-5)


def test_a_song_opposite_to_all_hated_ones_is_not_pulled():
    directions = Directions([-1, 0], [0, 1], [1, 0])
    assert pushed_by_hand(directions, Artists(0, 1, 2), [0, 1], [2]) == pytest.approx([0, 0], abs=1e-6)


def test_songs_without_an_artist_have_none_in_common():
    directions = Directions([0, 1], [1, 0], [1, 0])
    assert pushed_by_hand(directions, Artists(-1, 4, -1), [0, 1], [2]) == pytest.approx([0, 1], abs=1e-6)


def test_another_song_of_the_artist_is_pushed_whatever_it_is_like(toy_retrieval, toy):
    assert pushed(toy_retrieval, toy, "zg", "f")[0] >= 0.5 - 1e-4


class Crosswise:
    """Factors in which every track is at a right angle to every other."""

    def of(self, tracks):
        return np.eye(4, dtype=np.float32)[tracks]


class Credits:
    """Tracks 0 and 1 are by the first artist, 2 and 3 by nobody that is known."""

    artists = np.array([0, 0, -1, -1], dtype=np.int32)


@pytest.mark.parametrize(("candidates", "hated", "cost"), [([1, 2], [0], 0.5), ([3, 0], [2], 0.0)])
def test_the_first_artist_is_one_and_an_empty_credit_is_none(candidates, hated, cost):
    scores = np.array([1.0, 0.0], dtype=np.float32)
    pushed_ = pushed_away(scores, np.array(candidates), np.array(hated), Crosswise(), Credits())
    assert (scores - pushed_).tolist() == pytest.approx([cost * HATE_WEIGHT * 0.5, 0.0])


def test_a_loved_song_exactly_as_like_as_it_must_be_joins_the_seeds(toy_retrieval, toy, monkeypatch):
    (similarity,) = toy_retrieval.factors.mean_cosine(rows(toy, "b"), rows(toy, "a"))
    monkeypatch.setattr(preferences, "LEAST_SIMILARITY", similarity)
    assert with_loved(rows(toy, "a"), rows(toy, "b"), toy_retrieval.factors).tolist() == rows(toy, "ab").tolist()


class Opposite:
    """Factors in which track 1 is the opposite of track 0."""

    def of(self, tracks):
        return np.array([[1, 0], [-1, 0], [0, 1]], dtype=np.float32)[tracks]


def test_the_opposite_of_a_hated_song_is_not_lifted():
    scores = np.array([1.0, 0.0], dtype=np.float32)
    alone = Credits()
    alone.artists = np.array([0, 1, 2], dtype=np.int32)
    assert pushed_away(scores, np.array([1, 2]), np.array([0]), Opposite(), alone).tolist() == [1.0, 0.0]
