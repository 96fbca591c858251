"""A month out of a full dump that is never downloaded whole."""

from datetime import datetime, timedelta

import polars as pl
import pytest
from fetched import playlists, starts
from invented_listens import Listener, member, parquet, recording

from shared.adapters.download import Downloads
from shared.adapters.file_host import FileHost
from shared.errors import InvalidData, InvalidInput, Unavailable
from training.fetch.listenbrainz import ListenBrainz
from training.fetch.listens import Period
from training.fetch.month import FIRST_STRIDE, RemoteTar

JUNE = Period(datetime(2026, 6, 1), datetime(2026, 7, 1))
START = datetime(2025, 1, 1)


def years(members: int = 40, days: int = 15) -> dict[str, bytes]:
    """Return members in order of time: three listeners, each with a session of six songs every third day."""
    return {
        f"{number}.parquet": member(
            *(
                Listener(900_000 + user, START + timedelta(days=days * number + day, hours=user)).hears(
                    *range(10 * number, 10 * number + 6)
                )
                for user in range(3)
                for day in range(0, days, 3)
            )
        )
        for number in range(members)
    }


def times(path) -> pl.Series:
    return pl.read_parquet(path.data())["listened_at"]


@pytest.fixture
def remote(server, tmp_path):
    def opened(path: str) -> RemoteTar:
        host = FileHost(server.url, sleep=lambda _: None)
        return RemoteTar(Downloads(host, tmp_path), host.file(path), tmp_path, near=20_000)

    return opened


def test_the_members_of_a_month_are_found_without_the_others(server, remote):
    path = server.add_full(years())
    found = list(remote(path).members(JUNE))
    assert times(found[0]).min() < JUNE.start
    assert times(found[1]).max() >= JUNE.start
    assert times(found[-1]).max() >= JUNE.end
    assert len(found) == 3


@pytest.mark.parametrize("month", [1, 5, 12])
def test_every_listen_of_a_month_is_in_the_members_found(server, remote, month):
    members = years(30)
    period = Period(datetime(2025, month, 1), datetime(2025 + month // 12, month % 12 + 1, 1))
    inside = pl.concat([pl.read_parquet(data) for data in members.values()]).filter(
        pl.col("listened_at").is_between(period.start, period.end, closed="left")
    )
    found = pl.concat([pl.read_parquet(each.data()) for each in remote(server.add_full(members)).members(period)])
    assert inside.join(found, on=inside.columns, how="anti", nulls_equal=True).is_empty()


def test_few_requests_find_it(server, remote):
    path = server.add_full(years(200, 3))
    list(remote(path).members(JUNE))
    assert len(starts(server, path)) < 60


def test_only_listens_of_the_month_become_playlists(server, fetch, out):
    server.add_full(years())
    fetch(ListenBrainz(month=JUNE))
    numbers = {(JUNE.start - START).days // 15 + more for more in range(3)}
    songs = {recording(10 * number + song) for number in numbers for song in range(6)}
    assert {track for playlist in playlists(out) for track in playlist} <= songs


def test_a_month_after_the_dump_gives_no_playlist(server, fetch):
    server.add_full(years(3))
    with pytest.raises(InvalidInput, match=r"has no listens of that time: .*; take another --month"):
        fetch(ListenBrainz(month=JUNE))


def test_a_host_that_sends_no_parts_cannot_give_a_month(server, fetch):
    server.add_full(years(3))
    server.ignores_range = True
    with pytest.raises(Unavailable, match=r"sends no parts of .*: expected 206 for a Range, found 200"):
        fetch(ListenBrainz(month=JUNE))


def test_a_full_dump_of_another_schema_version_is_refused(server, fetch):
    server.add_full(years(3), schema="2")
    with pytest.raises(InvalidData, match=r"another layout: expected SCHEMA_SEQUENCE 1, found '2'"):
        fetch(ListenBrainz(month=JUNE))


def test_a_damaged_member_of_a_full_dump_is_refused(server, fetch):
    server.add_full({**years(1), "1.parquet": b"PAR1" + bytes(5_000)})
    with pytest.raises(InvalidData, match=r"1\.parquet is damaged"):
        fetch(ListenBrainz(month=JUNE))


def test_the_first_time_of_a_large_member_takes_its_start_and_its_end(server, remote):
    rows = pl.concat([pl.read_parquet(data) for data in years(4).values()])
    large = (
        pl.concat([rows] * 3_000)
        .sort("listened_at")
        .with_columns(recording_msid=pl.int_range(pl.len()).hash(seed=1).cast(pl.String))
    )
    path = server.add_full({"0.parquet": parquet(rows), "1.parquet": parquet(large)})
    tar = remote(path)
    second = tar._next(tar.opening()[1].end, 1 << 40)
    assert tar._first_time(second) == START
    assert second.size > 6 << 20


def test_a_header_that_follows_at_once_takes_a_small_part(server, remote):
    tar = remote(server.add_full({"0.parquet": years(1)["0.parquet"], "1.parquet": bytes(1 << 20)}))
    first = tar.opening()[1]
    assert tar._next(first.end, 1 << 40).name == "1.parquet"
    start, _, end = server.asked[-1].headers["Range"].removeprefix("bytes=").partition("-")
    assert int(end) + 1 - int(start) == FIRST_STRIDE
