"""Data that cannot be used is refused in one line, and nothing of it stays."""

import polars as pl
import pytest
from fetched import assert_nothing_written, playlists
from invented_listens import Listener, friends, member, parquet
from metabrainz import spark_tar

from shared.errors import InvalidData, InvalidInput


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
    with pytest.raises(InvalidInput, match=r"2 listens give no playlist: .*; fetch more of them"):
        fetch()
    assert_nothing_written(out)


def test_an_output_of_before_stays_after_a_failure(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))})
    fetch()
    server.add(server.add_day({"0.parquet": member(*friends(4))}, number=2654), b"<html>")
    with pytest.raises(InvalidData):
        fetch()
    assert len(playlists(out)) == 3
