"""Artists: who is near whom, and which songs of theirs become candidates, on credits and playlists by hand."""

import numpy as np
import pytest
from scipy import sparse

from training.fit import artists
from training.fit.artists import (
    NEAR_ARTISTS,
    NEW_PER_ARTIST,
    SONGS_PER_ARTIST,
    artist_arrays,
    credit_arrays,
    credit_matrix,
    genre_matrix,
)


def playlists(*rows: list[int], tracks: int) -> sparse.csr_matrix:
    matrix = np.zeros((len(rows), tracks), dtype=np.float32)
    for row, listed in enumerate(rows):
        matrix[row, listed] = 1
    return sparse.csr_matrix(matrix)


def damped_cosines(entries, credits_) -> np.ndarray:
    presence = np.log1p((entries @ credits_).toarray())
    norms = np.maximum(np.linalg.norm(presence, axis=0), 1e-9)
    return presence.T @ presence / np.outer(norms, norms)


def test_the_nearest_artists_are_those_of_greatest_damped_cosine():
    entries = playlists([0, 1, 2, 3], [0, 1, 4], [2, 3], [3, 4, 5], tracks=6)
    credits_ = credit_matrix(["A", "A", "B", "C feat. B", "D", "E"])
    arrays = artist_arrays(entries, credits_)
    cosines = damped_cosines(entries, credits_)
    for artist in range(5):
        others = [other for other in np.flatnonzero(cosines[artist] > 0).tolist() if other != artist]
        near, kept = arrays["artist_near"][artist], arrays["artist_near_cosines"][artist]
        assert sorted(near[: len(others)].tolist()) == others
        assert kept[: len(others)].tolist() == np.rint(255 * cosines[artist, near[: len(others)]]).tolist()
        assert sorted(kept.tolist(), reverse=True) == kept.tolist()
        assert (near[len(others) :] == -1).all()
        assert not kept[len(others) :].any()


def test_of_more_artists_than_are_kept_the_nearest_are():
    """Artist 0 shares its lists with each other artist: with artist i on i lists that artist 0 is not on."""
    count = NEAR_ARTISTS + 5
    lists = [[0, other] for other in range(1, count)] + [
        [other] for other in range(1, count) for _ in range(other)
    ]
    arrays = artist_arrays(playlists(*lists, tracks=count), credit_matrix([f"Artist {i}" for i in range(count)]))
    assert arrays["artist_near"][0].tolist() == list(range(1, NEAR_ARTISTS + 1))


def test_it_makes_no_difference_how_many_artists_are_compared_at_once(monkeypatch):
    entries = playlists([0, 1, 2], [2, 3, 4], [4, 5, 6], [0, 6], tracks=7)
    credits_ = credit_matrix(list("ABCDEFG"))
    whole = artist_arrays(entries, credits_)
    monkeypatch.setattr(artists, "_BLOCK", 3)
    for name, array in artist_arrays(entries, credits_).items():
        assert array.tolist() == whole[name].tolist(), name


def test_an_artist_alone_on_their_lists_is_near_nobody():
    arrays = artist_arrays(playlists([0], [1], tracks=3), credit_matrix(["A", "B", "C"]))
    assert (arrays["artist_near"] == -1).all()
    assert not arrays["artist_near_cosines"].any()


def test_an_artists_popularity_is_the_logarithm_of_all_entries_of_all_songs():
    entries = playlists([0, 1], [0, 2], tracks=4)
    arrays = artist_arrays(entries, credit_matrix(["A", "A", "B feat. A", "C"]))
    assert arrays["artist_popularity"] == pytest.approx(np.log1p([4, 1, 0]))


def test_an_artist_keeps_the_most_popular_songs_and_some_that_nobody_has_listed():
    """Two artists in turn: 60 listed tracks, then 60 unlisted ones."""
    tracks = 120
    entries = playlists(list(range(60)), tracks=tracks)
    arrays = artist_arrays(entries, credit_matrix([f"Artist {track % 2}" for track in range(tracks)]))
    starts, songs = arrays["artist_song_starts"], arrays["artist_songs"]
    assert starts.tolist() == [0, 30, 60]
    for artist in (0, 1):
        own = np.arange(artist, tracks, 2).tolist()
        expected = own[:SONGS_PER_ARTIST] + own[30 : 30 + NEW_PER_ARTIST]
        assert songs[starts[artist] : starts[artist + 1]].tolist() == expected


def test_where_few_songs_are_listed_unlisted_ones_fill_up():
    tracks = 40
    arrays = artist_arrays(playlists([0, 1], tracks=tracks), credit_matrix(["A"] * tracks))
    assert arrays["artist_songs"].tolist() == list(range(SONGS_PER_ARTIST))


def test_a_song_is_each_of_its_artists():
    arrays = artist_arrays(playlists([0, 1], tracks=2), credit_matrix(["A feat. B", "B"]))
    starts, songs = arrays["artist_song_starts"], arrays["artist_songs"]
    assert [songs[starts[each] : starts[each + 1]].tolist() for each in (0, 1)] == [[0], [0, 1]]


def test_credits_are_laid_out_as_leading_artists_and_guests():
    arrays = credit_arrays(credit_matrix(["A", "B feat. A, C", "", "C", "A feat. B"]))
    assert arrays["track_artists"].tolist() == [0, 1, -1, 2, 0]
    assert arrays["shared_credit_tracks"].tolist() == [1, 4]
    assert arrays["shared_credit_starts"].tolist() == [0, 2, 3]
    assert arrays["shared_credit_artists"].tolist() == [0, 2, 1]


def test_genres_are_told_apart_without_case_and_counted_once():
    assert genre_matrix([("Rock", "rock"), (), ("Jazz", "ROCK"), ("",)]).toarray().tolist() == [
        [1, 0],
        [0, 0],
        [1, 1],
        [0, 0],
    ]


def test_two_artists_who_share_their_only_list_are_near_each_other():
    arrays = artist_arrays(playlists([0, 1], tracks=2), credit_matrix(["A", "B"]))
    assert arrays["artist_near"][:, :2].tolist() == [[1, -1], [0, -1]]
    assert arrays["artist_near_cosines"][:, 0].tolist() == [255, 255]
