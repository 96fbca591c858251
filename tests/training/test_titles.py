"""Titles in training: what is kept of them, requests that carry one, and what they bring on the demo."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from bench.quality.split import learn
from bench.quality.titles import alone, titles
from shared.model.ranking.query import RecommendationQuery
from training.demo import DemoSize, generate_demo
from training.effort import QUICK
from training.evaluate.compare import CONTINUATION
from training.evaluate.metrics import ranking_metrics
from training.fit.titles import TRACKS_PER_TITLE, title_arrays
from training.read.corpus import read_dataset
from training.requests import TITLE_ALONE, Request, titled


def kept(names, lists, tracks=4):
    """Return the arrays of titles of some playlists, each a list of tracks."""
    entries = np.zeros((len(lists), tracks), dtype=np.float32)
    for row, of_list in enumerate(lists):
        entries[row, of_list] = 1
    return title_arrays(sparse.csr_matrix(entries), names, sparse.csr_matrix((tracks, 0), dtype=np.float32))


@pytest.fixture(scope="module")
def split(tmp_path_factory):
    folder = tmp_path_factory.mktemp("titled") / "demo"
    generate_demo(folder, seed=3, size=DemoSize(tracks=800, artists=80, playlists=300))
    dataset = read_dataset([folder / "playlists.zip"], [folder / "features.csv.gz"])[0]
    return learn(dataset, held_out=60, seed=7, effort=replace(QUICK, query_playlists=80))


def ndcg(split, requests, names):
    """Return the mean NDCG of requests with the titles that `names` has."""
    values = []
    for each in requests:
        found = split.recommender.recommend(
            RecommendationQuery(each.seeds, CONTINUATION, title=names.get(each.playlist, ""))
        )
        values.append(ranking_metrics(np.array([one.track for one in found], dtype=np.int32), each.hidden)[1])
    return float(np.mean(values))


def test_playlists_whose_titles_differ_by_case_or_number_are_one_title():
    others = [(f"list {letter}", [3]) for letter in "abcdefghijklmnopqrstuvwxyz"]
    names, lists = zip(("Gym 1", [0, 1]), ("GYM! 2", [0, 2]), *others, strict=True)
    arrays = kept(names, lists)
    assert arrays["title_track_starts"][1] == 3
    assert arrays["title_tracks"][:3].tolist() == [0, 1, 2]
    assert arrays["title_track_shares"][:3].tolist() == [128, 64, 64]


def test_a_title_that_very_many_playlists_have_is_left_out():
    arrays = kept(["playlist 1", "playlist 2", "playlist 3"], [[0], [1], [2]])
    assert len(arrays["titles_norms"]) == len(arrays["title_tracks"]) == 0


def test_a_title_keeps_a_bounded_number_of_tracks():
    arrays = kept(["long"], [list(range(TRACKS_PER_TITLE + 50))], tracks=TRACKS_PER_TITLE + 50)
    assert len(arrays["title_tracks"]) == TRACKS_PER_TITLE


def test_about_half_of_the_requests_carry_the_title_and_one_has_nothing_else():
    playlist = np.arange(4, dtype=np.int32)
    given = [Request("1 seed", playlist[:1], playlist[1:])] * 200
    found = titled(given, "Gym", playlist, np.random.default_rng(0))
    assert 70 < sum(each.title == "Gym" for each in found[:-1]) < 130
    assert (found[-1].kind, len(found[-1].seeds), found[-1].hidden.tolist()) == (TITLE_ALONE, 0, [0, 1, 2, 3])


def test_a_playlist_without_a_title_is_requested_as_before():
    playlist = np.arange(4, dtype=np.int32)
    given = [Request("1 seed", playlist[:1], playlist[1:])]
    assert titled(given, "", playlist, np.random.default_rng(0)) is given


def test_a_title_alone_is_better_than_what_is_popular(split):
    assert ndcg(split, alone(split), split.titles) > ndcg(split, alone(split), {}) + 0.02


def test_a_title_beside_one_song_is_better_than_the_song(split):
    asked = [each for each in split.requests() if each.kind == "1 seed"]
    assert ndcg(split, asked, split.titles) > ndcg(split, asked, {}) + 0.01


def test_the_table_of_titles_has_a_row_for_each_kind_of_request(split):
    rows = [line.split(" | ")[0].strip("| ") for line in titles(split).splitlines()[2:]]
    assert rows == ["title alone", "1 seed", "1 seed and title", "5 seeds", "5 seeds and title"]
