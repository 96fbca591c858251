"""Search in a catalogue of 123,000 real songs, read and written once for all of these tests."""

from pathlib import Path

import numpy as np
import pytest
from suggested import differing

from bench.search_latency import chosen, measure, read_tracks
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.search import SongSearch
from training.catalogue import write_catalogue

REAL = Path(__file__).parents[5] / "shared" / "data" / "catalogue_123k_track_features.csv.gz"

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def tracks():
    if not REAL.exists():
        pytest.skip("../shared/data is not here, so no real catalogue to search")
    return read_tracks(REAL)


@pytest.fixture(scope="module")
def search(tracks, tmp_path_factory):
    path = tmp_path_factory.mktemp("real") / "catalogue.sqlite"
    write_catalogue(path, tracks)
    catalogue = Catalogue(path, np.zeros(len(tracks), dtype=np.int32))
    yield SongSearch(catalogue)
    catalogue.close()


def test_well_known_songs_are_found_however_they_are_typed(search, tracks):
    ways = ("title", "artist title", "title artist, 1 slip")
    measured = [measure(search, way, chosen(tracks, 100)) for way in ways]
    assert [result.among_ten >= 0.95 for result in measured] == [True, True, True]


def test_titles_are_answered_as_suggested(search, tracks):
    assert differing(search, tracks) == []
