"""A training on playlists alone, without names and without audio features, and the model it gives."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import world

from shared.domain.track import FEATURES
from shared.intake import read_text
from shared.model.answer import answer
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from training.read.summary import ReadSummary
from training.report.data import data_sections
from training.report.model import model_sections
from training.train import train

GENRES, SONGS, PLAYLISTS = 4, 30, 100
SILENCE = np.full((GENRES * SONGS, len(FEATURES)), np.nan)


def listened():
    """Playlists without names of songs of one genre each; ten artists share a genre, named after it."""
    rng = np.random.default_rng(5)
    lists = [SONGS * (place % GENRES) + rng.permutation(SONGS)[:9] for place in range(PLAYLISTS)]
    data = world([each.tolist() for each in lists], SILENCE, [""] * PLAYLISTS)
    artists = [f"Genre {row // SONGS} Artist {row % 10}" for row in range(GENRES * SONGS)]
    return replace(data, tracks=replace(data.tracks, artists=artists))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("trained") / "model"


@pytest.fixture(scope="module")
def trained(folder):
    return train(listened(), folder, seed=1)


@pytest.fixture(scope="module")
def model(trained, folder):
    return Model.open(folder)


def answered(model, genre):
    return answer(
        model,
        read_text(f"Genre {genre} Artist 3 - Song {SONGS * genre + 3}"),
        RecommendationQuery(rules=Rules(n=5)),
    )


def genre_of(track):
    return int(track.artist.split()[1])


def test_the_model_knows_no_feature_and_has_no_words_for_sound(trained, model):
    assert trained.manifest.known_features == {}
    assert all(cluster.sound == [] for cluster in model.clusters)


def test_the_original_system_is_not_compared_as_it_goes_by_sound_alone(trained):
    assert trained.manifest.metrics.keys() == {"segue", "popularity", "item-kNN"}


def test_every_cluster_has_a_name_of_its_own_that_tells_artists_of_one_genre(model):
    names = [cluster.name for cluster in model.clusters]
    assert len(set(names)) == len(names) >= GENRES
    for name in names:
        first, second = name.removesuffix(" and more").split(", ")
        assert first.split()[:2] == second.split()[:2]


def test_a_song_is_answered_by_its_genre_without_reasons_of_sound(model):
    for genre in range(GENRES):
        found = answered(model, genre)
        assert {genre_of(each.track) for each in found.recommendations} == {genre}
        assert "sound" not in {reason.kind for each in found.recommendations for reason in each.reasons}


def test_a_song_is_in_a_cluster_of_its_genre_and_has_a_place(model):
    for genre in range(GENRES):
        found = answered(model, genre)
        assert f"Genre {genre} " in found.cluster.name
        assert found.position is not None


def test_every_listed_song_is_on_the_map(trained):
    assert len(trained.atlas.tracks) == len(np.unique(trained.dataset.indices))


def test_the_report_says_nothing_of_sound(trained):
    summary = ReadSummary(**dict.fromkeys(ReadSummary.__dataclass_fields__, 1) | {"skipped": ()})
    sections = [*data_sections(trained.dataset, summary), *model_sections(trained)]
    assert "Audio features" not in [section.title for section in sections]
    (clusters,) = (section for section in sections if section.title == "The clusters")
    assert clusters.text == "Playlists of songs that are liked together, named by what sets them apart."
