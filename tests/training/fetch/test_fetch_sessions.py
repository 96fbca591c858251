"""The rules by which listens become playlists, one at a time."""

from dataclasses import replace

import polars as pl
import pytest
from invented_listens import Listener, member, uuid

from training.fetch.listens import Member, listens_of, names_of
from training.fetch.sessions import SessionRules, known_songs, playlists_from
from training.fetch.tracks import tracks_from

ALL = SessionRules(shortest=2, listeners_per_song=1)
"""Rules that keep what a test does not speak of."""


@pytest.fixture
def playlists(tmp_path):
    def made(rules: SessionRules, *listeners: Listener) -> list[list[int]]:
        """Return the playlists as numbers of songs, in alphabetical order."""
        path = tmp_path / "0.parquet"
        path.write_bytes(member(*listeners))
        listens = listens_of(only := Member("0.parquet", path, 0, path.stat().st_size))
        songs = known_songs([listens], rules)
        tracks = tracks_from([names_of(only, songs)], songs)
        entries = playlists_from([listens], tracks.select("recording", "track", "release_id"), rules)
        number = {uuid("recording", song): song for song in range(1_000)}
        by_row = [number[id.rpartition(":")[2]] for id in tracks["id"]]
        grouped = entries.group_by("playlist", maintain_order=True).agg("track")
        return sorted([by_row[row] for row in rows] for rows in grouped["track"])

    return made


def test_songs_come_in_the_order_they_were_heard(playlists):
    assert playlists(ALL, Listener(1).hears(5, 2, 9)) == [[5, 2, 9]]


def test_silence_of_more_than_thirty_minutes_ends_a_session(playlists):
    listener = Listener(1).hears(1, 2, minutes=30).pauses(0.1).hears(3, 4)
    assert playlists(ALL, listener) == [[1, 2], [3, 4]]


def test_silence_of_thirty_minutes_does_not(playlists):
    assert playlists(ALL, Listener(1).hears(1, 2, 3, minutes=30)) == [[1, 2, 3]]


def test_a_song_that_musicbrainz_does_not_know_is_no_silence(playlists):
    listener = Listener(1).hears(1, minutes=20).hears(2, mapped=False, minutes=20).hears(3)
    assert playlists(ALL, listener) == [[1, 3]]


def test_a_song_that_comes_again_counts_where_it_came_first(playlists):
    assert playlists(ALL, Listener(1).hears(1, 2, 1, 3)) == [[1, 2, 3]]


def test_sessions_of_two_listeners_are_not_joined(playlists):
    assert playlists(ALL, Listener(1).hears(1, 2), Listener(2).hears(3, 4)) == [[1, 2], [3, 4]]


def test_a_session_of_fewer_than_five_songs_is_left_out(playlists):
    rules = SessionRules(listeners_per_song=1)
    assert playlists(rules, Listener(1).hears(1, 2, 3, 4), Listener(2).hears(5, 6, 7, 8, 9)) == [[5, 6, 7, 8, 9]]


def test_a_long_session_is_cut_into_playlists_of_a_hundred_songs(playlists):
    assert [len(each) for each in playlists(ALL, Listener(1).hears(*range(250)))] == [100, 100, 50]


def test_a_song_of_fewer_than_three_listeners_is_left_out(playlists):
    rules = replace(ALL, listeners_per_song=3)
    listeners = [Listener(n).hears(1, 2, *([3] if n < 2 else [])) for n in range(3)]
    assert playlists(rules, *listeners) == [[1, 2]] * 3


def test_many_listens_of_one_listener_make_no_song_known(playlists):
    assert playlists(replace(ALL, listeners_per_song=2), Listener(1).hears(1, 2).pauses(60).hears(1, 2)) == []


def test_a_listener_gives_forty_playlists_at_most(playlists):
    bot = Listener(1)
    for _ in range(100):
        bot.hears(1, 2, 3).pauses(60)
    assert len(playlists(ALL, bot, Listener(2).hears(4, 5))) == 41


def of_album(listener: Listener, songs: range) -> Listener:
    """Move the listener's songs to one release."""
    moved = {uuid("recording", song) for song in songs}
    for heard in listener.heard:
        if heard["recording_mbid"] in moved:
            heard["release_mbid"] = uuid("release", -1)
    return listener


def test_a_session_mostly_of_one_release_is_left_out(playlists):
    assert playlists(ALL, of_album(Listener(1).hears(*range(10)), range(7))) == []


def test_a_session_of_which_six_tenths_are_of_one_release_is_kept(playlists):
    assert len(playlists(ALL, of_album(Listener(1).hears(*range(10)), range(6)))) == 1


def test_listens_in_one_second_are_in_the_order_of_their_messybrainz_ids(playlists):
    by_msid = sorted(range(20), key=lambda song: uuid("msid", song))
    assert playlists(ALL, Listener(1).hears(*range(20), minutes=0)) == [by_msid]


def test_playlists_of_one_listener_do_not_follow_each_other(tmp_path):
    listeners = [Listener(n) for n in range(20)]
    for listener in listeners:
        for _ in range(10):
            listener.hears(2 * listener.number, 2 * listener.number + 1).pauses(60)
    path = tmp_path / "0.parquet"
    path.write_bytes(member(*listeners))
    listens = listens_of(Member("0.parquet", path, 0, path.stat().st_size))
    songs = known_songs([listens], ALL).with_row_index("track").with_columns(release_id=pl.lit(None, pl.String))
    entries = playlists_from([listens], songs, ALL)
    of = entries.group_by("playlist", maintain_order=True).agg(pl.col("track").min())["track"]
    assert (of == of.shift()).sum() < 30
