"""Effects a listener notices, worked out by hand for a recommender whose answers are written down."""

import numpy as np
import pytest

from shared.domain.search import Tune
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.recommender import Recommendation
from training.evaluate.beyond_accuracy import FEEDBACK, beyond_accuracy, replay
from training.evaluate.metrics import ranking_metrics
from training.requests import Request

CATALOGUE = 300
ANGLES = np.linspace(0, np.pi, CATALOGUE)
DIRECTIONS = np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1).astype(np.float32)
"""Track i points to i / 299 of a half circle, with a length of 2."""
COUNTS = np.arange(CATALOGUE, 0, -1, dtype=np.int32)


SAYS_NOTHING, *_, SAYS_BOTH = FEEDBACK.values()


def numbers(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


class Tracks:
    counts = COUNTS

    def __len__(self):
        return CATALOGUE


class Factors:
    def of(self, tracks):
        return 2 * DIRECTIONS[tracks]


class Audio:
    def percentiles(self, tracks, feature):
        assert feature == "energy"
        return tracks / 1_000


class Retrieval:
    tracks, factors, audio = Tracks(), Factors(), Audio()


class InOrder:
    """Recommends the tracks after the last seed, in order; with the diverse dial every second one."""

    retrieval = Retrieval()

    def __init__(self):
        self.heard: list[Opinions] = []

    def recommend(self, query):
        self.heard.append(query.opinions)
        step, rules = 2 if query.tune.diverse else 1, query.rules
        tracks = [each for each in range(int(query.seeds[-1]) + 1, CATALOGUE, step) if each not in rules.exclude]
        return [Recommendation(each, 0.5) for each in tracks[: rules.n]]


def test_what_is_shown_is_described_by_its_ten_songs():
    requests = [Request("1 seed", numbers(0), numbers(2, 3, 40)), Request("1 seed", numbers(100), numbers(105))]
    heard = beyond_accuracy(InOrder(), requests, feature="energy")
    first, second = np.arange(1, 11), np.arange(101, 111)
    assert heard.hits == pytest.approx((0.2 + 0.1) / 2)
    assert heard.level == pytest.approx((first.mean() + second.mean()) / 2 / 1_000)
    assert heard.known_by == pytest.approx((np.median(COUNTS[first]) + np.median(COUNTS[second])) / 2)
    assert heard.coverage == pytest.approx(20 / CATALOGUE)
    assert heard.long_tail == pytest.approx(18 / 20)  # two of the three most popular are among them
    cosines = np.cos((first[:, None] - first) * np.pi / (CATALOGUE - 1))
    assert heard.distance == pytest.approx(1 - (cosines.sum() - 10) / 90, abs=1e-5)
    follow = [np.arange(start, min(start + 500, CATALOGUE)) for start in (1, 101)]
    ndcg = [ranking_metrics(each, request.hidden)[1] for each, request in zip(follow, requests, strict=True)]
    assert heard.ndcg == pytest.approx(np.mean(ndcg))


def test_no_level_is_told_where_no_feature_was_asked_for():
    assert np.isnan(beyond_accuracy(InOrder(), [Request("1 seed", numbers(0), numbers(2))]).level)


def test_after_the_songs_shown_the_ranking_goes_on_as_it_was_learned():
    """With the dial the ten odd songs are shown; 4 comes first among the others, at place 12."""
    heard = beyond_accuracy(InOrder(), [Request("1 seed", numbers(0), numbers(4))], Tune(diverse=1.0))
    assert heard.ndcg == pytest.approx(1 / np.log2(13))
    assert heard.hits == 0


def test_a_listener_loves_what_is_on_their_playlist_and_hates_the_three_least_like_it():
    asked = InOrder()
    replayed = replay(asked, [Request("1 seed", numbers(0), numbers(2, 3, 40))], SAYS_BOTH)
    said = asked.heard[1]
    assert sorted(said.loved.tolist()) == [2, 3]
    playlist = DIRECTIONS[[2, 3, 40]].mean(axis=0)
    others = numbers(1, 4, 5, 6, 7, 8, 9, 10)
    hated = others[np.argsort(DIRECTIONS[others] @ playlist, kind="stable")[:3]]
    assert said.hated.tolist() == hated.tolist()
    second = np.arange(11, 21)
    assert replayed.similarity_to_hated == pytest.approx(
        [(DIRECTIONS[second] @ DIRECTIONS[hated].T).mean()], abs=1e-5
    )
    assert replayed.ndcg == pytest.approx([ranking_metrics(np.arange(11, CATALOGUE), numbers(40))[1]])


def test_feedback_is_nothing_the_loved_the_hated_or_both():
    told = []
    for feedback in FEEDBACK.values():
        asked = InOrder()
        replay(asked, [Request("1 seed", numbers(0), numbers(2, 3, 40))], feedback)
        told.append([(len(each.loved), len(each.hated)) for each in asked.heard])
    assert told == [[(0, 0), second] for second in ((0, 0), (2, 0), (0, 3), (2, 3))]


def test_a_request_with_nothing_left_to_find_is_left_out():
    found, open_ = Request("1 seed", numbers(0), numbers(2)), Request("1 seed", numbers(0), numbers(40))
    assert len(replay(InOrder(), [found, open_], SAYS_NOTHING).ndcg) == 1
