"""Answers are measured at the size they are said to be, by queries of the kinds they are said to have."""

import numpy as np
import pytest
from click.testing import CliRunner

from bench.answers.__main__ import SIDE, main, measured, table
from bench.answers.arrays import KEPT, laid_out
from bench.answers.requests import SORTS, queries
from shared.model.arrays import ArrayFolder
from shared.model.candidates.retrieval import Retrieval
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.recommender import Recommender
from shared.model.ranking.selection import Rules

TRACKS = 20_000


@pytest.fixture(scope="module")
def arrays(model_folder):
    return laid_out(TRACKS, ArrayFolder(model_folder), seed=7)


@pytest.fixture(scope="module")
def recommender(arrays, model_folder) -> Recommender:
    return Recommender(Retrieval(arrays), Ranker(ArrayFolder(model_folder)))


@pytest.fixture(scope="module")
def asked(recommender):
    return queries(recommender, 2)


def test_a_first_stage_of_the_size_asked_for_is_laid_out(arrays):
    assert len(arrays["track_counts"]) == len(arrays["factor_vectors"]) == len(arrays["track_artists"]) == TRACKS


def test_the_most_popular_tracks_come_first_and_keep_a_sample(arrays):
    kept = np.diff(arrays["track_playlist_starts"])
    assert (np.diff(arrays["track_counts"]) <= 0).all()
    assert kept.max() <= KEPT < arrays["track_counts"][0]


def test_playlists_and_tracks_hold_the_same_entries(arrays):
    of_tracks = np.repeat(np.arange(TRACKS), np.diff(arrays["track_playlist_starts"]))
    lengths = np.diff(arrays["playlist_starts"])
    of_playlists = np.repeat(np.arange(len(lengths)), lengths)
    one = np.sort(of_tracks.astype(np.int64) << 32 | arrays["track_playlists"])
    other = np.sort(arrays["playlist_tracks"].astype(np.int64) << 32 | of_playlists)
    assert np.array_equal(one, other)


def test_the_same_seed_lays_out_the_same_arrays(model_folder):
    first, second = (laid_out(5_000, ArrayFolder(model_folder), seed=3) for _ in range(2))
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_queries_have_as_many_kinds_of_seeds_as_their_name_says(asked, recommender):
    kinds = [{len(recommender.crowds(each.seeds)) for each in asked[name]} for name in list(asked)[: len(SORTS)]]
    assert kinds == [{kinds} for _, kinds in SORTS]


def test_a_query_with_a_title_has_the_seeds_of_one_without(asked):
    pairs = zip(asked[SIDE], asked["20 seeds, a title"], strict=True)
    assert all(np.array_equal(one.seeds, other.seeds) and other.title for one, other in pairs)


def test_such_a_first_stage_is_answered_from(recommender):
    seeds = np.arange(5, dtype=np.int32)
    assert len(recommender.recommend(RecommendationQuery(seeds, Rules(n=10)))) == 10


def test_the_table_compares_every_sort_with_one(asked, recommender):
    lines = table(measured(recommender, asked))
    assert [line.split(" | ")[0].strip("| ") for line in lines[2:]] == list(asked)
    assert next(line for line in lines if line.startswith(f"| {SIDE} |")).endswith("| 1.00 |")


def test_a_trained_model_is_named_with_its_size(model_folder):
    found = CliRunner().invoke(main, [str(model_folder), "--tracks", str(TRACKS), "--queries", "2"])
    assert found.output.startswith(f"{TRACKS:,} tracks, 2 queries of each sort, ")
