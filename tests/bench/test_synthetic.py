"""Synthetic playlists have the known shape of the Million Playlist Dataset."""

import json
import zipfile

import numpy as np
import pytest

from bench.synthetic.generate import FEATURES_TABLE, PLAYLISTS, Scale, generate
from bench.synthetic.playlists import LONGEST, draw_playlists
from bench.synthetic.texts import Vocabulary
from bench.synthetic.world import SCENES, make_world
from training.read.corpus import read_dataset

SMALL = Scale(tracks=40_000, artists=4_000, words=5_000)


@pytest.fixture(scope="module")
def world():
    return make_world(np.random.default_rng(3), SMALL.tracks, SMALL.artists)


@pytest.fixture(scope="module")
def drawn(world):
    return draw_playlists(np.random.default_rng(4), world, 3_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("synthetic") / "data"
    generate(out, 1_200, seed=5, scale=SMALL)
    return out


@pytest.fixture(scope="module")
def dataset(folder):
    return read_dataset([folder / PLAYLISTS], [folder / FEATURES_TABLE])[0]


def test_playlists_are_as_long_as_those_of_the_dataset(drawn):
    lengths = np.diff(drawn[0])
    assert np.median(lengths) == pytest.approx(49, rel=0.15)  # a small world runs out of tracks at times
    assert lengths.mean() == pytest.approx(66.35, rel=0.15)
    assert lengths.max() <= LONGEST


def test_no_playlist_holds_a_track_twice(drawn):
    starts, tracks = drawn
    owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    assert len(np.unique(owner << 32 | tracks)) == len(tracks)


def test_few_tracks_make_up_most_entries_and_many_stand_on_one_playlist_only(drawn):
    counts = np.sort(np.bincount(drawn[1]))[::-1]
    listed = counts[counts > 0]
    assert listed[: len(listed) // 100].sum() > 0.1 * listed.sum()
    assert np.mean(listed == 1) > 0.2


def test_a_playlist_keeps_mostly_to_its_genre(world, drawn):
    starts, tracks = drawn
    genre = world.scene(tracks.astype(np.int64)) // SCENES
    shares = [np.bincount(each).max() / len(each) for each in np.split(genre, starts[1:-1]) if len(each) >= 10]
    whole = np.bincount(genre).max() / len(genre)
    assert np.mean(shares) > whole + 0.25


def test_playlists_far_apart_in_scene_share_fewer_tracks_than_neighbours(world, drawn):
    starts, tracks = drawn
    playlists = [set(each.tolist()) for each in np.split(tracks, starts[1:-1])]
    middle = [int(np.median(world.scene(np.fromiter(each, dtype=np.int64)))) for each in playlists]
    rng = np.random.default_rng(0)
    near, far = [], []
    for one, other in rng.integers(len(playlists), size=(20_000, 2)):
        shared = len(playlists[one] & playlists[other])
        (near if middle[one] == middle[other] else far).append(shared)
    assert np.mean(near) > 2 * np.mean(far)


def test_the_slices_are_read_as_those_of_the_dataset_are(dataset):
    assert len(dataset) == 1_200
    assert all(dataset.tracks.names)
    assert all(dataset.tracks.artists)


def test_a_slice_says_what_the_datasets_say(folder):
    with zipfile.ZipFile(folder / PLAYLISTS) as archive:
        assert archive.namelist() == ["data/mpd.slice.0-999.json", "data/mpd.slice.1000-1999.json"]
        playlist = json.loads(archive.read("data/mpd.slice.1000-1999.json"))["playlists"][7]
    assert playlist["pid"] == 1_007
    assert playlist["num_tracks"] == len(playlist["tracks"])
    assert playlist["num_artists"] == len({track["artist_uri"] for track in playlist["tracks"]})
    assert [track["pos"] for track in playlist["tracks"]] == list(range(len(playlist["tracks"])))


def test_most_tracks_have_features_and_some_have_none(dataset):
    known = ~np.isnan(dataset.tracks.features).all(axis=1)
    assert known.mean() == pytest.approx(0.95, abs=0.01)


def test_the_same_seed_gives_the_same_bytes(folder, tmp_path):
    generate(tmp_path / "again", 1_200, seed=5, scale=SMALL)
    for name in (PLAYLISTS, FEATURES_TABLE):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


def test_no_two_artists_share_a_name():
    names = Vocabulary(np.random.default_rng(0), 300).names(2_000)
    assert len(set(names)) == 2_000
