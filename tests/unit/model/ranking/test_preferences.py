"""Loved songs attract, hated songs and similar ones are avoided."""

import numpy as np
import pytest
from toy import rows

from shared.model.ranking import preferences
from shared.model.ranking.preferences import HATE_WEIGHT, pushed_away, with_loved

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
    monkeypatch.setattr(preferences, "LEAST_LIKENESS", likeness.mean())
    joined = with_loved(rows(toy, "a"), rows(toy, "bf"), toy_retrieval.factors)
    assert joined.tolist() == rows(toy, "ab").tolist()


def test_only_the_loved_songs_most_like_the_seeds_join(toy_retrieval, toy, monkeypatch):
    monkeypatch.setattr(preferences, "MOST_LOVED", 1)
    joined = with_loved(rows(toy, "a"), rows(toy, "bcdefgh"), toy_retrieval.factors)
    likeness = toy_retrieval.factors.mean_cosine(rows(toy, "bcdefgh"), rows(toy, "a"))
    assert joined.tolist() == [*rows(toy, "a"), rows(toy, "bcdefgh")[likeness.argmax()]]


def test_without_seeds_loved_songs_are_no_seeds(toy_retrieval, toy):
    assert len(with_loved(NOTHING, rows(toy, "ab"), toy_retrieval.factors)) == 0


def test_the_like_of_a_hated_song_is_pushed_by_its_cosine(toy_retrieval, toy):
    cosines = toy_retrieval.factors.mean_cosine(rows(toy, "fgh"), rows(toy, "e"))
    assert pushed(toy_retrieval, toy, "gh", "e") == pytest.approx(cosines[1:].clip(0), abs=1e-4)


def test_another_song_of_the_artist_is_pushed_whatever_it_is_like(toy_retrieval, toy):
    assert pushed(toy_retrieval, toy, "zg", "f")[0] >= 0.5 - 1e-4
