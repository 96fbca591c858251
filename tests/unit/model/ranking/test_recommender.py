"""Answers of a recommender whose ranker is written down: one signal decides, so every chance can be worked out."""

import numpy as np
import pytest
from toy import rows

from shared.domain.search import Tune
from shared.model.artefact.signal_names import SIGNALS
from shared.model.candidates.signals import signal
from shared.model.candidates.vectors import unit
from shared.model.ranking import popularity, preferences
from shared.model.ranking import recommender as recommender_module
from shared.model.ranking.diversity import spread
from shared.model.ranking.preferences import Opinions, hated_here, pushed_away
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.recommender import Recommender, tracks_of
from shared.model.ranking.scoring import BREADTH, NEWCOMER_BONUS, _newcomer_bonus
from shared.model.ranking.selection import ADVENTURE_WEIGHT, TARGET_WEIGHT, Rules, tuned
from shared.model.ranking.song_group import SongGroup

ALL = Rules(n=20, max_per_artist=None, one_release_per_song=False)


def ranker_of(signal: str) -> Ranker:
    """A ranker whose logit is twice the signal less one half, while the signal is positive."""
    weights = np.zeros((len(SIGNALS), 1), dtype=np.float32)
    weights[SIGNALS.index(signal)] = 1
    return Ranker(
        {
            "ranker_mean": np.zeros(len(SIGNALS), dtype=np.float32),
            "ranker_scale": np.ones(len(SIGNALS), dtype=np.float32),
            "ranker_hidden_weights": weights,
            "ranker_hidden_bias": np.zeros(1, dtype=np.float32),
            "ranker_output_weights": np.full(1, 2, dtype=np.float32),
            "ranker_output_bias": np.full(1, -0.5, dtype=np.float32),
        }
    )


@pytest.fixture(autouse=True)
def _well_known_songs_lose_nothing(monkeypatch):
    monkeypatch.setattr(popularity, "WEIGHT", 0.0)


@pytest.fixture(scope="module")
def popular(toy_retrieval):
    """Ranks by popularity."""
    return Recommender(toy_retrieval, ranker_of("popularity"))


def chances(found) -> dict[int, float]:
    return {each.track: each.score for each in found}


def sigmoid(log_odds):
    return 1 / (1 + np.exp(-log_odds))


def logits(retrieval, tracks):
    return 2 * np.log1p(retrieval.tracks.counts[tracks]) - 0.5


def test_the_score_is_the_chance_that_the_ranker_gives(popular, toy, toy_retrieval):
    seeds = rows(toy, "ab")
    found = chances(popular.recommend(RecommendationQuery(seeds, ALL)))
    tracks = rows(toy, "cdefgh")
    assert [found[track] for track in tracks] == pytest.approx(sigmoid(logits(toy_retrieval, tracks)), abs=1e-5)
    (new,) = rows(toy, "z")
    assert found[new] == pytest.approx(sigmoid(-0.5 + NEWCOMER_BONUS * 2**-0.25), abs=1e-5)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_without_seeds_the_score_is_the_share_of_playlists(popular, toy, toy_retrieval):
    found = popular.recommend(RecommendationQuery(np.zeros(0, dtype=np.int32), Rules(n=4, max_per_artist=None)))
    assert [each.track for each in found] == [0, 1, 2, 3]
    shares = (1 + toy_retrieval.tracks.counts[:4]) / (1 + len(toy))
    assert [each.score for each in found] == pytest.approx(shares / (1 + shares), abs=1e-5)


def test_what_a_listener_loves_or_hates_does_not_come_back(popular, toy):
    loved, hated = rows(toy, "c"), rows(toy, "d")
    found = popular.recommend(
        RecommendationQuery(rows(toy, "ab"), ALL, opinions=Opinions(loved=loved, hated=hated))
    )
    assert not {*loved.tolist(), *hated.tolist()} & {each.track for each in found}
    assert len(found) == 5


def test_what_a_request_leaves_out_is_left_out_beside_what_the_listener_knows(popular, toy):
    rules = Rules(n=20, max_per_artist=None, exclude=frozenset(rows(toy, "e").tolist()))
    found = popular.recommend(RecommendationQuery(rows(toy, "ab"), rules, opinions=Opinions(hated=rows(toy, "d"))))
    assert {each.track for each in found} == set(rows(toy, "cfghz").tolist())


def test_a_loved_song_counts_as_a_seed(popular, toy):
    """The bonus of a song that nobody has listed is that of two seeds."""
    (new,) = rows(toy, "z")
    found = chances(
        popular.recommend(RecommendationQuery(rows(toy, "a"), ALL, opinions=Opinions(loved=rows(toy, "b"))))
    )
    assert found[new] == pytest.approx(sigmoid(-0.5 + NEWCOMER_BONUS * 2**-0.25), abs=1e-5)


@pytest.mark.parametrize("least", [-1.0, 1.1], ids=["hated here", "hated elsewhere"])
def test_the_like_of_a_hated_song_comes_later(popular, toy, toy_retrieval, monkeypatch, least):
    seeds, hated = rows(toy, "ab"), rows(toy, "e")
    monkeypatch.setattr(preferences, "HATED_HERE", least)
    here, elsewhere = hated_here(seeds, hated, toy_retrieval.factors)
    assert (len(here), len(elsewhere)) == ((1, 0) if least < 0 else (0, 1))
    pool = toy_retrieval.pool(seeds, BREADTH)
    bonus = _newcomer_bonus(pool, 2, Tune(), toy_retrieval.tracks)
    scores = (logits(toy_retrieval, pool.tracks) + bonus).astype(np.float32)
    pushed = pushed_away(scores, pool.tracks, here, toy_retrieval.factors, toy_retrieval.tracks, elsewhere)
    assert (pushed < scores).any()
    found = chances(popular.recommend(RecommendationQuery(seeds, ALL, opinions=Opinions(hated=hated))))
    expected = dict(zip(pool.tracks.tolist(), sigmoid(pushed).tolist(), strict=True))
    assert found == pytest.approx({track: expected[track] for track in found}, abs=1e-4)


def test_a_list_longer_than_the_pool_goes_on_with_the_popular_at_the_least_chance(toy, toy_retrieval):
    only_similar = toy_retrieval.without("popularity").without("audio").without("artists").without("factors")
    narrow = Recommender(only_similar.without("similar_playlists"), ranker_of("playlist_cosine"))
    found = narrow.recommend(RecommendationQuery(rows(toy, "e"), ALL))
    assert {each.track for each in found} == set(range(9)) - set(rows(toy, "e").tolist())
    pool = narrow.retrieval.pool(rows(toy, "e"), 400).tracks.tolist()
    outside = [each for each in found if each.track not in pool]
    assert [each.track for each in outside] == sorted(each.track for each in outside)
    assert {each.score for each in outside} == {min(each.score for each in found)}
    assert [each.track for each in found[: len(pool)]] != sorted(pool) or len(pool) == 1


def test_songs_known_better_than_expected_lose_score(popular, toy, toy_retrieval, monkeypatch):
    seeds, tracks = rows(toy, "ab"), rows(toy, "cdefgh")
    monkeypatch.setattr(popularity, "WEIGHT", 1.5)
    monkeypatch.setattr(popularity, "SLACK", -1.0)
    expected = float(signal(toy_retrieval.pool(seeds, 400).signals, "expected_popularity")[0])
    excess = np.maximum(np.log1p(toy_retrieval.tracks.counts[tracks]) - expected + 1.0, 0)
    assert excess.any()
    found = chances(popular.recommend(RecommendationQuery(seeds, ALL)))
    lowered = sigmoid(logits(toy_retrieval, tracks) - 1.5 * (2 / popularity.TELLING_SEEDS) ** 0.5 * excess)
    assert [found[track] for track in tracks] == pytest.approx(lowered, abs=1e-4)


def test_after_its_first_songs_a_list_follows_the_lighter_weight(popular, toy, toy_retrieval, monkeypatch):
    """The first two of seven places are held down enough to turn the order, the others not at all."""
    query = RecommendationQuery(
        rows(toy, "ab"),
        Rules(n=7, max_per_artist=None, one_release_per_song=False),
        crowds=[SongGroup(rows(toy, "ab"))],
    )
    learned = tracks_of(popular.recommend(query)).tolist()
    monkeypatch.setattr(popularity, "WEIGHT", 30.0)
    monkeypatch.setattr(popularity, "SLACK", -5.0)
    turned = tracks_of(popular.recommend(query)).tolist()
    assert turned != learned
    monkeypatch.setattr(recommender_module, "FIRST_SONGS", 2)
    monkeypatch.setattr(recommender_module, "LATER_SHARE", 0.0)
    found = popular.recommend(query)
    assert tracks_of(found).tolist() == [*turned[:2], *(track for track in learned if track not in turned[:2])]
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_songs_that_stand_for_one_unknown_song_count_as_one(popular, toy):
    """The bonus of a song that nobody has listed is that of one seed."""
    (new,) = rows(toy, "z")
    found = chances(popular.recommend(RecommendationQuery(rules=ALL, stand_ins=[rows(toy, "abcd")])))
    assert found[new] == pytest.approx(sigmoid(-0.5 + NEWCOMER_BONUS), abs=1e-5)


def test_a_diverse_list_is_chosen_by_chance_and_likeness_from_all_that_is_allowed(popular, toy, toy_retrieval):
    seeds, rules = rows(toy, "ab"), Rules(n=3, max_per_artist=None)
    learned = popular.recommend(RecommendationQuery(seeds, ALL))
    tracks = np.array([each.track for each in learned], dtype=np.int32)
    values = np.array([each.score for each in learned], dtype=np.float32)
    places = spread(values, unit(toy_retrieval.factors.of(tracks)), 3, 1.0)
    found = popular.recommend(RecommendationQuery(seeds, rules, Tune(diverse=1.0)))
    assert [each.track for each in found] == tracks[places].tolist()
    assert [each.track for each in found] != tracks[:3].tolist()
    assert [each.score for each in found] == pytest.approx(values[places], abs=1e-6)


def test_a_diverse_list_is_chosen_from_so_many_for_each_song(popular, toy, toy_retrieval, monkeypatch):
    monkeypatch.setattr(recommender_module, "SPREAD_OVER", 2)
    seeds, rules = rows(toy, "ab"), Rules(n=2, max_per_artist=None)
    four = popular.recommend(RecommendationQuery(seeds, Rules(n=4, max_per_artist=None)))
    tracks = np.array([each.track for each in four], dtype=np.int32)
    values = np.array([each.score for each in four], dtype=np.float32)
    places = spread(values, unit(toy_retrieval.factors.of(tracks)), 2, 1.0)
    assert [
        each.track for each in popular.recommend(RecommendationQuery(seeds, rules, Tune(diverse=1.0)))
    ] == tracks[places].tolist()


def test_a_diverse_list_keeps_the_rules(popular, toy):
    found = popular.recommend(
        RecommendationQuery(rows(toy, "ab"), Rules(n=9, max_per_artist=1), Tune(diverse=0.5))
    )
    assert len({each.track for each in found}) == len(found) == 3  # by Bo, Cy and Di


@pytest.mark.parametrize(
    "tune", [Tune(adventurous=0.5), Tune({"energy": 0.9}), Tune({"energy": 0.2, "tempo": 0.7})]
)
def test_a_wish_shifts_each_score_by_its_formula(toy_retrieval, toy, tune):
    tracks = rows(toy, "cdefghz")
    scores = np.linspace(-1, 2, 7, dtype=np.float32)
    shift = np.zeros(7)
    for feature, target in tune.targets.items():
        levels = toy_retrieval.audio.percentiles(tracks, feature)
        missed = {0.9: np.maximum(0.9 - levels, 0), 0.2: np.maximum(levels - 0.2, 0), 0.7: np.abs(levels - 0.7)}
        shift -= TARGET_WEIGHT * missed[target]
    known_by = np.log1p(toy_retrieval.tracks.counts[tracks])
    shift -= tune.adventurous * ADVENTURE_WEIGHT * (known_by - known_by.mean()) / known_by.std()
    found = tuned(scores, tracks, tune, toy_retrieval.tracks, toy_retrieval.audio)
    assert found == pytest.approx(scores + shift * scores.std(), abs=1e-5)


def test_equal_scores_of_equally_known_songs_are_finite_whatever_the_wish(toy_retrieval, toy):
    tracks, scores = rows(toy, "gh"), np.zeros(2, dtype=np.float32)
    found = tuned(scores, tracks, Tune(adventurous=1.0), toy_retrieval.tracks, toy_retrieval.audio)
    assert found == pytest.approx([0, 0], abs=1e-6)
    wished = tuned(scores, tracks, Tune({"energy": 0.0}), toy_retrieval.tracks, toy_retrieval.audio)
    levels = toy_retrieval.audio.percentiles(tracks, "energy")
    assert np.argmax(wished) == np.argmin(levels)


def test_hated_songs_count_up_to_the_last_two_hundred(toy_retrieval, toy):
    scores, candidates = np.array([1.0, 0.0], dtype=np.float32), rows(toy, "fg")
    factors, tracks = toy_retrieval.factors, toy_retrieval.tracks
    lately = np.repeat(rows(toy, "e"), 200)
    earlier = np.concatenate([rows(toy, "h"), lately])
    of_200, of_201 = (pushed_away(scores, candidates, hated, factors, tracks) for hated in (lately, earlier))
    assert of_200.tolist() == of_201.tolist()
    in_time = np.concatenate([rows(toy, "h"), lately[1:]])
    assert pushed_away(scores, candidates, in_time, factors, tracks).tolist() != of_200.tolist()
