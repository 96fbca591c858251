"""Listens of ListenBrainz become playlists: from a host that speaks as the real one does."""

import json
import re
from dataclasses import replace

import polars as pl
import pytest
from fetched import assert_nothing_written, bytes_left, playlists, tracks
from invented_listens import Listener, friends, member, parquet, recording, uuid
from metabrainz import LISTENBRAINZ

from shared.errors import InvalidData
from training.fetch.listenbrainz import ListenBrainz
from training.fetch.sessions import SessionRules


def test_a_days_listens_become_playlists(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))})
    fetched = fetch()
    assert (fetched.playlists, fetched.tracks) == (3, 6)
    assert playlists(out) == [[recording(song) for song in range(6)]] * 3


def test_a_playlist_is_a_line_in_mpd_form(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))})
    fetch()
    first, *others = [json.loads(line) for line in (out / "playlists.jsonl").read_text().splitlines()]
    assert first["tracks"][0] == {
        "track_uri": recording(0), "track_name": "Song 0", "artist_name": "Artist 0", "album_name": "Album 0",
    }  # fmt: skip
    assert [each["pid"] for each in (first, *others)] == [0, 1, 2]
    assert first["name"] == ""


def test_names_stand_where_a_song_comes_first_and_nowhere_else(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))})
    fetch()
    assert (out / "playlists.jsonl").read_text().count('"Song 3"') == 1


def test_the_table_says_what_is_known_of_each_song(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))})
    fetch()
    assert tracks(out).row(by_predicate=pl.col("name") == "Song 4", named=True) == {
        "id": recording(4),
        "name": "Song 4",
        "artists": "Artist 0",
        "album": "Album 4",
        "artist_ids": uuid("artist", 0),
        "release_id": uuid("release", 4),
        "spotify_ids": None,
        "isrcs": None,
    }


def test_sessions_that_two_members_share_are_whole(server, fetch, out):
    both = [friends(3), friends(3)]
    for first, second in zip(*both, strict=True):
        first.heard, second.heard = first.heard[:3], second.heard[3:]
    server.add_day({"0.parquet": member(*both[0]), "1.parquet": member(*both[1])})
    fetch()
    assert playlists(out) == [[recording(song) for song in range(6)]] * 3


def test_the_order_of_listens_in_the_file_changes_no_byte(server, fetch, out):
    frame = pl.read_parquet(member(*friends(4, 30), *friends(3, 8)))
    written = []
    for number, seed in ((2653, 1), (2654, 2)):
        shuffled = frame.sample(fraction=1, shuffle=True, seed=seed)
        half = len(shuffled) // 2
        server.add_day({"0.parquet": parquet(shuffled[:half]), "1.parquet": parquet(shuffled[half:])}, number)
        fetch()
        written.append({name: (out / name).read_bytes() for name in ("playlists.jsonl", "tracks.csv.gz")})
    assert written[0] == written[1]


def test_the_dump_with_the_greatest_number_is_the_newest(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3, 5))}, 999)
    server.add_day({"0.parquet": member(*friends(3, 6))}, 2653)
    fetch()
    assert len(tracks(out)) == 6


def test_a_newest_folder_without_its_tar_is_passed_over(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))}, 2653)
    stamp = "20260907-000003-incremental"
    server.files[f"{LISTENBRAINZ}/incremental/listenbrainz-dump-2654-{stamp}/x.sha256"] = b""
    fetch()
    assert len(playlists(out)) == 3


def test_a_host_without_a_whole_dump_is_said_to_have_none(server, fetch, out):
    server.files[f"{LISTENBRAINZ}/incremental/listenbrainz-dump-1-20260907-000003-incremental/x"] = b""
    with pytest.raises(InvalidData, match=r"no whole dump .*, found 1 folders without them; try again"):
        fetch()
    assert_nothing_written(out)


def test_several_days_are_joined(server, fetch, out):
    for number, listener in zip((2651, 2652, 2653), friends(3), strict=True):
        server.add_day({"0.parquet": member(listener)}, number)
    fetch(ListenBrainz(days=3))
    assert len(playlists(out)) == 3


def test_no_listener_and_no_time_is_in_any_byte_that_is_left(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))})
    fetch()
    assert not re.search(rb"90000[0-2]|user|2026-09-0[5-7]|1788", bytes_left(out.parent))


def test_nothing_is_left_beside_the_output(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))})
    fetch()
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_rules_are_those_that_were_given(server, fetch, out):
    server.add_day({"0.parquet": member(Listener(1).hears(1, 2))})
    fetch(ListenBrainz(rules=replace(SessionRules(), shortest=2, listeners_per_song=1)))
    assert playlists(out) == [[recording(1), recording(2)]]
