"""Sources of candidates: each has its own tracks and signals, and can be switched off by name."""

import numpy as np
import pytest
from toy import rows

from shared.model.artefact.signal_names import MEASURED, RANKED, SIGNALS, STANDARDISED
from shared.model.candidates.content_sources import ArtistSource, AudioSource, PopularitySource
from shared.model.candidates.playlist_sources import FactorSource, _top
from shared.model.candidates.source import Query

NAMES = ["playlist_knn", "similar_playlists", "factors", "artists", "audio", "popularity", "title"]
BREADTH = 50
TITLE = "Quiet evening with Ada and rock"
"""Like one of the toy's titles, and one of its artists and its genre."""


def signals_of(retrieval, seeds, name):
    """The names of the signals that one source computes."""
    (source,) = [each for each in retrieval.sources if each.name == name]
    return set(source.find(Query(seeds, TITLE), BREADTH).columns(np.arange(3, dtype=np.int32)))


def column(pool, name):
    return pool.signals[:, SIGNALS.index(name)]


def test_every_measured_signal_is_computed_by_one_source(toy_retrieval, toy):
    seeds = rows(toy, "ab")
    computed = [signal for name in NAMES for signal in signals_of(toy_retrieval, seeds, name)]
    assert [each.name for each in toy_retrieval.sources] == NAMES
    assert sorted([*computed, "seeds"]) == sorted(MEASURED)


@pytest.mark.parametrize("name", NAMES)
def test_a_source_switched_off_leaves_no_signal_and_all_others_as_they_were(toy_retrieval, toy, name):
    seeds = rows(toy, "ab")
    off = signals_of(toy_retrieval, seeds, name)
    pool, without = (each.pool(seeds, BREADTH, TITLE) for each in (toy_retrieval, toy_retrieval.without(name)))
    rest = np.isin(pool.tracks, without.tracks)
    for signal in MEASURED:
        expected = np.zeros(rest.sum()) if signal in off else column(pool, signal)[rest]
        assert column(without, signal).tolist() == expected.tolist(), signal


@pytest.mark.parametrize("name", NAMES)
def test_what_only_one_source_finds_is_no_candidate_without_it(toy_retrieval, toy, name):
    seeds, alone = rows(toy, "a"), toy_retrieval
    for other in NAMES:
        alone = alone if other == name else alone.without(other)
    (source,) = alone.sources
    found = source.find(Query(seeds, TITLE), 2).tracks
    assert set(alone.pool(seeds, 2, TITLE).tracks.tolist()) == set(found.tolist()) - set(seeds.tolist())
    assert alone.without(name).pool(seeds, 2).tracks.tolist() == []


def test_switching_a_source_off_changes_no_other_retrieval(toy_retrieval):
    toy_retrieval.without("audio").without("factors")
    assert [each.name for each in toy_retrieval.sources] == NAMES


def test_a_source_that_is_not_there_cannot_be_switched_off(toy_retrieval):
    with pytest.raises(ValueError, match=r"expected one of the sources playlist_knn, .*, found 'sound'"):
        toy_retrieval.without("sound")


def test_without_seeds_only_popularity_is_asked(toy_retrieval):
    nothing = np.zeros(0, dtype=np.int32)
    assert toy_retrieval.without("popularity").pool(nothing, BREADTH).tracks.tolist() == []
    popular = PopularitySource(toy_retrieval.tracks)
    assert popular.find(Query(nothing), 6).tracks.tolist() == [0, 1, 2, 3, 4, 5]
    assert popular.find(Query(np.array([7], dtype=np.int32)), 6).tracks.tolist() == [0, 1, 2]


def test_of_more_seeds_than_are_weighed_those_spread_evenly_are(toy_retrieval, toy, monkeypatch):
    given, spread = rows(toy, "abcdefg"), rows(toy, "adg")
    expected = toy_retrieval.pool(spread, BREADTH)
    monkeypatch.setattr("shared.model.candidates.retrieval.MOST_SEEDS", 3)
    pool = toy_retrieval.pool(given, BREADTH)
    assert sorted(pool.tracks.tolist()) == sorted(rows(toy, "hz").tolist())
    kept = np.isin(expected.tracks, pool.tracks)
    measured = [SIGNALS.index(name) for name in MEASURED]
    assert pool.signals[:, measured].tolist() == expected.signals[kept][:, measured].tolist()


def test_a_signal_that_nothing_was_found_for_ranks_every_candidate_last(toy_retrieval, toy):
    pool = toy_retrieval.without("artists").pool(rows(toy, "ab"), BREADTH)
    assert "near_artist" in RANKED
    assert column(pool, "rank_near_artist").tolist() == [pytest.approx(np.log1p(len(pool.tracks)))] * len(
        pool.tracks
    )


@pytest.mark.parametrize("name", STANDARDISED)
def test_a_standardised_signal_has_mean_zero_and_deviation_one_over_the_candidates(toy_retrieval, toy, name):
    pool = toy_retrieval.pool(rows(toy, "ab"), BREADTH)
    measured, relative = column(pool, name), column(pool, f"pool_{name}")
    assert relative == pytest.approx((measured - measured.mean()) / measured.std(), abs=1e-4)
    assert relative.std() == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("name", RANKED)
def test_a_ranked_signal_is_the_logarithm_of_the_place(toy_retrieval, toy, name):
    pool = toy_retrieval.pool(rows(toy, "ab"), BREADTH)
    order = np.argsort(-column(pool, name), kind="stable")
    assert column(pool, f"rank_{name}")[order] == pytest.approx(np.log1p(np.arange(len(order))))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_greatest_scores_are_taken_or_all_where_there_are_no_more(count):
    tracks, scores = np.array([4, 5, 6], dtype=np.int32), np.array([0.2, 0.9, 0.5], dtype=np.float32)
    assert set(_top(tracks, scores, count).tolist()) == set([5, 6, 4][:count])


def test_without_seeds_no_signal_but_popularity_is_measured(toy_retrieval):
    pool = toy_retrieval.pool(np.zeros(0, dtype=np.int32), BREADTH)
    assert {name for name in MEASURED if column(pool, name).any()} == {"popularity", "listed"}


class Written:
    """Factors, index, artists and sound in one, which write down how much they are asked for."""

    def __init__(self):
        self.asked = []

    def fold_in(self, seeds):
        return seeds

    def search(self, listener, top, scan):
        self.asked.append((top, scan))
        return listener, listener

    def shares(self, seeds):
        return seeds

    def nearness(self, shares):
        return shares

    def songs_of_nearest(self, nearness, artists):
        self.asked.append(artists)
        return nearness

    def nearest(self, seeds, top):
        self.asked.append(top)
        return seeds


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        (lambda written: FactorSource(written, written), [(400, 8_000), (80, 1_600)]),
        (ArtistSource, [40, 10]),
        (AudioSource, [100, 20]),
    ],
)
def test_a_source_is_asked_for_its_part_of_the_breadth(source, asked):
    written = Written()
    for breadth in (400, 80):
        source(written).find(Query(np.array([1], dtype=np.int32)), breadth)
    assert written.asked == asked


def test_seeds_that_stand_for_fewer_songs_count_as_these(toy_retrieval, toy):
    seeds = rows(toy, "abc")
    as_given, as_one = toy_retrieval.pool(seeds, BREADTH), toy_retrieval.pool(seeds, BREADTH, given=1)
    changed = (as_given.signals != as_one.signals).any(axis=0)
    assert [name for name, differs in zip(SIGNALS, changed, strict=True) if differs] == ["seeds"]
    assert column(as_one, "seeds") == pytest.approx(np.log1p(1))
