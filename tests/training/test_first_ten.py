"""Figures of the first ten songs, against a list that is written down."""

from types import SimpleNamespace

import numpy as np
import pytest

from shared.model.ranking.recommender import Recommendation
from training.evaluate.first_ten import familiarity_by_playlist, first_tens
from training.requests import Request

COUNTS = np.arange(200, 0, -1, dtype=np.int32)


def recommender(shown) -> SimpleNamespace:
    """A recommender of 200 songs, the best known first, two of each artist, which answers the same always."""
    tracks = SimpleNamespace(counts=COUNTS, artists=np.arange(200, dtype=np.int32) // 2)
    counted = type("Tracks", (SimpleNamespace,), {"__len__": lambda self: len(self.counts)})(**vars(tracks))
    return SimpleNamespace(
        retrieval=SimpleNamespace(tracks=counted),
        recommend=lambda query: [Recommendation(track, 0.5) for track in shown[: query.rules.n]],
    )


def request(hidden, seeds=(7,), playlist="p") -> Request:
    return Request("1 seed", np.array(seeds, dtype=np.int32), np.array(hidden, dtype=np.int32), playlist)


def test_hits_counts_best_known_and_artists_are_those_of_the_ten_shown():
    found = first_tens(recommender([0, 1, 6, *range(50, 57), 100]), [request([0, 55, 199])])
    assert found.hits == pytest.approx([0.2])
    assert found.known_by == pytest.approx([np.median(COUNTS[[0, 1, 6, *range(50, 57)]])])
    assert found.own_known_by == pytest.approx([COUNTS[55]])
    assert found.best_known == pytest.approx([0.2])
    assert found.own_best_known == pytest.approx([1 / 3])
    assert found.by_given_artists == pytest.approx([0.1])


def test_familiarity_is_the_logarithm_of_shown_over_hidden():
    found = first_tens(recommender(list(range(10))), [request([199])])
    assert found.familiarity == pytest.approx([np.log(196.5) - np.log(2)])


def test_a_playlist_has_the_mean_familiarity_of_its_requests():
    asked = [request([199]), request([0]), request([150], playlist="q")]
    shown = first_tens(recommender(list(range(10))), asked)
    found = familiarity_by_playlist(asked, shown)
    assert found == pytest.approx({"p": shown.familiarity[:2].mean(), "q": shown.familiarity[2]}, abs=1e-6)
