"""Invented listens are as the reader expects them, and fetching them gives playlists."""

from dataclasses import replace
from datetime import datetime

import polars as pl
import pytest
from invented_listens import SCHEMA
from metabrainz import MetaBrainzServer

from bench.listens import full
from bench.listens.generate import BOT, Generator, World, write_day
from bench.listens.host import served
from shared.adapters.file_host import FileHost
from training.fetch.listenbrainz import ListenBrainz
from training.fetch.listens import Period

SMALL = World(recordings=6_000, listeners=200, genres=3)


@pytest.fixture(scope="module")
def member() -> pl.DataFrame:
    return Generator(SMALL).member(0, 20_000)


def test_a_member_has_the_columns_of_a_dump(member):
    assert dict(member.schema) == SCHEMA


def test_a_member_is_in_order_of_time(member):
    assert member["listened_at"].is_sorted()


def test_a_share_of_the_listens_is_unknown_to_musicbrainz(member):
    assert member["recording_mbid"].is_not_null().mean() == pytest.approx(SMALL.mapped, abs=0.02)


def test_one_listener_is_a_machine(member):
    assert (member["user_id"] == BOT + 1).mean() == pytest.approx(SMALL.bot, abs=0.05)


def test_the_same_seed_gives_the_same_member(member):
    assert Generator(SMALL).member(0, 20_000).equals(member)


def test_another_member_has_other_listens(member):
    assert not Generator(SMALL).member(1, 20_000).equals(member)


def test_a_day_is_fetched_from_its_host(tmp_path):
    write_day(tmp_path / "host", 0, world=SMALL, listens=20_000)
    with MetaBrainzServer() as server:
        for path in (tmp_path / "host").rglob("*.*"):
            if path.is_file():
                server.files[f"/{path.relative_to(tmp_path / 'host').as_posix()}"] = path.read_bytes()
        fetched = ListenBrainz().fetch(FileHost(server.url), tmp_path / "out", lambda _: None)
    assert fetched.playlists > 100


def test_a_month_is_fetched_from_a_part_of_a_full_dump(tmp_path):
    dump = full.FullDump(members=60, after=20, days=2, listens=20_000, hollow_bytes=20_000_000)
    path = full.write_full(tmp_path / "host", dump, world=replace(SMALL, imported=0))
    with served(tmp_path / "host") as (address, sent):
        month = ListenBrainz(month=Period(full.MONTH, datetime(2026, 7, 1)))
        fetched = month.fetch(FileHost(address), tmp_path / "out", lambda _: None)
    assert fetched.playlists > 100
    assert 0 < sent.bytes < path.stat().st_size / 2
