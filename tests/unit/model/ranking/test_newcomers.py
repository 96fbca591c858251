"""Cold tracks, which are on no playlist, get a bonus."""

import numpy as np
import pytest
from toy import rows

from shared.domain.search import Tune
from shared.model.artefact.signal_names import SIGNALS
from shared.model.ranking import popularity
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.recommender import Recommender
from shared.model.ranking.selection import Rules


@pytest.fixture(autouse=True)
def _well_known_songs_lose_nothing(monkeypatch):
    monkeypatch.setattr(popularity, "WEIGHT", 0.0)


@pytest.fixture(scope="module")
def undecided(toy_retrieval):
    """A recommender whose ranker scores every candidate equally."""
    width = len(SIGNALS)
    ranker = Ranker(
        {
            "ranker_mean": np.zeros(width, dtype=np.float32),
            "ranker_scale": np.ones(width, dtype=np.float32),
            "ranker_hidden_weights": np.zeros((width, 1), dtype=np.float32),
            "ranker_hidden_bias": np.zeros(1, dtype=np.float32),
            "ranker_output_weights": np.zeros(1, dtype=np.float32),
            "ranker_output_bias": np.zeros(1, dtype=np.float32),
        }
    )
    return Recommender(toy_retrieval, ranker)


def scores(recommender, seeds, tune=None):
    found = recommender.recommend(RecommendationQuery(seeds, Rules(n=20, max_per_artist=None), tune or Tune()))
    return {each.track: each.score for each in found}


def test_of_two_equally_likely_tracks_the_unlisted_one_comes_first(undecided, toy):
    found = scores(undecided, rows(toy, "e"))
    assert next(iter(found)) == rows(toy, "z")[0]


def test_one_seed_adds_eleven_tenths_to_the_even_log_odds_of_an_unlisted_track(undecided, toy):
    (new,) = rows(toy, "z")
    assert scores(undecided, rows(toy, "e"))[new] == pytest.approx(3.0042 / 4.0042, abs=1e-4)  # e to 1.1 is 3.0042


def test_the_more_seeds_the_smaller_the_bonus(undecided, toy):
    (new,) = rows(toy, "z")
    assert scores(undecided, rows(toy, "e"))[new] > scores(undecided, rows(toy, "efa"))[new] > 0.5


@pytest.mark.parametrize("adventurous", [-1.0, 0.1, 1.0])
def test_where_the_dial_is_turned_there_is_no_bonus(undecided, toy, adventurous):
    found = scores(undecided, rows(toy, "e"), Tune(adventurous=adventurous))
    assert list(found.values()) == pytest.approx([0.5] * len(found))
