"""Groups of the demo: a season's songs and little-known niches, on lists of their own."""

import csv
import gzip
import re
from collections import Counter

import numpy as np
import pytest

from training.demo.genres import GENRES
from training.demo.groups import GROUPS, gather_groups
from training.demo.playlist_names import PlaylistNamer
from training.demo.playlists import make_playlists
from training.demo.themes import Affinity, Theme
from training.demo.world import SIGNATURE, make_world

SEASON = next(place for place, group in enumerate(GROUPS) if group.seasonal)
NICHES = [place for place, group in enumerate(GROUPS) if not group.seasonal]
NAMES = [group.name for group in GROUPS]
SEASONAL_WORDS = re.compile("Christmas|Mistletoe|Tinsel|Sleigh|Snowman|Yule|Reindeer")


def a_world(grouped=True):
    world = make_world(np.random.default_rng(7), 180, 2_000)
    if grouped:
        gather_groups(np.random.default_rng(7), world)
    return world


@pytest.fixture(scope="module")
def world():
    return a_world()


@pytest.fixture(scope="module")
def lists(world):
    return list(make_playlists(np.random.default_rng(7), world, 600))


def rows_of(world, group):
    return np.flatnonzero(world.group == group)


def test_a_season_is_a_per_cent_or_two_of_the_songs_and_of_most_genres(world):
    songs = rows_of(world, SEASON)
    assert 0.01 <= len(songs) / len(world) <= 0.02
    assert len(set(world.genre[songs].tolist())) > len(GENRES) / 2


def test_a_song_of_the_season_is_known_by_its_title(world):
    seasonal = {row for row, name in enumerate(world.names) if SEASONAL_WORDS.search(name)}
    assert seasonal == set(rows_of(world, SEASON).tolist())


def test_songs_of_a_season_are_on_its_lists_only(world, lists):
    songs = set(rows_of(world, SEASON).tolist())
    assert not [each for each in lists if each.theme.group != SEASON and songs & set(each.tracks)]


def test_lists_of_the_season_were_changed_in_december(lists):
    days = [str(each.modified) for each in lists if each.theme.group == SEASON]
    assert days
    assert {day[5:7] for day in days} == {"12"}


@pytest.mark.parametrize("niche", NICHES, ids=[NAMES[niche] for niche in NICHES])
def test_a_niche_is_ten_to_forty_songs_of_one_genre_and_several_artists(world, niche):
    songs = rows_of(world, niche)
    assert 10 <= len(songs) <= 40
    assert {GENRES[genre].name for genre in world.genre[songs]} == {GROUPS[niche].genre}
    assert len(set(world.artist[songs].tolist())) >= 6


def test_songs_of_a_niche_are_little_known(world):
    of_niches = world.popularity[np.isin(world.group, NICHES)]
    assert np.median(of_niches) < 0.5 * np.median(world.popularity)


@pytest.mark.parametrize("group", range(len(GROUPS)), ids=NAMES)
def test_a_groups_lists_are_nearly_all_of_it_and_hold_most_of_its_songs_several_times(world, lists, group):
    own = [each.tracks for each in lists if each.theme.group == group]
    assert np.mean([np.mean(world.group[tracks] == group) for tracks in own]) > 0.85
    known = Counter(track for tracks in own for track in set(tracks))
    assert np.median([known[song] for song in rows_of(world, group).tolist()]) >= 3


def test_songs_of_a_niche_are_seldom_on_other_lists(world, lists):
    niches = set(np.flatnonzero(np.isin(world.group, NICHES)).tolist())
    others = [each.tracks for each in lists if each.theme.group is None]
    assert np.mean([track in niches for tracks in others for track in tracks]) < 0.005


def test_a_theme_of_a_group_weighs_its_songs_far_more_and_any_other_hardly(world):
    niche = NICHES[0]
    anyhow, own = (Affinity(world).of(Theme(group=group)) / world.popularity**0.7 for group in (None, niche))
    songs = world.group == niche
    np.testing.assert_allclose(own[songs], 3_000, rtol=1e-4)
    np.testing.assert_allclose(anyhow[songs], 0.02, rtol=1e-4)
    np.testing.assert_allclose(own[world.group == -1], 1, rtol=1e-4)
    assert not anyhow[world.group == SEASON].any()


def test_lists_of_a_group_are_named_after_it_most_often():
    namer, day = PlaylistNamer(np.random.default_rng(0)), np.datetime64("2025-06-01")
    titles = [namer.title(Theme(group=NICHES[0]), [], day).lower() for _ in range(200)]
    assert np.mean([re.search("film|soundtrack|score|title|cinema", title) is not None for title in titles]) > 0.5


def test_no_other_song_is_changed_by_the_groups(world):
    before = a_world(grouped=False)
    others = np.flatnonzero(world.group < 0).tolist()
    assert [world.names[row] for row in others] == [before.names[row] for row in others]
    np.testing.assert_array_equal(world.features, before.features)


def test_the_song_of_the_documentation_and_songs_with_versions_keep_their_titles(world):
    assert SIGNATURE in world.names
    grouped = {(int(world.artist[row]), before) for row, before in renamed(world)}
    tailed = [(int(world.artist[row]), re.split(r" \(| - ", name)[0]) for row, name in enumerate(world.names)
              if " (" in name or " - " in name]  # fmt: skip
    assert not grouped & set(tailed)


def renamed(world):
    before = a_world(grouped=False).names
    return [(row, before[row]) for row in np.flatnonzero(world.group >= 0).tolist()]


def test_the_truth_names_the_group_of_each_song(demo):
    with gzip.open(demo / "truth.csv.gz", "rt", newline="", encoding="utf-8") as file:
        counted = Counter(row["group"] for row in csv.DictReader(file))
    assert set(counted) == {"", *NAMES}
    assert counted[""] > 0.9 * counted.total()
