"""Training and held-out data of `bench-quality` are separate."""

from dataclasses import replace

import numpy as np
import pytest

from bench.quality import first_ten
from bench.quality.names import names
from bench.quality.split import learn
from bench.quality.tables import OURS, methods, side_by_side, sources
from shared.model.ranking import neighbourhood
from training.demo import DemoSize, generate_demo
from training.read.corpus import read_dataset
from training.requests import KINDS

HELD_OUT = 30


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "demo"
    generate_demo(folder, seed=3, size=DemoSize(tracks=400, artists=48, playlists=110))
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


def test_nearly_all_names_of_answers_fit_half_of_their_songs_and_hold_a_genre_of_those_given(split):
    lines = names(split, seed=7).splitlines()
    of_answers = [line for line in lines if "name of the answer" in line]
    for line in of_answers:
        holds, _, fits = (int(cell.strip().removesuffix("%")) for cell in line.split("|")[3:6])
        assert (holds >= 95, fits >= 90) == (True, True), line


def table(text) -> list[list[str]]:
    """Return the cells of a Markdown table without its header."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_first_ten_are_described_by_quintile_of_the_seeds_and_in_all(split):
    rows = table(first_ten.popularity(split))
    assert [row[:2] for row in rows] == [
        [kind, part] for kind in KINDS for part in ("1", "2", "3", "4", "5", "all")
    ]
    for start in range(0, len(rows), 6):
        quintiles, everything = rows[start : start + 5], rows[start + 5]
        hits = [float(row[5].split(" ± ")[0]) for row in quintiles]
        assert np.mean(hits) == pytest.approx(float(everything[5].split(" ± ")[0]), abs=0.02)
        assert all(0 <= float(row[6]) <= 1 for row in rows)


def test_seeds_of_a_rarer_quintile_have_rarer_songs_of_their_own(split):
    five = [row for row in table(first_ten.popularity(split)) if row[0] == "5 seeds"][:5]
    own = [int(row[2].split(" / ")[1]) for row in five]
    assert own[0] < own[-1]


def test_a_neighbourhood_has_at_least_a_third_of_the_ten_it_is_found_for(split, monkeypatch):
    assert table(first_ten.tight(split))[0][1:3] == ["0", "none has one"]  # too small a world for one
    monkeypatch.setattr(neighbourhood, "COHERENT", 0.0)
    ((rare, found, share, distinct, most, first),) = table(first_ten.tight(split))
    assert 0 < int(found) <= int(rare)
    assert float(share.split(" ± ")[0]) > 0.33
    assert int(distinct.replace(",", "")) > 10
    assert float(most.rstrip("%")) >= float(first.rstrip("%")) > 0


def test_a_second_seed_is_judged_by_the_list_of_the_first(split):
    rows = table(first_ten.crowds(split))
    assert [row[0] for row in rows] == ["1 seed", "1 and a related one", "1 and an unrelated one"]
    alone, related, unrelated = (float(row[1].split(" ± ")[0]) for row in rows)
    assert 0 < unrelated < max(alone, related) <= 1


def test_genres_that_have_a_song_in_the_answer_are_counted(split, monkeypatch):
    for name, value in (("_GENRES", 3), ("_KNOWN_SONGS", 8), ("_MIXED_LISTS", 5)):
        monkeypatch.setattr(first_ten, name, value)
    tracks = replace(split.known.tracks, genres=[genres[:1] for genres in split.known.tracks.genres])
    of_one_genre = replace(split, known=replace(split.known, tracks=tracks))
    (ten, of_ten), (twenty, of_twenty) = table(first_ten.genres(of_one_genre))
    assert (ten, twenty) == ("10", "20")
    assert 1 <= float(of_ten.split(" ± ")[0]) <= float(of_twenty.split(" ± ")[0]) <= 3
