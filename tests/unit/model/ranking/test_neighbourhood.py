"""The songs nearest to the seeds by lift, and the share of a list that they have."""

from types import SimpleNamespace

import numpy as np
import pytest

from shared.model.artefact.signal_names import SIGNALS
from shared.model.candidates.retrieval import Pool
from shared.model.ranking.neighbourhood import LEAST_NEAREST, NEAREST, neighbourhood, with_share

COUNT = 40


def pool(lift) -> Pool:
    signals = np.zeros((len(lift), len(SIGNALS)), dtype=np.float32)
    signals[:, SIGNALS.index("item_cosine")] = lift
    return Pool(np.arange(len(lift), dtype=np.int32), signals)


def factors(vectors) -> SimpleNamespace:
    return SimpleNamespace(of=lambda tracks: np.asarray(vectors, dtype=np.float32)[tracks])


def turned(cosine: float) -> np.ndarray:
    """Return COUNT vectors, any two of the first NEAREST with this cosine; the others point anywhere."""
    vectors = np.eye(COUNT)
    vectors[:NEAREST] *= np.sqrt(1 - cosine)
    vectors[:NEAREST, -1] = np.sqrt(cosine)
    return vectors


FALLING = np.linspace(1, 0.1, COUNT)


def test_songs_nearest_by_lift_that_agree_are_a_neighbourhood():
    found = neighbourhood(pool(FALLING), factors(turned(0.7)))
    assert np.flatnonzero(found).tolist() == list(range(NEAREST))


def test_songs_nearest_by_lift_that_do_not_agree_are_none():
    assert not neighbourhood(pool(FALLING), factors(turned(0.4))).any()


def test_a_handful_of_songs_is_no_neighbourhood():
    few = np.where(np.arange(COUNT) < LEAST_NEAREST - 1, FALLING, 0)
    assert not neighbourhood(pool(few), factors(turned(0.9))).any()
    enough = np.where(np.arange(COUNT) < LEAST_NEAREST, FALLING, 0)
    assert neighbourhood(pool(enough), factors(turned(0.9))).sum() == LEAST_NEAREST


def test_an_empty_pool_has_no_neighbourhood():
    assert len(neighbourhood(pool([]), factors(turned(0.9)))) == 0


def shares(order) -> list[int]:
    """Return how many of the first two, four, six ... are members: places below 10."""
    return np.cumsum(np.array(order) < 10)[1::2].tolist()


def test_members_that_rank_last_become_every_second_song():
    order, member = np.array([*range(10, 20), *range(10)]), np.arange(20) < 10
    found = with_share(order, member).tolist()
    assert shares(found) == list(range(1, 11))
    assert found[0] == 10
    assert [place for place in found if place < 10] == list(range(10))
    assert [place for place in found if place >= 10] == list(range(10, 20))


def test_members_that_rank_first_stay_there():
    order, member = np.arange(20), np.arange(20) < 10
    assert with_share(order, member).tolist() == list(range(20))


@pytest.mark.parametrize("seed", range(5))
def test_members_are_half_of_every_even_beginning_in_any_order(seed):
    order = np.random.default_rng(seed).permutation(60)
    found = with_share(order, np.arange(60) < 10)
    assert sorted(found.tolist()) == list(range(60))
    assert all(count >= min(place + 1, 10) for place, count in enumerate(shares(found)))


def test_without_members_the_order_stays():
    order = np.array([3, 1, 2, 0])
    assert with_share(order, np.zeros(4, dtype=bool)).tolist() == [3, 1, 2, 0]
