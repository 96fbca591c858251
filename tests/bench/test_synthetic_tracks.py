"""Synthetic tracks share the statistics of real playlists' tracks, at any number."""

from itertools import pairwise, starmap
from operator import ge

import pytest

from bench.synthetic.tracks import invent_tracks
from shared.domain.track_ids import is_track_id, pack_id


@pytest.fixture(scope="module")
def tracks():
    return list(invent_tracks(3_000, seed=5))


def test_there_are_as_many_tracks_as_asked_for(tracks):
    assert len(tracks) == 3_000


def test_the_same_seed_gives_the_same_tracks(tracks):
    assert list(invent_tracks(3_000, seed=5)) == tracks


def test_the_most_popular_come_first_and_every_track_is_in_a_playlist(tracks):
    popularity = [track.popularity for track in tracks]
    assert all(starmap(ge, pairwise(popularity)))
    assert popularity[-1] >= 1


def test_ids_are_distinct_numbers_of_16_bytes(tracks):
    ids = {track.id for track in tracks}
    assert len(ids) == len(tracks)
    assert all(is_track_id(each) and len(pack_id(each)) <= 17 for each in ids)


def test_every_track_of_an_album_is_by_one_artist(tracks):
    credits_of = {}
    for track in tracks:
        credits_of.setdefault(track.album, set()).add(track.artist)
    alone = [artists for artists in credits_of.values() if len(artists) == 1]
    assert len(alone) > 0.95 * len(credits_of)  # two albums may have one title


def test_an_album_has_about_three_tracks_and_an_artist_more(tracks):
    albums, artists = ({getattr(track, of) for track in tracks} for of in ("album", "artist"))
    assert 2.5 < len(tracks) / len(albums) < 4
    assert 6 < len(tracks) / len(artists) < 10
