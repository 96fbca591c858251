"""Download of staged playlists: in parallel, within bounds, and whatever lies there."""

import csv
import threading

import pytest
from staged_playlists import DAY, hexed, put_staged, staged_name, track_uri

from shared.adapters.local_files import LocalFiles
from shared.adapters.memory import MemoryObjects
from shared.domain.track import FEATURES
from shared.errors import Unavailable
from shared.records.staging_paths import StagedName
from training.read.corpus import read_dataset
from training.read.mpd import read_playlists
from training.staged.fetch import Bounds, fetch_staged
from training.staged.parallel import AHEAD, in_parallel, read_all


@pytest.fixture
def objects():
    return MemoryObjects()


@pytest.fixture
def fetched(objects, tmp_path):
    """Downloads and reads as training does: the names of the playlists, as numbers."""

    def fetch(**bounds) -> list[int]:
        playlists, _ = fetch_staged(objects, tmp_path, Bounds(**bounds), threads=4)
        return (
            sorted(int(each.name.removeprefix("List ")) for each in read_playlists(playlists)) if playlists else []
        )

    return fetch


def test_staged_playlists_and_features_are_read_like_any_others(objects, tmp_path):
    features = {track_uri(90): [0.5] * len(FEATURES), track_uri(91): [None, *[0.25] * (len(FEATURES) - 1)]}
    put_staged(objects, staged_name(1, 8))
    put_staged(objects, staged_name(2, 9), features=features)
    playlists, (table,) = fetch_staged(objects, tmp_path)
    with table.open() as file:
        rows = {row["track_uri"]: row for row in csv.DictReader(file)}
    assert rows.keys() == features.keys()
    assert rows[track_uri(91)][FEATURES[0]] == ""
    dataset, _ = read_dataset(playlists, [table], min_coverage=0)
    assert sorted(dataset.playlist_names) == ["List 8", "List 9"]


def test_where_nothing_is_staged_there_is_nothing_more_to_read(objects, tmp_path):
    assert fetch_staged(objects, tmp_path) == ([], [])


def test_what_is_of_nobody_is_not_learned_from_and_is_counted(objects, fetched, caplog):
    put_staged(objects, staged_name(1, 8), StagedName(DAY, "", hexed(9)))
    objects.put(f"staging/features/date={DAY}/{hexed(9)}.csv", b"track_uri,energy\nx,1\n")
    assert fetched() == [8]
    assert "1 read; left out: 1 of nobody" in caplog.text


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"nonsense",
        b"\xff",
        b"[" * 100_000,
        b'{"pid": "x", "tracks": []}',
        b'{"pid": "%s", "contributor": "%s", "day": "%s", "tracks": [{"track_uri": "file:///x"}]}'
        % (hexed(9).encode(), hexed(1).encode(), DAY.encode()),
    ],
)
def test_a_line_that_cannot_be_read_fails_no_training_and_is_counted(objects, fetched, caplog, line):
    put_staged(objects, staged_name(1, 8))
    objects.put(staged_name(1, 9).object, line)
    assert fetched() == [8]
    assert "1 unreadable or gone" in caplog.text


@pytest.mark.parametrize("values", [[0.5], ["high"] * len(FEATURES)])
def test_features_of_another_shape_reach_no_training(objects, fetched, values):
    put_staged(objects, staged_name(1, 8))
    put_staged(objects, staged_name(1, 9), features={track_uri(90): values})
    assert fetched() == [8]


def test_a_staged_playlist_that_has_lost_its_bytes_keeps_no_other_from_training(tmp_path, caplog):
    objects = LocalFiles(tmp_path / "objects")
    lost, _ = put_staged(objects, staged_name(1, 8), staged_name(1, 9))
    (tmp_path / "objects/blobs" / str(objects.stat(lost.object).generation)).unlink()
    ((path,), _) = fetch_staged(objects, tmp_path)
    assert [each.name for each in read_playlists([path])] == ["List 9"]
    assert f"{lost.object} is not trained on" in caplog.text


# Bounds


def test_over_the_bound_the_newest_are_read_and_the_others_counted(objects, fetched, caplog):
    put_staged(objects, *[staged_name(number, number, f"2026-11-{number:02}") for number in range(10, 20)])
    assert fetched(playlists=3) == [17, 18, 19]
    assert "7 over the bound of all" in caplog.text


def test_no_contributor_pushes_the_others_out(objects, fetched, caplog):
    put_staged(objects, *[staged_name(1, number, "2026-11-30") for number in range(50, 90)])
    put_staged(objects, *[staged_name(2, number) for number in range(3)])
    found = fetched(playlists=8, of_contributor=5)
    assert found[:3] == [0, 1, 2]
    assert len(found) == 8
    assert "35 over the bound of one contributor" in caplog.text


def test_more_bytes_than_allowed_are_not_read(objects, fetched, caplog):
    put_staged(objects, *[staged_name(number, number) for number in range(10, 20)])
    size = next(objects.list("staging/")).size_bytes
    assert len(fetched(total_bytes=4 * size)) == 4
    assert fetched(line_bytes=size - 1) == []
    assert "10 too large" in caplog.text


# In parallel


class Together(MemoryObjects):
    """Objects of which a read waits until so many others are at it."""

    def __init__(self, together: int) -> None:
        super().__init__()
        self.together = threading.Barrier(together)

    def get(self, name, start=0, length=None):
        self.together.wait(timeout=30)
        return super().get(name, start, length)


def test_objects_are_read_at_the_same_time_and_come_in_order():
    objects = Together(8)
    names = [f"name-{number:03}" for number in range(64)]
    for name in names:
        objects.put(name, name.encode())
    assert list(read_all(objects, names, threads=8)) == [(name, name.encode()) for name in names]


def test_no_more_is_read_ahead_than_fits():
    asked = []
    results = in_parallel(asked.append, range(1_000), threads=4)
    next(results)
    results.close()
    assert len(asked) <= AHEAD * 4


def test_a_store_that_does_not_answer_ends_the_download(objects, tmp_path):
    class Down(MemoryObjects):
        def get(self, name, start=0, length=None):
            raise Unavailable("The object store does not answer")

    down = Down()
    put_staged(down, staged_name(1, 8))
    with pytest.raises(Unavailable):
        fetch_staged(down, tmp_path)
