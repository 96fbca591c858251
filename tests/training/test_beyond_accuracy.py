"""Listener-visible metrics, on the demo's model."""

import numpy as np
import pytest

from shared.domain.search import Tune
from training.evaluate.beyond_accuracy import FEEDBACK, beyond_accuracy, long_tail_share, replay
from training.requests import requests_from


@pytest.fixture(scope="module")
def requests(trained):
    playlists = [trained.dataset.playlist(row) for row in range(40)]
    return [each for each in requests_from(playlists, np.random.default_rng(1)) if each.kind == "5 seeds"]


@pytest.fixture(scope="module")
def recommender(model):
    return model.recommender


def test_more_energy_is_more_energy_at_every_step(recommender, requests):
    targets = (0.1, 0.3, 0.5, 0.7, 0.9)
    levels = [
        beyond_accuracy(recommender, requests, Tune({"energy": target}), "energy").level for target in targets
    ]
    assert levels == sorted(levels)
    assert levels[-1] > levels[0] + 0.25


def test_the_adventurous_hear_what_few_know(recommender, requests):
    heard = [beyond_accuracy(recommender, requests, Tune(adventurous=dial)) for dial in (-1.0, 0.0, 1.0)]
    assert heard[0].known_by > heard[1].known_by > heard[2].known_by
    assert heard[0].long_tail <= heard[1].long_tail <= heard[2].long_tail


def test_the_diverse_hear_songs_unlike_each_other_and_lose_little(recommender, requests):
    learned, diverse = (
        beyond_accuracy(recommender, requests),
        beyond_accuracy(recommender, requests, Tune(diverse=1.0)),
    )
    assert 1 - diverse.distance < 0.85 * (1 - learned.distance)
    assert diverse.ndcg > 0.95 * learned.ndcg


def test_hated_songs_like_are_heard_less(recommender, requests):
    silent, hates = (replay(recommender, requests, FEEDBACK[name]) for name in ("nothing", "hated songs"))
    # Over seeds of training .78 to .85 of it is left.
    assert hates.similarity_to_hated.mean() < 0.9 * silent.similarity_to_hated.mean()
    assert hates.ndcg.mean() > 0.95 * silent.ndcg.mean()


def test_loved_songs_do_not_lead_astray(recommender, requests):
    silent, loves = (replay(recommender, requests, FEEDBACK[name]) for name in ("nothing", "loved songs"))
    assert loves.ndcg.mean() > 0.95 * silent.ndcg.mean()


def test_the_long_tail_begins_after_the_first_hundredth():
    assert long_tail_share(np.array([0, 9, 10, 999], dtype=np.int32), 1_000) == 0.5
