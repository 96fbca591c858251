"""Details of the demo catalogue: its layout beside the genuine one, its names, and an interruption."""

import csv
import gzip
import json
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from shared.errors import InvalidData
from training.demo import DemoSize, generate, generate_demo
from training.demo.genres import GENRES
from training.demo.names import Namer
from training.demo.playlist_names import PlaylistNamer
from training.demo.themes import Theme

GENUINE = Path(__file__).parents[3] / "shared" / "data" / "mpd_genuine_37_playlists.json"
SMALL = DemoSize(tracks=300, artists=40, playlists=60)


def slices(folder):
    with zipfile.ZipFile(folder / "playlists.zip") as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def playlists(folder):
    return [playlist for each in slices(folder).values() for playlist in each["playlists"]]


def tracks(folder):
    return [track for playlist in playlists(folder) for track in playlist["tracks"]]


def rows(path):
    with gzip.open(path, "rt", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def interrupted(monkeypatch):
    """Interrupt the generation during its first file."""

    def broken_off(*_):
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr(generate, "make_playlists", broken_off)


def test_slices_hold_up_to_a_thousand_playlists_under_their_range(tmp_path):
    generate_demo(tmp_path / "demo", size=DemoSize(tracks=300, artists=40, playlists=1_050))
    held = {name: len(each["playlists"]) for name, each in slices(tmp_path / "demo").items()}
    assert held == {"data/mpd.slice.0-999.json": 1_000, "data/mpd.slice.1000-1999.json": 50}


@pytest.mark.real_data
@pytest.mark.skipif(not GENUINE.is_file(), reason=f"{GENUINE} is not here")
def test_values_have_the_types_of_the_genuine_slice(demo):
    genuine = json.loads(GENUINE.read_text())
    first = next(iter(slices(demo).values()))
    for ours, theirs in [
        (first, genuine),
        (first["info"], genuine["info"]),
        (first["playlists"][0], genuine["playlists"][0]),
        (first["playlists"][0]["tracks"][0], genuine["playlists"][0]["tracks"][0]),
    ]:
        assert {name: type(value) for name, value in ours.items()} == {
            name: type(value) for name, value in theirs.items()
        }


def test_a_playlists_counts_are_those_of_its_tracks(demo):
    for playlist in playlists(demo)[:50]:
        held = playlist["tracks"]
        assert [track["pos"] for track in held] == list(range(playlist["num_tracks"]))
        assert playlist["num_artists"] == len({track["artist_uri"] for track in held})
        assert playlist["num_albums"] == len({track["album_uri"] for track in held})
        assert playlist["duration_ms"] == sum(track["duration_ms"] for track in held)


def test_no_playlist_is_longer_than_the_longest_of_the_genuine_ones(tmp_path):
    generate_demo(tmp_path / "demo", size=DemoSize(tracks=1_200, artists=40, playlists=1_000))
    lengths = [playlist["num_tracks"] for playlist in playlists(tmp_path / "demo")]
    assert (max(lengths), min(lengths) >= 5) == (250, True)


def test_a_few_playlists_hold_a_track_twice_as_genuine_ones_do(demo):
    repeats = [
        len(each["tracks"]) - len({track["track_uri"] for track in each["tracks"]}) for each in playlists(demo)
    ]
    assert 0.01 < np.mean(np.array(repeats) > 0) < 0.1


def test_an_artist_has_one_uri_and_one_name_and_an_album_one_artist(demo):
    pairs = {(track["artist_uri"], track["artist_name"]) for track in tracks(demo)}
    assert len({uri for uri, _ in pairs}) == len({name for _, name in pairs}) == len(pairs)
    albums = {(track["album_uri"], track["artist_uri"]) for track in tracks(demo)}
    assert len({album for album, _ in albums}) == len(albums)


def test_every_track_of_a_playlist_has_a_hidden_truth(demo):
    assert {track["track_uri"] for track in tracks(demo)} <= {
        row["track_uri"] for row in rows(demo / "truth.csv.gz")
    }


def test_the_features_table_tells_the_names_and_durations_that_the_playlists_tell(demo):
    table = {row["track_uri"]: row for row in rows(demo / "features.csv.gz")}
    for track in tracks(demo)[:500]:
        if row := table.get(track["track_uri"]):
            assert (row["name"], row["artist"]) == (track["track_name"], track["artist_name"])
            assert not row["duration_ms"] or float(row["duration_ms"]) == track["duration_ms"]


def test_no_artist_is_their_own_guest(demo):
    assert not [track for track in tracks(demo) if f"(feat. {track['artist_name']})" in track["track_name"]]


def test_two_tracks_of_a_playlist_share_a_genre_far_more_often_than_any_two(demo):
    truth = {row["track_uri"]: row["genre"] for row in rows(demo / "truth.csv.gz")}
    listed = [[truth[track["track_uri"]] for track in each["tracks"]] for each in playlists(demo)]

    def agreement(genres):
        counts = np.array(list(Counter(genres).values()))
        return (counts * (counts - 1)).sum() / (len(genres) * (len(genres) - 1))

    anyhow = agreement([genre for genres in listed for genre in genres])
    assert np.mean([agreement(genres) for genres in listed]) > 4 * anyhow


@pytest.mark.parametrize("genre", range(len(GENRES)), ids=[genre.name for genre in GENRES])
def test_artists_have_names_of_their_own_without_end(genre):
    names = Namer(np.random.default_rng(0)).artists([genre] * 3_000)
    assert len(set(names)) == 3_000


def test_decades_are_written_as_people_write_them():
    namer, day = PlaylistNamer(np.random.default_rng(0)), np.datetime64("2025-06-01")
    themes = [Theme(era=era, mood=1) for era in (2, 3) for _ in range(200)]
    titles = {namer.title(theme, [], day).lower() for theme in themes}
    assert {"90s", "2000s", "90s party", "2000s hits"} <= titles
    assert "00s" not in titles


def test_an_interrupted_run_leaves_nothing(tmp_path, interrupted):
    with pytest.raises(KeyboardInterrupt):
        generate_demo(tmp_path / "demo", size=SMALL)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_run_leaves_an_earlier_catalogue_as_it_was(tmp_path, monkeypatch, request):
    generate_demo(tmp_path / "demo", seed=1, size=SMALL)
    before = {path.name: path.read_bytes() for path in (tmp_path / "demo").iterdir()}
    request.getfixturevalue("interrupted")
    with pytest.raises(KeyboardInterrupt):
        generate_demo(tmp_path / "demo", seed=2, size=SMALL)
    assert {path.name: path.read_bytes() for path in (tmp_path / "demo").iterdir()} == before


def test_another_seed_replaces_an_earlier_catalogue(tmp_path):
    for seed in (1, 2):
        generate_demo(tmp_path / "demo", seed=seed, size=SMALL)
    generate_demo(tmp_path / "fresh", seed=2, size=SMALL)
    assert rows(tmp_path / "demo" / "truth.csv.gz") == rows(tmp_path / "fresh" / "truth.csv.gz")


def test_a_folder_of_other_things_is_not_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InvalidData, match="not empty"):
        generate_demo(tmp_path, size=SMALL)
    assert (tmp_path / "thesis.txt").read_text() == "mine"
