"""Evidence from artists, on four credits and a table of who is near whom."""

import numpy as np
import pytest

from shared.model.candidates.artists import ArtistTable, ArtistWeights

ADA, BO, CY = 0, 1, 2
NOBODY = np.zeros(0, dtype=np.int32)


def numbers(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def table(**other) -> ArtistTable:
    """Tracks: 0 by Ada, 1 by Bo with Ada and Cy, 2 by nobody, 3 by Cy, 4 by Cy with Bo."""
    arrays = {
        "track_artists": numbers(ADA, BO, -1, CY, CY),
        "shared_credit_tracks": numbers(1, 4),
        "shared_credit_starts": numbers(0, 2, 3),
        "shared_credit_artists": numbers(ADA, CY, BO),
        "artist_song_starts": numbers(0, 2, 4, 6),
        "artist_songs": numbers(0, 1, 1, 4, 3, 4),
        "artist_near": np.array([[BO, -1], [CY, ADA], [BO, -1]], dtype=np.int32),
        "artist_near_cosines": np.array([[255, 0], [102, 51], [153, 0]], dtype=np.uint8),
        "artist_popularity": np.array([3.0, 1.0, 2.0], dtype=np.float32),
    }
    return ArtistTable(arrays | other)


def test_every_credit_is_told_with_its_track_leading_artists_first():
    artists, places = table().credited(numbers(4, 2, 1, 0))
    assert artists.tolist() == [CY, BO, ADA, BO, ADA, CY]
    assert places.tolist() == [0, 2, 3, 0, 2, 2]


def test_without_guests_anywhere_there_are_leading_artists_alone():
    alone = table(shared_credit_tracks=NOBODY, shared_credit_starts=numbers(0), shared_credit_artists=NOBODY)
    artists, places = alone.credited(numbers(2, 1, 0))
    assert (artists.tolist(), places.tolist()) == ([BO, ADA], [1, 2])


def test_shares_are_of_the_seeds():
    shares = table().shares(numbers(0, 1, 2))
    assert shares.artists.tolist() == [ADA, BO, CY]
    assert shares.weights == pytest.approx([2 / 3, 1 / 3, 1 / 3])


def test_the_weight_of_an_artist_who_is_not_weighed_is_nothing():
    weighed = ArtistWeights(numbers(ADA, CY), np.array([0.5, 0.25], dtype=np.float32))
    assert weighed.of(numbers(CY, BO, ADA)).tolist() == [0.25, 0.0, 0.5]
    assert ArtistWeights(NOBODY, np.zeros(0, dtype=np.float32)).of(numbers(BO)).tolist() == [0.0]


def test_nearness_is_a_share_and_the_shares_of_others_by_their_cosine():
    shares = ArtistWeights(numbers(ADA, BO), np.array([0.5, 1.0], dtype=np.float32))
    nearness = table().nearness(shares)
    assert nearness.artists.tolist() == [ADA, BO, CY]
    assert nearness.weights == pytest.approx([0.5 + 51 / 255, 1.0 + 0.5, 102 / 255])


def test_artists_are_as_near_as_their_cosine_and_others_not_at_all():
    near = table().cosines(numbers(ADA, BO, CY), numbers(ADA, BO)).tolist()
    assert near == [[0, 51], [255, 0], [0, 102]]
    assert len(table()) == 3


def test_an_empty_credit_is_near_nobody():
    assert not table().cosines(numbers(-1, BO), numbers(-1, ADA))[[0, 0, 1], [0, 1, 0]].any()


def test_a_track_is_described_by_the_mean_over_its_credits():
    weighed = ArtistWeights(numbers(ADA, CY), np.array([0.6, 0.3], dtype=np.float32))
    popularity, weights = table().describe(numbers(0, 1, 2, 4), [weighed])
    assert popularity == pytest.approx([3.0, (1 + 3 + 2) / 3, 0.0, (2 + 1) / 2])
    assert weights == pytest.approx([0.6, 0.3, 0.0, 0.15])


def test_songs_are_those_of_the_artists_of_greatest_weight_and_of_equals_the_first():
    nearness = ArtistWeights(numbers(ADA, BO, CY), np.array([0.1, 0.4, 0.4], dtype=np.float32))
    assert table().songs_of_nearest(nearness, 1).tolist() == [1, 4]
    assert table().songs_of_nearest(nearness, 2).tolist() == [1, 3, 4]
    assert table().songs_of_nearest(nearness, 3).tolist() == [0, 1, 3, 4]
