"""Listens of ListenBrainz become playlists: from a host that speaks as the real one does."""

import json
import re
from dataclasses import replace

import polars as pl
import pytest
from fetched import assert_nothing_written, bytes_left, playlists, starts, tracks
from metabrainz import (
    LISTENBRAINZ,
    Listener,
    friends,
    member,
    parquet,
    recording,
    spark_tar,
    uuid,
)

from shared.adapters.file_host import CHUNK
from shared.errors import InvalidData, Unavailable
from training.fetch.listenbrainz import ListenBrainz
from training.fetch.sessions import SessionRules

LARGE = {"NOTES": bytes(5 * CHUNK)}
"""A member that makes a tar take more than one read."""


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


def test_a_cut_in_the_middle_is_continued_where_it_was(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3)), **LARGE})
    server.cuts[path] = [2 * CHUNK, CHUNK]
    fetch()
    assert len(playlists(out)) == 3
    assert starts(server, path) == [0, 2 * CHUNK, 3 * CHUNK]


def test_a_second_run_continues_what_the_first_left(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3)), **LARGE})
    server.cuts[path] = [2 * CHUNK, 0, 0, 0]
    with pytest.raises(Unavailable):
        fetch()
    assert_nothing_written(out)
    asked_before = len(starts(server, path))
    fetch()
    assert starts(server, path)[asked_before:] == [2 * CHUNK]


def test_a_file_that_changed_between_two_runs_is_fetched_anew(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3)), **LARGE})
    server.cuts[path] = [2 * CHUNK, 0, 0, 0]
    with pytest.raises(Unavailable):
        fetch()
    server.add_day({"0.parquet": member(*friends(4)), **LARGE})
    fetch()
    assert len(playlists(out)) == 4


def test_a_wrong_digest_is_refused_and_the_next_run_fetches_anew(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3))})
    right = server.files[f"{path}.sha256"]
    server.files[f"{path}.sha256"] = b"0" * 64
    with pytest.raises(InvalidData, match=r"arrived damaged: expected SHA-256 0000.*, found .*; run it again"):
        fetch()
    assert_nothing_written(out)
    server.files[f"{path}.sha256"] = right
    fetch()
    assert len(playlists(out)) == 3


def test_what_is_no_digest_is_refused(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3))})
    server.files[f"{path}.sha256"] = b"<html>"
    with pytest.raises(InvalidData, match=r"no digest: expected 64 hexadecimal digits, found '<html>'; try again"):
        fetch()


def test_a_host_that_ignores_range_is_read_from_the_start_after_a_cut(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3)), **LARGE})
    server.ignores_range = True
    server.cuts[path] = [2 * CHUNK]
    fetch()
    assert len(playlists(out)) == 3


def test_a_host_without_etags_is_read_from_the_start_by_a_second_run(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3)), **LARGE})
    server.sends_etag = False
    server.cuts[path] = [2 * CHUNK, 0, 0, 0]
    with pytest.raises(Unavailable):
        fetch()
    fetch()
    assert len(playlists(out)) == 3


def test_a_member_of_another_schema_version_is_refused(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))}, schema="2")
    with pytest.raises(InvalidData, match=r"another layout: expected SCHEMA_SEQUENCE 1, found '2'; update Segue"):
        fetch()
    assert_nothing_written(out)


def test_a_dump_that_does_not_say_its_version_is_refused(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))}, schema=None)
    with pytest.raises(InvalidData, match=r"expected SCHEMA_SEQUENCE 1, found none"):
        fetch()


@pytest.mark.parametrize("missing", ["user_id", "recording_mbid"])
def test_a_member_with_other_columns_is_refused(server, fetch, missing):
    frame = pl.read_parquet(member(*friends(3)))
    server.add_day({"0.parquet": parquet(frame.rename({missing: "other"}))})
    with pytest.raises(InvalidData, match=rf"0.parquet has another layout: .* found no {missing}"):
        fetch()


def test_a_column_of_another_type_is_refused(server, fetch):
    frame = pl.read_parquet(member(*friends(3))).with_columns(pl.col("user_id").cast(pl.String))
    server.add_day({"0.parquet": parquet(frame)})
    with pytest.raises(InvalidData, match=r"expected user_id as Int64, found String"):
        fetch()


@pytest.mark.parametrize("place", [0, 10, -400, -40, -5])
def test_a_corrupt_parquet_is_refused(server, fetch, out, place):
    data = bytearray(member(*friends(3, 200)))
    data[place : place + 20 if place >= 0 else place + 4] = b"\xff" * (20 if place >= 0 else 4)
    server.add_day({"0.parquet": bytes(data)})
    with pytest.raises(InvalidData, match=r"0.parquet is damaged: .*; run it again"):
        fetch()
    assert_nothing_written(out)


@pytest.mark.parametrize("name", ["../../etc/0.parquet", "../0.parquet", "deeper/0.parquet"])
def test_a_tar_entry_outside_its_folder_is_refused(server, fetch, out, name):
    root = "listenbrainz-spark-dump-2653-20260905-000003-incremental"
    path = server.add_day({"0.parquet": member(*friends(3))})
    server.add(path, spark_tar(root, {name: member(*friends(3))}))
    with pytest.raises(InvalidData, match=r"no dump: expected plain files in .*, found .*0.parquet'; name a host"):
        fetch()
    assert_nothing_written(out)


def test_a_tar_that_is_no_tar_is_refused(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3))})
    server.add(path, b"<html>" * 1_000)
    with pytest.raises(InvalidData, match=r"no whole tar: .*; run it again"):
        fetch()
    assert_nothing_written(out)


def test_listens_without_a_session_are_said_to_give_no_playlist(server, fetch, out):
    server.add_day({"0.parquet": member(Listener(1).hears(1, 2))})
    with pytest.raises(InvalidData, match=r"2 listens give no playlist: .*; fetch more --days"):
        fetch()
    assert_nothing_written(out)


def test_an_output_of_before_stays_after_a_failure(server, fetch, out):
    path = server.add_day({"0.parquet": member(*friends(3))})
    fetch()
    server.add(path, b"<html>")
    with pytest.raises(InvalidData):
        fetch()
    assert len(playlists(out)) == 3


def test_rules_are_those_that_were_given(server, fetch, out):
    server.add_day({"0.parquet": member(Listener(1).hears(1, 2))})
    fetch(ListenBrainz(rules=replace(SessionRules(), shortest=2, listeners_per_song=1)))
    assert playlists(out) == [[recording(1), recording(2)]]
