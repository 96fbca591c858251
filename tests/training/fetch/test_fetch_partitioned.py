"""Listens wait on disk in parts of whole listeners, and the parts change no playlist."""

from pathlib import Path

import polars as pl
import pytest
from invented_listens import friends, member

from training.fetch.listenbrainz import ListenBrainz
from training.fetch.listens import Member, listens_of
from training.fetch.partitioned import PartitionedListens


@pytest.fixture
def listens(tmp_path) -> pl.DataFrame:
    path = tmp_path / "0.parquet"
    path.write_bytes(member(*friends(30)))
    return listens_of(Member("0.parquet", path, 0, path.stat().st_size))


@pytest.fixture
def parts(tmp_path, listens) -> PartitionedListens:
    """Return the listens in 7 parts, added in two halves."""
    (tmp_path / "parts").mkdir()
    parts = PartitionedListens(tmp_path / "parts", 7)
    parts.add(listens[: len(listens) // 2])
    parts.add(listens[len(listens) // 2 :])
    return parts


def test_every_listen_is_in_one_part(listens, parts):
    order = ["user", "second", "tie"]
    assert pl.concat(parts).sort(order).equals(listens.sort(order))


def test_all_listens_of_a_listener_are_in_one_part(parts):
    of_part = [set(part["user"]) for part in parts]
    assert sum(map(len, of_part)) == len(set.union(*of_part))


def test_a_part_without_listeners_is_passed_over(tmp_path, listens):
    (tmp_path / "one").mkdir()
    parts = PartitionedListens(tmp_path / "one", 7)
    parts.add(listens.filter(pl.col("user") == listens["user"][0]))
    assert len(list(parts)) == 1


def test_the_number_of_parts_changes_no_byte(server, fetch, out):
    server.add_day({f"{number}.parquet": member(*friends(30, 5 * number)) for number in range(3)})
    fetch()
    whole = written(out)
    (out / "source.json").write_text("{}")
    fetch(ListenBrainz(part_bytes=2_000))
    assert written(out) == whole


def written(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in ("playlists.jsonl", "tracks.csv.gz")}
