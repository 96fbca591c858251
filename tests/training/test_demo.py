"""The demo catalogue: plausible, reproducible, with gaps and a recoverable structure."""

import csv
import gzip
import json
import re
import zipfile
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from shared.domain.names import credited_artists, fold, song_key
from shared.domain.track import FEATURES
from shared.domain.track_ids import DEMO, is_track_id
from shared.errors import InvalidInput
from training.demo import DemoSize, demo_exists, generate_demo
from training.demo.genres import ERAS, GENRES, MOODS, NEAR
from training.demo.languages import OTHERS, PORTUGUESE, SPANISH
from training.demo.phrases import plural
from training.demo.world import make_world
from training.read.corpus import read_dataset

SMALL = DemoSize(tracks=300, artists=40, playlists=60)
MIDDLING = DemoSize(tracks=1_500, artists=150, playlists=400)
SHARED_DATA = Path(__file__).parents[3] / "shared" / "data"


def playlists(folder: Path) -> list[dict]:
    with zipfile.ZipFile(folder / "playlists.zip") as archive:
        return [each for name in archive.namelist() for each in json.loads(archive.read(name))["playlists"]]


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo catalogue of `segue demo`."""
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
    assert len(listed | described) >= 0.99 * DemoSize().tracks
    artists = {track["artist_uri"] for each in playlists(full) for track in each["tracks"]}
    assert len(artists) >= 0.95 * DemoSize().artists
    assert {row["genre"] for row in truth} == {genre.name for genre in GENRES}
    assert len(GENRES) == 12
    assert len(playlists(full)) == DemoSize().playlists


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
    assert [each["pid"] for each in playlists(full)] == list(range(DemoSize().playlists))


def test_ids_are_valid_and_distinct(full):
    ids = [row["track_uri"] for row in rows(full / "truth.csv.gz")]
    assert all(is_track_id(each) and DEMO.value_of(each) for each in ids)
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


@pytest.fixture(scope="module")
def middling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo large enough for statistics and generated in half a second."""
    folder = tmp_path_factory.mktemp("middling") / "demo"
    generate_demo(folder, size=MIDDLING)
    return folder


@pytest.fixture(scope="module")
def lists(middling):
    return playlists(middling)


@pytest.fixture(scope="module")
def entries(lists):
    return [track for each in lists for track in each["tracks"]]


@pytest.fixture(scope="module")
def table(middling):
    return rows(middling / "features.csv.gz")


@pytest.fixture(scope="module")
def truth(middling):
    return {row["track_uri"]: row for row in rows(middling / "truth.csv.gz")}


@pytest.fixture(scope="module")
def world():
    return make_world(np.random.default_rng(3), 300, 6_000)


def column(world, name):
    return world.features[:, FEATURES.index(name)]


def correlation(world, one, other):
    """Compute the mean within genres, so that differences between genres do not count."""
    within = [world.genre == genre for genre in range(len(GENRES))]
    return np.mean([np.corrcoef(column(world, one)[g], column(world, other)[g])[0, 1] for g in within])


def test_no_file_tells_when_it_was_written(middling):
    with zipfile.ZipFile(middling / "playlists.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for name in ("features.csv.gz", "truth.csv.gz"):
        assert (middling / name).read_bytes()[4:8] == bytes(4)  # RFC 1952, section 2.3: MTIME


@pytest.mark.parametrize(("tracks", "artists"), [(100, 101), (100, 0)])
def test_a_size_that_cannot_be_made_is_refused(tracks, artists):
    with pytest.raises(InvalidInput, match=f"found {artists} artists and {tracks} tracks"):
        DemoSize(tracks=tracks, artists=artists)


def test_training_reads_every_track_of_it(middling):
    dataset, _ = read_dataset([middling / "playlists.zip"], [middling / "features.csv.gz"])
    assert len(dataset) == MIDDLING.playlists
    assert len(dataset.tracks) > 0.98 * MIDDLING.tracks


def test_a_track_is_described_alike_wherever_it_stands(entries):
    seen = defaultdict(set)
    for each in entries:
        seen[each["track_uri"]].add(tuple(value for field, value in each.items() if field != "pos"))
    assert {len(ways) for ways in seen.values()} == {1}


def test_no_list_holds_a_song_from_after_its_day(lists, table):
    released = {row["track_uri"]: row["release_date"] for row in table}
    for each in lists:
        day = datetime.fromtimestamp(each["modified_at"], UTC).strftime("%Y-%m-%d")
        assert all(released.get(track["track_uri"], "") <= day for track in each["tracks"])


@pytest.mark.parametrize(("name", "allowed"), [("key", range(12)), ("mode", (0, 1)), ("time_signature", (3, 4))])
def test_discrete_features_are_whole_numbers(table, name, allowed):
    assert {row[name] for row in table} - {""} == {str(value) for value in allowed}


def test_genres_are_a_sub_genre_and_its_genre(table):
    known = {f"{subgenre}|{genre.name}" for genre in GENRES for subgenre in genre.subgenres}
    assert {row["genres"] for row in table} == known


def test_release_dates_are_days_or_mere_years(table):
    dates = [row["release_date"] for row in table]
    assert all(re.fullmatch(r"(19[7-9]|20[0-2])\d(-\d\d-\d\d)?", date) for date in dates)
    assert 0.01 < np.mean([len(date) == 4 for date in dates]) < 0.15


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("energy", "loudness", 0.4, 0.9),
        ("energy", "acousticness", -0.8, -0.25),
        ("danceability", "valence", 0.2, 0.6),
    ],
)
def test_features_go_together_as_in_real_music(world, one, other, low, high):
    assert low < correlation(world, one, other) < high


def test_songs_are_sung_or_not_and_seldom_in_between(world):
    assert np.mean((column(world, "instrumentalness") > 0.15) & (column(world, "instrumentalness") < 0.45)) < 0.05


def test_drum_and_bass_is_faster_than_downtempo(world):
    place = next(place for place, genre in enumerate(GENRES) if genre.name == "electronic")
    tempo = [
        np.median(
            column(world, "tempo")[
                (world.genre == place) & (world.subgenre == GENRES[place].subgenres.index(name))
            ]
        )
        for name in ("downtempo", "drum and bass")
    ]
    assert tempo[0] < 110 < 160 < tempo[1]


def test_songs_of_one_artist_sound_alike(world):
    level = column(world, "valence")
    within = np.mean(
        [level[world.artist == artist].std() for artist in range(300) if (world.artist == artist).sum() > 5]
    )
    assert within < 0.85 * level.std()


def test_fame_is_heavy_tailed(world):
    famous_first = np.sort(world.popularity)[::-1]
    assert famous_first[:60].sum() > 0.08 * famous_first.sum()
    assert famous_first[0] > 20 * np.median(famous_first)


def test_most_titles_are_distinct_and_a_few_are_not():
    names = make_world(np.random.default_rng(3), 1_500, 20_000).names
    assert 0.75 < len(set(names)) / len(names) < 0.99


def test_a_few_names_are_accented_or_not_latin(world):
    assert 0.01 < np.mean([not name.isascii() for name in world.names]) < 0.10
    assert any(re.search(r"[\u0400-\uffff]", name) for name in world.names)


def test_some_songs_exist_twice(world):
    songs = defaultdict(list)
    for name, artist in zip(world.names, world.artist.tolist(), strict=True):
        songs[song_key(name, world.artists.names[artist])].append(name)
    tails = [name for names in songs.values() if len(names) > 1 for name in names]
    assert any(re.search(r" - Remastered \d{4}$", name) for name in tails)
    assert any(name.endswith(" (Live)") for name in tails)


def test_a_live_take_is_livelier_than_its_song(world):
    live = np.array([name.endswith(" (Live)") for name in world.names])
    assert column(world, "liveness")[live].min() > np.median(column(world, "liveness")[~live])


def test_a_guest_is_an_artist_of_the_catalogue(world):
    credited = [name for name in world.names if "(feat. " in name]
    guests = {re.search(r"\(feat\. (.+?)\)", name)[1] for name in credited}
    assert 0.02 < len(credited) / len(world) < 0.12
    assert guests <= set(world.artists.names)


@pytest.mark.parametrize("size", [SMALL, MIDDLING, DemoSize()])
def test_the_song_that_the_readme_asks_for_is_there(size):
    assert "Paper Lanterns" in make_world(np.random.default_rng(7), size.artists, size.tracks).names


def test_titles_of_lists_are_typed_by_hand(lists):
    titles = [each["name"] for each in lists]
    assert len(set(titles)) / len(titles) > 0.4
    assert any(title.isupper() for title in titles)
    assert any(title.islower() for title in titles)
    assert any(re.search(r"[\u2600-\u27bf\U0001f300-\U0001faff]", title) for title in titles)
    assert all(title.strip() and "{" not in title for title in titles)


def test_an_goes_before_a_vowel(world):
    assert not [name for name in world.names if re.search(r"\b[Aa] [AEIOaeio]|\b[Aa]n [BCDFGbcdfg]", name)]


def test_every_genre_borders_on_genres_there_are():
    assert all(len(near) == len(genre.neighbours) for near, genre in zip(NEAR, GENRES, strict=True))


def test_no_act_in_another_language_is_named_twice_alike():
    for language in (SPANISH, PORTUGUESE, *OTHERS):
        for parts in (language.artist_heads, language.artist_tails, language.title_heads, language.title_tails):
            assert len(set(parts)) == len(parts)


@pytest.mark.real_data
def test_no_artist_bears_the_name_of_a_real_one():
    path = SHARED_DATA / "catalogue_123k_track_features.csv.gz"
    if not path.exists():
        pytest.skip(f"{path.parent} is absent")
    real = {fold(artist) for row in rows(path) for artist in credited_artists(row["artist"])}
    invented = make_world(np.random.default_rng(7), 1_500, 1_500).artists.names
    assert {fold(name) for name in invented} & real == set()


def test_most_lists_are_not_of_one_genre_alone(lists, truth):
    genres = [{truth[track["track_uri"]]["genre"] for track in each["tracks"]} for each in lists]
    assert np.mean([len(found) > 1 for found in genres]) > 0.5


def test_who_knows_genre_and_mood_finds_far_more_than_who_knows_what_is_popular(lists, truth):
    uris = list(truth)
    place = {uri: row for row, uri in enumerate(uris)}
    hidden_kind = np.array([f"{truth[uri]['genre']} {truth[uri]['mood']}" for uri in uris])
    listed = [list(dict.fromkeys(place[track["track_uri"]] for track in each["tracks"])) for each in lists]
    known = np.bincount(np.concatenate(listed[:300]), minlength=len(uris)) + 0.1
    found = {"oracle": [], "popular": []}
    for seeds, hidden in ((tracks[:5], tracks[5:]) for tracks in listed[300:] if len(tracks) > 10):
        kinds = Counter(hidden_kind[seeds].tolist())
        fit = np.array([kinds[kind] + 0.05 for kind in hidden_kind.tolist()])
        for name, scores in (("oracle", known * fit), ("popular", known.copy())):
            scores[seeds] = -1
            best = np.argsort(-scores, kind="stable")[: len(hidden)]
            found[name].append(len(set(best.tolist()) & set(hidden)) / len(hidden))
    assert np.mean(found["oracle"]) > 2 * np.mean(found["popular"])
    assert np.mean(found["oracle"]) < 0.6
