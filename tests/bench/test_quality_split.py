"""Training and held-out data of `bench-quality` are separate."""

import numpy as np
import pytest

from bench.quality.names import names
from bench.quality.split import learn
from bench.quality.tables import OURS, methods, side_by_side, sources
from training.demo import DemoSize, generate_demo
from training.read.corpus import read_dataset

HELD_OUT = 30


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "demo"
    generate_demo(folder, seed=3, size=DemoSize(tracks=500, artists=60, playlists=160))
    return read_dataset([folder / "playlists.zip"], [folder / "features.csv.gz"])[0]


@pytest.fixture(scope="module")
def split(dataset):
    return learn(dataset, held_out=HELD_OUT, cold_share=0.1, seed=7)


def as_ids(dataset, tracks):
    return frozenset(dataset.tracks.ids[tracks].tolist())


def test_a_playlist_is_either_learned_from_or_asked_about(dataset, split):
    everything = {as_ids(dataset, dataset.playlist(row)) for row in range(len(dataset))}
    held_out = {as_ids(split.known, tracks) for tracks in split.held_out.values()}
    assert len(held_out) == HELD_OUT
    assert held_out < everything
    known = [as_ids(split.known, split.known.playlist(row)) for row in range(len(split.known))]
    assert not any(playlist in held_out for playlist in known)


def test_no_known_playlist_holds_a_cold_track(split):
    assert 0.05 < split.cold.mean() < 0.15
    assert not split.cold[split.known.indices].any()


def test_only_cold_tracks_are_hidden_and_no_seed_is_cold(split):
    requests = split.cold_requests()
    assert len(requests) > HELD_OUT
    for request in requests:
        assert split.cold[request.hidden].all()
        assert not split.cold[request.seeds].any()


def test_the_best_known_track_has_the_first_index(split):
    counts = np.bincount(split.known.indices, minlength=len(split.known.tracks))
    assert (np.diff(counts) <= 0).all()


def test_every_method_is_judged_on_every_kind_of_request(split):
    page = side_by_side(methods(split, seed=1), split.requests())
    rows = [line.split(" | ")[0].strip("| ") for line in page.splitlines() if " / " in line]
    assert rows[1:] == list(methods(split, seed=1))
    assert {"popularity", "item-kNN", "playlist-kNN", "iALS", "EASE", "original system", OURS} <= set(rows)


def test_what_each_source_brings_is_the_paired_difference_to_all_of_them(split):
    lines = [line.strip("|\n ").split(" | ") for line in sources(split).splitlines()[2:]]
    whole, *others = lines
    assert whole[0] == OURS
    names = [source.name for source in split.recommender.retrieval.sources]
    assert [name for name, *_ in others] == [f"without {name}" for name in names]
    for _, *cells in others:
        for all_of_them, cell in zip(whole[1:], cells, strict=True):
            ndcg, difference, _, half_width = cell.strip("()").replace("(", "").split()
            assert float(ndcg) - float(all_of_them) == pytest.approx(float(difference), abs=0.0011)
            assert float(half_width) >= 0
    assert any(float(cells[0].split()[0]) < float(whole[1]) for _, *cells in others)


def test_names_of_answers_hold_a_genre_of_the_songs_given_where_one_is_known(split):
    lines = names(split, seed=7).splitlines()
    of_answers = [line for line in lines if "name of the answer" in line]
    assert [line.split("|")[3].strip() for line in of_answers] == ["100%"] * 3
