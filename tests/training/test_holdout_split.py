"""The held-out playlists: chosen by their own tracks, so that two trainings are evaluated alike."""

from dataclasses import replace

import numpy as np
import pytest

from shared.model.artefact.manifest import HOLDOUT_SCORES
from shared.model.artefact.quality_gate import decode_holdout_scores
from training.evaluate.compare import by_playlist
from training.evaluate.metrics import METRICS
from training.fit.order import by_popularity, only_playlists
from training.read.dataset import Dataset
from training.requests import HoldoutSplit, holdout_split, playlist_key, requests_about, requests_from

SHARE = 0.1
NO_LIMIT = 10_000


def tracks_by_id(dataset: Dataset, tracks) -> list[bytes]:
    return dataset.tracks.ids[tracks].tolist()


def asked(dataset: Dataset, split: HoldoutSplit) -> dict[tuple[str, str], tuple[list[bytes], list[bytes]]]:
    """Return every request, by ids: playlist and kind -> seeds in order, hidden tracks."""
    return {
        (each.playlist, each.kind): (tracks_by_id(dataset, each.seeds), sorted(tracks_by_id(dataset, each.hidden)))
        for each in requests_about(split.held_out)
    }


def shuffled(dataset: Dataset) -> Dataset:
    """Return the playlists and their tracks in another order, with the catalogue numbered in reverse."""
    rng = np.random.default_rng(3)
    mixed = only_playlists(dataset, rng.permutation(len(dataset)))
    last = len(dataset.tracks) - 1
    columns = {
        name: getattr(dataset.tracks, name)[::-1]
        for name in ("ids", "names", "artists", "albums", "genres", "years", "features", "popularity")
    }
    playlists = [last - rng.permutation(mixed.playlist(row)) for row in range(len(mixed))]
    return replace(
        mixed, tracks=replace(dataset.tracks, **columns), indices=np.concatenate(playlists).astype(np.int32)
    )


@pytest.fixture(scope="module")
def dataset(trained) -> Dataset:
    return trained.dataset


@pytest.fixture(scope="module")
def split(dataset) -> HoldoutSplit:
    return holdout_split(dataset, SHARE, NO_LIMIT)


def test_a_share_is_judged_but_no_more_than_asked(dataset, split):
    assert len(split.held_out) == round(len(dataset) * SHARE)
    assert len(holdout_split(dataset, 0.5, 20).held_out) == 20


def test_judged_playlists_are_not_learned_from_and_all_others_are(dataset, split):
    known = {playlist_key(dataset.tracks.ids[dataset.playlist(int(row))]) for row in split.known}
    assert not known & split.held_out.keys()
    assert len(split.known) + len(split.held_out) == len(dataset)


def test_the_same_is_asked_whatever_the_order_of_playlists_tracks_and_catalogue(dataset, split):
    other = shuffled(dataset)
    assert asked(other, holdout_split(other, SHARE, NO_LIMIT)) == asked(dataset, split)


def test_numbering_the_catalogue_anew_after_losing_playlists_changes_no_question(dataset, split):
    fewer = by_popularity(only_playlists(dataset, np.arange(0, len(dataset), 2)))
    before, now = asked(dataset, split), asked(fewer, holdout_split(fewer, SHARE, NO_LIMIT))
    common = before.keys() & now.keys()
    assert len({playlist for playlist, _ in common}) >= 20
    assert all(before[each] == now[each] for each in common)


def test_with_playlists_added_largely_the_same_are_judged(dataset, split):
    """With a tenth fewer playlists the held-out ones differ by no more than that tenth can cause."""
    rows = np.random.default_rng(1).permutation(len(dataset))[: len(dataset) * 9 // 10]
    fewer = holdout_split(only_playlists(dataset, rows), SHARE, NO_LIMIT)
    present = {playlist_key(dataset.tracks.ids[dataset.playlist(int(row))]) for row in rows}
    still_there = split.held_out.keys() & present
    smaller, larger = sorted([fewer.held_out.keys(), still_there], key=len)
    assert smaller <= larger
    assert len(smaller) > 0.8 * len(split.held_out)


def test_a_playlist_is_known_by_its_tracks_and_not_by_their_order(dataset):
    ids = dataset.tracks.ids[dataset.playlist(0)]
    assert playlist_key(ids[::-1]) == playlist_key(ids)
    assert playlist_key(ids[1:]) != playlist_key(ids)


def test_the_key_of_a_playlist_never_changes():
    """Keys of published models must stay the same: this one is from the first such model."""
    ids = np.array([b"spotify:track:" + b"a" * 22, b"spotify:track:" + b"b" * 22])
    assert playlist_key(ids) == "16bd569466ea5fee6c2e27cd0a091b15"


def test_copies_of_a_judged_playlist_are_held_out_with_it(dataset, split):
    twice = only_playlists(dataset, np.tile(np.arange(len(dataset)), 2))
    again = holdout_split(twice, SHARE, NO_LIMIT)
    assert again.held_out.keys() == split.held_out.keys()
    assert len(again.known) == 2 * len(split.known)


def test_a_playlist_that_nothing_can_be_asked_about_is_not_judged(dataset):
    short = only_playlists(dataset, np.arange(4))
    ends = np.array([0, 0, 1, 2, 2 + len(dataset.playlist(0))])
    indices = np.concatenate([dataset.playlist(1)[:2], dataset.playlist(0)])
    found = holdout_split(replace(short, indptr=ends, indices=indices), 1.0, NO_LIMIT)
    assert list(found.held_out) == [playlist_key(dataset.tracks.ids[dataset.playlist(0)])]
    assert found.known.tolist() == [0, 1, 2]


def test_playlists_are_asked_about_differently(split):
    """Each playlist has its own order: with a common one, the first by id would always be the seed."""
    places = [
        split.held_out[each.playlist].tolist().index(each.seeds[0])
        for each in requests_about(split.held_out)
        if each.kind == "1 seed"
    ]
    assert len(set(places)) > 10


def test_a_playlists_ndcg_is_the_mean_over_its_kinds_of_request():
    two = np.arange(2, dtype=np.int32)
    requests = requests_about({"0" * 32: np.arange(8, dtype=np.int32), "1" * 32: two})
    assert [(each.playlist[0], each.kind) for each in requests] == [
        ("0", "1 seed"),
        ("0", "5 seeds"),
        ("0", "half"),
        ("1", "1 seed"),
        ("1", "half"),
    ]
    values = np.zeros((5, len(METRICS)))
    values[:, METRICS.index("ndcg")] = [0.1, 0.2, 0.6, 0.5, 1.0]
    evaluations = {"segue": values, "popularity": values / 2, "another": values * 0}
    found = by_playlist(requests, evaluations, dict.fromkeys(("0" * 32, "1" * 32), 0.0))
    assert (found["0" * 32].segue, found["0" * 32].popularity) == (0.3, 0.15)
    assert (found["1" * 32].segue, found["1" * 32].popularity) == (0.75, 0.375)


def test_what_a_model_reports_playlist_by_playlist_agrees_with_its_manifest(trained, model_folder, split):
    scores = decode_holdout_scores((model_folder / HOLDOUT_SCORES).read_bytes(), HOLDOUT_SCORES)
    assert HOLDOUT_SCORES in trained.manifest.files
    assert scores.keys() == split.held_out.keys()
    assert min(len(tracks) for tracks in split.held_out.values()) > 5  # all kinds of request, so equal weights
    for method in ("segue", "popularity"):
        mean = np.mean([getattr(each, method) for each in scores.values()])
        assert mean == pytest.approx(trained.manifest.metrics[method]["ndcg"], abs=2e-6)


def test_requests_whose_playlists_need_not_be_told_apart_carry_no_key():
    requests = requests_from([np.arange(8, dtype=np.int32)], np.random.default_rng(0))
    assert {each.playlist for each in requests} == {""}
