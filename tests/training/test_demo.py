"""The demo catalogue: believable, reproducible, with gaps and a structure that can be found."""

import csv
import gzip
import json
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from shared.domain.track import FEATURES, TRACK_ID
from training.demo import DemoSize, demo_exists, generate_demo
from training.demo.genres import ERAS, GENRES, MOODS
from training.demo.names import plural

SMALL = DemoSize(tracks=300, artists=40, playlists=60)


def playlists(folder: Path) -> list[dict]:
    with zipfile.ZipFile(folder / "playlists.zip") as archive:
        return [each for name in archive.namelist() for each in json.loads(archive.read(name))["playlists"]]


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo catalogue as `segue demo` writes it."""
    folder = tmp_path_factory.mktemp("full") / "demo"
    generate_demo(folder)
    return folder


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        generate_demo(tmp_path / name, seed=seed, size=SMALL)
    for file in ("playlists.zip", "features.csv.gz", "truth.csv.gz"):
        first, same, other = ((tmp_path / name / file).read_bytes() for name in "abc")
        assert first == same != other


def test_it_is_as_large_as_promised(full):
    truth = rows(full / "truth.csv.gz")
    listed = {track["track_uri"] for each in playlists(full) for track in each["tracks"]}
    described = {row["track_uri"] for row in rows(full / "features.csv.gz")}
    assert len(listed | described) >= 20_000
    assert len({track["artist_uri"] for each in playlists(full) for track in each["tracks"]}) >= 1_400
    assert {row["genre"] for row in truth} == {genre.name for genre in GENRES}
    assert len(GENRES) == 12
    assert len(playlists(full)) == 5_000


def test_playlists_are_as_long_as_people_make_them(full):
    lengths = [len(each["tracks"]) for each in playlists(full)]
    assert min(lengths) >= 5
    assert max(lengths) <= 251
    assert 40 <= np.median(lengths) <= 55


def test_a_playlist_has_every_field_of_the_real_thing(full):
    playlist = playlists(full)[0]
    assert set(playlist) == {
        "name", "collaborative", "pid", "modified_at", "num_tracks", "num_albums", "num_artists", "num_followers",
        "num_edits", "duration_ms", "tracks",
    }  # fmt: skip
    assert set(playlist["tracks"][0]) == {
        "pos", "artist_name", "track_uri", "artist_uri", "track_name", "album_uri", "duration_ms", "album_name",
    }  # fmt: skip
    assert playlist["num_tracks"] == len(playlist["tracks"])
    assert [each["pid"] for each in playlists(full)] == list(range(5_000))


def test_ids_are_valid_and_distinct(full):
    ids = [row["track_uri"].removeprefix("spotify:track:") for row in rows(full / "truth.csv.gz")]
    assert all(TRACK_ID.fullmatch(each) for each in ids)
    assert len(set(ids)) == len(ids)


def test_features_are_in_their_ranges_with_the_usual_gaps(full):
    table = rows(full / "features.csv.gz")
    truth = rows(full / "truth.csv.gz")
    assert 0.04 < 1 - len(table) / len(truth) < 0.06
    for name in FEATURES:
        values = np.array([float(row[name]) for row in table if row[name]])
        blank = 1 - len(values) / len(table)
        assert 0.005 < blank < (0.25 if name == "time_signature" else 0.02)
        low, high = {"loudness": (-60, 0), "tempo": (40, 220), "key": (0, 11), "time_signature": (3, 4),
                     "duration_ms": (20_000, 2_000_000)}.get(name, (0, 1))  # fmt: skip
        assert low <= values.min() <= values.max() <= high


def test_loudness_follows_energy_and_acousticness_runs_against_it(full):
    table = [row for row in rows(full / "features.csv.gz") if all(row[name] for name in FEATURES)]
    column = {name: np.array([float(row[name]) for row in table]) for name in FEATURES}
    assert np.corrcoef(column["energy"], column["loudness"])[0, 1] > 0.6
    assert np.corrcoef(column["energy"], column["acousticness"])[0, 1] < -0.4


def test_tracks_of_one_playlist_share_their_hidden_genre_and_mood(full):
    truth = {row["track_uri"]: row for row in rows(full / "truth.csv.gz")}
    for aspect, values, least in (("genre", len(GENRES), 4), ("mood", len(MOODS), 1.7)):
        shares = []
        for playlist in playlists(full)[:500]:
            counted = Counter(truth[track["track_uri"]][aspect] for track in playlist["tracks"])
            shares.append(counted.most_common(1)[0][1] / len(playlist["tracks"]))
        assert np.mean(shares) > least / values
    assert {row["era"] for row in truth.values()} == {f"{era}s" for era in ERAS}


def test_most_titles_are_distinct_and_some_songs_have_other_releases(full):
    table = rows(full / "features.csv.gz")
    names = [row["name"] for row in table]
    assert len(set(names)) > 0.55 * len(names)
    assert sum("(Live)" in name or "Remastered" in name for name in names) > 100
    assert any(ord(character) > 0x3000 for name in names for character in name)


def test_what_is_there_is_found_and_what_was_cut_short_is_not(tmp_path):
    assert not demo_exists(tmp_path)
    generate_demo(tmp_path / "demo", size=SMALL)
    assert demo_exists(tmp_path / "demo")
    (tmp_path / "demo" / "truth.csv.gz").unlink()
    assert not demo_exists(tmp_path / "demo")
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


@pytest.mark.parametrize(
    ("one", "many"), [("Wolf", "Wolves"), ("Compass", "Compasses"), ("City", "Cities"), ("Highway", "Highways")]
)
def test_nouns_have_proper_plurals(one, many):
    assert plural(one) == many
