"""Thresholds of answers by the demo's hidden structure: groups, genres, popularity, artists, names.

Each threshold fails when the rule it guards is switched off; the figures measured are beside it.
"""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from shared.intake import read_text
from shared.model.answer import answer
from shared.model.candidates.signals import signal
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import Recommender
from shared.model.ranking.selection import Rules
from training.demo.genres import GENRES
from training.demo.groups import GROUPS
from training.evaluate.first_ten import first_tens
from training.requests import Request

TEN = Rules(n=10)
GENRE_NAMES = [genre.name for genre in GENRES]
APART = [
    (one, other)
    for one, other in combinations(GENRES, 2)
    if other.name not in one.neighbours and one.name not in other.neighbours
]
"""Pairs of genres of which neither is a neighbour of the other."""


@dataclass(frozen=True)
class Structure:
    """The hidden structure, columns over the model's n tracks, and the playlists that hold each."""

    genre: NDArray[np.str_]
    group: NDArray[np.str_]
    counts: NDArray[np.int32]

    def of_genre(self, genre: str, least: int = 3) -> NDArray[np.int32]:
        """Return the tracks of a genre and no group that are on `least` playlists or more, best known first."""
        fits = (self.genre == genre) & (self.group == "") & (self.counts >= least)
        return np.flatnonzero(fits).astype(np.int32)


@pytest.fixture(scope="module")
def structure(model: Model, demo: Path) -> Structure:
    with gzip.open(demo / "truth.csv.gz", "rt", newline="", encoding="utf-8") as file:
        rows = {row["track_uri"]: row for row in csv.DictReader(file)}
    of_each = [rows[track.id] for track in model.tracks(range(model.track_count))]
    columns = (np.array([row[name] for row in of_each]) for name in ("genre", "group"))
    return Structure(*columns, counts=model.retrieval.tracks.counts)


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def ten(recommender: Recommender | Model, seeds: NDArray[np.int32]) -> NDArray[np.int64]:
    return np.array([each.track for each in recommender.recommend(RecommendationQuery(seeds, TEN))])


def share_of_group(recommender: Recommender, structure: Structure, group: str) -> float:
    """Return the mean share of a group among ten songs beside each one of it that is on 3 to 30 lists."""
    known = (structure.counts >= 3) & (structure.counts <= 30)
    seeds = np.flatnonzero((structure.group == group) & known).astype(np.int32)
    assert len(seeds) >= 8
    return float(np.mean([structure.group[ten(recommender, seed[None])] == group for seed in seeds]))


@pytest.mark.parametrize("group", [group.name for group in GROUPS])
def test_beside_a_song_of_a_group_half_of_the_ten_are_of_it(model, structure, group):
    """Measured: .89 to 1."""
    assert share_of_group(model.recommender, structure, group) >= 0.5


class Fame:
    """A ranker by popularity alone."""

    def scores(self, signals: NDArray[np.float32]) -> NDArray[np.float32]:
        return 3 * signal(signals, "popularity")


def test_songs_of_a_group_are_among_the_ten_even_for_a_ranker_by_popularity(model, structure):
    """Measured: .26; none without the neighbourhood, which the learned ranker does without on the demo."""
    recommender = Recommender(model.retrieval, Fame())
    assert np.mean([share_of_group(recommender, structure, group.name) for group in GROUPS]) >= 0.2


@pytest.mark.parametrize(("count", "least"), [(1, 0.9), (3, 0.95)])
def test_beside_songs_of_one_genre_nearly_all_of_the_ten_are_of_it(model, structure, rng, count, least):
    """Measured: .96 beside one song, .99 beside three."""
    found = []
    for genre in GENRE_NAMES:
        asked = [rng.choice(structure.of_genre(genre), count, replace=False) for _ in range(8)]
        found += [np.mean(structure.genre[ten(model, seeds)] == genre) for seeds in asked]
    assert np.mean(found) >= least


def test_beside_songs_of_two_genres_both_are_among_the_ten(model, structure, rng):
    """Measured: both for all pairs, by three songs or more for 92 %; 70 % have both if seeds are one crowd."""
    fewest = []
    for pair in APART:
        parts = [rng.choice(structure.of_genre(genre.name), 4, replace=False) for genre in pair]
        answered = structure.genre[ten(model, np.concatenate(parts))]
        fewest.append(min(np.count_nonzero(answered == genre.name) for genre in pair))
    assert np.mean(np.array(fewest) >= 1) >= 0.9
    assert np.mean(np.array(fewest) >= 3) >= 0.8


def test_songs_of_two_genres_are_two_crowds(model, structure, rng):
    parts = [[rng.choice(structure.of_genre(genre.name), 4, replace=False) for genre in pair] for pair in APART]
    crowds = [[set(crowd.seeds.tolist()) for crowd in model.crowds_of(np.concatenate(pair))] for pair in parts]
    parted = [found[0] in [set(part.tolist()) for part in pair] for found, pair in zip(crowds, parts, strict=True)]
    assert np.mean(parted) >= 0.8


def test_tight_evidence_of_each_of_two_groups_is_among_the_ten(model, structure):
    """Measured: .31 songs of each for a ranker by popularity; none where no crowd's evidence comes forward."""
    recommender = Recommender(model.retrieval, Fame())
    known = (structure.counts >= 3) & (structure.counts <= 30)
    found = []
    for pair in combinations([group.name for group in GROUPS], 2):
        firsts = [np.flatnonzero((structure.group == group) & known)[:4].astype(np.int32) for group in pair]
        seeds = np.concatenate(firsts)
        if [crowd.size for crowd in recommender.crowds(seeds)] == [4, 4]:
            answered = structure.group[ten(recommender, seeds)]
            found += [np.count_nonzero(answered == group) for group in pair]
    assert len(found) >= 10
    assert np.mean(found) >= 0.2


def test_beside_unknown_songs_of_two_genres_both_are_among_the_ten(model, structure):
    """Measured: both for 94 % of pairs, three songs of each for 74 %; for 54 % where they are one crowd."""
    fewest = []
    for pair in APART:
        tracks = [track for genre in pair for track in model.tracks(structure.of_genre(genre.name)[[0, 20]])]
        lines = "\n".join(f"{track.artist} - Qwxzv Jkpt" for track in tracks)
        found = answer(model, read_text(lines), RecommendationQuery(rules=TEN)).recommendations
        answered = structure.genre[model.indices_of([each.track.id for each in found])]
        fewest.append(min(np.count_nonzero(answered == genre.name) for genre in pair))
    assert np.mean(np.array(fewest) >= 3) >= 0.65


def little_known(structure: Structure, rng: np.random.Generator) -> Iterator[Request]:
    """Yield requests of ten songs of the less known half of a genre, ten others of that half hidden."""
    for genre in GENRE_NAMES:
        songs = structure.of_genre(genre)
        for _ in range(6):
            drawn = rng.choice(songs[len(songs) // 2 :], 20, replace=False)
            yield Request("10 seeds", drawn[:10], drawn[10:])


def test_beside_little_known_songs_the_ten_are_about_three_times_as_well_known_at_most(model, structure, rng):
    """Measured: 2.8 times; 3.4 where popularity is not held down."""
    shown = first_tens(model.recommender, list(little_known(structure, rng)))
    assert np.exp(shown.familiarity.mean()) <= 3.1


def test_an_unknown_song_is_answered_from_its_artists_genre(model, structure):
    """Measured: .89; a twelfth where no songs stand for the unknown one."""
    songs = [structure.of_genre(genre)[20 * place] for genre in GENRE_NAMES for place in range(3)]
    found = []
    for song, track in zip(songs, model.tracks(songs), strict=True):
        answered = answer(model, read_text(f"{track.artist} - Qwxzv Jkpt"), RecommendationQuery(rules=TEN))
        ids = [each.track.id for each in answered.recommendations]
        found.append(np.mean(structure.genre[model.indices_of(ids)] == structure.genre[song]))
    assert np.mean(found) >= 0.7


def test_the_name_of_an_answer_is_genres_of_the_songs_given(model, structure, rng):
    for genre in GENRE_NAMES:
        songs = structure.of_genre(genre)
        named = songs[[bool(track.genres) for track in model.tracks(songs)]]
        for _ in range(3):
            seeds = rng.choice(named, 3, replace=False)
            name = model.name_of(seeds, model.tracks(ten(model, seeds)))
            given = {each for track in model.tracks(seeds) for each in track.genres}
            assert set(name.lower().split(" · ")) <= given
