"""The facts of tracks as the artefact has them."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import world

from shared.domain.bounds import VERSIONS
from shared.domain.track import FEATURES
from training.fit.facts import fact_arrays


@pytest.fixture
def tracks():
    features = np.full((3, len(FEATURES)), np.nan)
    features[0, FEATURES.index("tempo")] = 127.96
    names = ["Tide (Live)", "Live Forever", "Tide - Acoustic Demo"]
    genres = [("Hip-Hop", "Döner Pop"), (), ("rock",)]
    return replace(world([[0, 1, 2]], features).tracks, names=names, genres=genres)


def test_a_tempo_is_kept_to_a_tenth_of_a_beat(tracks):
    assert fact_arrays(tracks)["track_tempos"].tolist() == [1_280, 0, 0]


def test_a_track_has_a_bit_for_each_version_that_its_title_names(tracks):
    bits = fact_arrays(tracks)["track_versions"].tolist()
    named = [[version for place, version in enumerate(VERSIONS) if bit >> place & 1] for bit in bits]
    assert named == [["live"], [], ["acoustic", "demo"]]


def test_the_names_of_genres_are_folded_and_in_the_order_of_their_numbers(tracks):
    assert fact_arrays(tracks)["genre_labels"].tobytes().decode() == "hip hop\ndoner pop\nrock"


def test_every_fact_is_of_few_bytes(tracks):
    per_track = [array for name, array in fact_arrays(tracks).items() if name.startswith("track_")]
    assert sum(array.itemsize for array in per_track) == 8
