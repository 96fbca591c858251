"""The candidates a ranker is fitted on: those of query playlists, on arrays that have not seen these."""

from dataclasses import replace

import numpy as np
import pytest

from shared.domain.track import FEATURES
from shared.model.artefact.signal_names import SIGNALS
from shared.model.candidates.retrieval import Retrieval
from shared.model.ranking.scoring import BREADTH
from training.fit import ranker
from training.fit.order import by_popularity
from training.fit.ranker import fold_samples
from training.fit.retrieval import describe
from training.fit.scaling import scale_features
from training.read.dataset import OPERATOR, Dataset, Tracks, by_operator
from training.requests import requests_from

LISTED = SIGNALS.index("listed")
LETTERS = "abcdefgh"


def dataset(*playlists: str) -> Dataset:
    """Tracks a to h, all with features and by one artist, so that each of them is a candidate of every request."""
    n = len(LETTERS)
    tracks = Tracks(
        ids=np.array([f"spotify:track:{letter * 22}".encode() for letter in LETTERS], dtype="S36"),
        names=[f"Song {letter}" for letter in LETTERS],
        artists=["Ada"] * n,
        albums=[""] * n,
        genres=[()] * n,
        years=np.zeros(n, dtype=np.int16),
        features=np.random.default_rng(1).random((n, len(FEATURES))).astype(np.float32),
        popularity=np.full(n, np.nan, dtype=np.float32),
        seconds=np.zeros(n, dtype=np.uint16),
        explicit=np.full(n, -1, dtype=np.int8),
        other_ids=[()] * n,
        artist_ids=[()] * n,
    )
    names = [str(place) for place in range(len(playlists))]
    indices = np.array([LETTERS.index(letter) for playlist in playlists for letter in playlist], dtype=np.int32)
    ends = np.cumsum([0, *map(len, playlists)]).astype(np.int64)
    return by_popularity(Dataset(tracks, names, names, ends, indices, by_operator(len(names))))


def rows(data: Dataset, letters: str) -> list[int]:
    ids = [each.decode()[-1] for each in data.tracks.ids.tolist()]
    return [ids.index(letter) for letter in letters]


def content(data: Dataset):
    return describe(data.tracks, scale_features(data.tracks.features))


@pytest.fixture
def data() -> Dataset:
    """Tracks g and h are only on the last playlist."""
    return dataset("abc", "abd", "abe", "cdf", "agh")


QUERIES = np.array([4])


def found_by(data, arrays):
    """The candidates of the query playlist's requests, as the arrays of a fold find them."""
    requests = requests_from([data.playlist(int(QUERIES[0]))], np.random.default_rng(3))
    return [Retrieval(arrays).pool(request.seeds, BREADTH) for request in requests]


def test_a_track_unlisted_because_its_playlists_are_held_out_is_not_learned_from(data, monkeypatch):
    """It would be the hidden one each time: that it exists at all gives the answer away."""
    monkeypatch.setattr(ranker, "COLD_SHARE", 0.0)
    (signals, hidden), arrays = fold_samples(data, content(data), QUERIES, seed=1)
    pools = found_by(data, arrays)
    assert all(set(rows(data, "gh")) & set(pool.tracks.tolist()) for pool in pools)
    assert (arrays["track_counts"][rows(data, "gh")] == 0).all()
    assert len(signals) > 0
    assert (signals[:, LISTED] == 1).all()
    assert not hidden[signals[:, LISTED] == 0].any()


def test_tracks_taken_out_on_purpose_are_learned_from_though_they_are_unlisted(data, monkeypatch):
    """With this seed d, f and h are taken out; of each request's candidates only g and the seed are left out."""
    monkeypatch.setattr(ranker, "COLD_SHARE", 0.5)
    (signals, hidden), arrays = fold_samples(data, content(data), QUERIES, seed=4)
    assert (arrays["track_counts"][rows(data, "dfgh")] == 0).all()
    assert (arrays["track_counts"][rows(data, "abce")] > 0).all()
    unlisted = signals[:, LISTED] == 0
    assert 4 <= unlisted.sum() <= 6
    assert 0 < hidden[unlisted].sum() <= 2


def test_every_hidden_track_that_is_found_and_listed_is_marked(monkeypatch):
    monkeypatch.setattr(ranker, "COLD_SHARE", 0.0)
    data = dataset("abc", "abd", "abe", "abf", "abgh", "ab")
    (signals, hidden), _ = fold_samples(data, content(data), np.array([5]), seed=1)
    # "1 seed" and "half" of a playlist of two: each request hides the one of a and b that is no seed.
    assert len(signals) == 2 * (len(LETTERS) - 1)
    assert hidden.sum() == 2


def test_the_arrays_of_a_fold_have_not_seen_its_query_playlists(data, monkeypatch):
    monkeypatch.setattr(ranker, "COLD_SHARE", 0.0)
    _, arrays = fold_samples(data, content(data), QUERIES, seed=1)
    counts = np.bincount(data.indices[: data.indptr[4]], minlength=len(LETTERS))
    assert arrays["track_counts"].tolist() == counts.tolist()
    assert len(Retrieval(arrays).playlists) == len(data) - 1


def test_a_playlist_that_a_listener_shared_is_never_what_the_ranker_is_asked(monkeypatch):
    data = dataset(*["abcd", "bcde", "cdef", "defa", "efab", "fabc"] * 4)
    data = replace(data, contributors=np.where(np.arange(len(data)) < 10, OPERATOR, 5).astype(np.int32))
    asked = []

    def noted(given, content, queries, *, seed):
        asked.extend(queries.tolist())
        return (np.random.default_rng(1).random((40, len(SIGNALS))).astype(np.float32), np.arange(40) % 2 == 0), {}

    monkeypatch.setattr(ranker, "fold_samples", noted)
    ranker.fit_ranker(data, content(data), seed=1)
    assert sorted(asked) == list(range(10))
