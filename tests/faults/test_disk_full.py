"""A full disk: acknowledged writes are there, the error names the cause, and free space restores the service."""

import itertools
import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bench.faults.deployment import Process
from bench.faults.injection import FaultInjector
from bench.faults.world import Embedded
from shared.adapters.local_files import LocalFiles
from shared.adapters.sqlite_records import SqliteRecords
from shared.errors import Unavailable
from shared.ports import Record
from shared.record_kinds import LISTENERS
from shared.records.playlist_keys import playlist_key

ADA = {"listener": "ada"}

WRITE_UNTIL_REFUSED = """
import json, resource, sys; from pathlib import Path
from shared.adapters.local_files import LocalFiles
from shared.adapters.sqlite_records import SqliteRecords
from shared.errors import Unavailable
from shared.ports import Record
folder = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
records, objects = SqliteRecords(folder / "segue.db"), LocalFiles(folder / "objects")
kept, refusals = 0, []
try:
    while kept < 1_000:
        records.create("songs", Record(str(kept), {"text": "x" * 10_000}))
        kept += 1
except Unavailable as error:
    refusals.append(str(error))
objects.put("small", b"before")
try:
    objects.put("small", b"x" * 400_000)
except Unavailable as error:
    refusals.append(str(error))
print(json.dumps([kept, refusals]))
"""


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 16 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here; the test with a bound on files covers what it would")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.fixture
def ballast(small_disk):
    """A file that takes up most of the disk until it is removed."""
    path = small_disk / "ballast"
    path.write_bytes(b"x" * 15_500_000)
    return path


@pytest.fixture
def world(small_disk) -> Embedded:
    world = Embedded(small_disk / "stores")
    world.ports.records.create(LISTENERS.name, Record("ada", {"address": "ada@mail.example"}))
    return world


@pytest.fixture
def process(world, models) -> Process:
    return Process(world, FaultInjector(world, world.seconds), models)


def test_what_a_full_disk_took_is_there_and_room_heals_it(world, process, ballast, known):
    taken: list[str] = []
    with pytest.raises(Unavailable, match="full"):
        _publish_for_ever(process, known, taken)
    ballast.unlink()
    deliver_all(process)
    assert len(taken) > 10
    assert [
        place for place in taken if world.ports.records.get("playlists", playlist_key("ada", place)) is None
    ] == []
    assert len(list(world.ports.objects.list("staging/playlists/"))) == len(taken)


def test_a_handler_that_meets_a_full_disk_is_asked_again(world, process, ballast, known, small_disk):
    body = json.dumps({"id": "mine", "tracks": known[:5], "agreed": True} | ADA)
    process.ports.bus.publish("playlists", body.encode())
    _fill(small_disk)
    with suppress(Unavailable):
        process.round()
    assert world.waiting() == 1
    for path in (ballast, small_disk / "filling"):
        path.unlink()
    world.wait(timedelta(minutes=1))
    deliver_all(process)
    assert world.ports.records.get("playlists", playlist_key("ada", "mine"))


def deliver_all(process: Process) -> None:
    while process.world.waiting():
        process.round()


def test_files_that_may_not_grow_lose_nothing_they_took_and_say_why(tmp_path):
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", WRITE_UNTIL_REFUSED, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    kept, refusals = json.loads(done.stdout)
    assert [refusal.split(":")[0] for refusal in refusals] == [
        "The records do not answer",
        "The object store does not answer",
    ]
    records = SqliteRecords(tmp_path / "segue.db")
    assert kept > 0
    assert all(records.get("songs", str(place)) for place in range(kept))
    assert records.create("songs", Record("there is room again", {}))
    assert LocalFiles(tmp_path / "objects").get("small") == b"before"


def _publish_for_ever(process: Process, tracks: list[str], taken: list[str]) -> None:
    for place in itertools.count():
        body = json.dumps({"id": f"p{place}", "tracks": tracks[:5], "name": "x" * 300, "agreed": True} | ADA)
        process.ports.bus.publish("playlists", body.encode())
        taken.append(f"p{place}")


def _fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4_096):
            pass
