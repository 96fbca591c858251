"""A folder of files beyond the ObjectStore contract: paths, crash safety, concurrent processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shared.adapters.local_files import LocalFiles
from shared.errors import Conflict, InvalidInput, NotFound, SpoiltStore, Unavailable

WRITE_FOR_EVER = """
for letter in itertools.cycle(b"bcdefgh"):
    files.put("name", bytes([letter]) * 100_000)
    print(letter, flush=True)
"""

INCREMENT = """
written = 0
while written < 10:
    before = files.stat("counter")
    try:
        files.put("counter", b"%d" % (int(files.get("counter")) + 1), if_generation=before.generation)
    except Conflict:
        continue
    written += 1
"""


UNSYNCED = """
def fail_to_sync_names(event, found):
    if event == "open" and str(found[0]).endswith("/names") and armed:
        raise OSError(5, "Input/output error")

armed = False
sys.addaudithook(fail_to_sync_names)
files.put("name", b"before")
armed = True
try:
    files.put("name", b"after")
except Unavailable as error:
    print(error, flush=True)
"""


@pytest.fixture
def files(tmp_path: Path) -> LocalFiles:
    return LocalFiles(tmp_path / "objects")


def started(program: str, root: Path) -> subprocess.Popen:
    """Run a program on `files` in a process of its own."""
    prelude = (
        "import itertools, sys; from pathlib import Path; from shared.errors import Conflict, Unavailable\n"
        "from shared.adapters.local_files import LocalFiles; files = LocalFiles(Path(sys.argv[1]))\n"
    )
    environ = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-c", prelude + program, str(root)]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE)


def test_a_path_leads_to_the_bytes(files):
    files.put("models/v1/tracks.npy", b"array")
    path = files.path("models/v1/tracks.npy")
    assert (path.read_bytes(), path.suffix) == (b"array", ".npy")


def test_an_absent_object_has_no_path(files):
    with pytest.raises(NotFound):
        files.path("absent")


def test_the_store_can_be_moved(files, tmp_path):
    stored = files.put("models/current.json", b"{}")
    (tmp_path / "objects").rename(tmp_path / "moved")
    assert LocalFiles(tmp_path / "moved").stat("models/current.json") == stored


def test_replaced_and_deleted_bytes_are_not_left_behind(files, tmp_path):
    for name in ("a", "a", "b"):
        files.put(name, b"x")
    files.delete("b")
    assert len(list((tmp_path / "objects/blobs").iterdir())) == 1


def test_a_refused_put_leaves_no_bytes_behind(files, tmp_path):
    with pytest.raises(Conflict):
        files.put("a", b"x", if_generation=7)
    assert list((tmp_path / "objects/blobs").iterdir()) == []


@pytest.mark.parametrize(("first", "second"), [("a", "a/b"), ("a/b", "a")])
def test_a_name_cannot_also_be_a_folder(files, first, second):
    files.put(first, b"x")
    with pytest.raises(InvalidInput, match="folder of another"):
        files.put(second, b"y")


def test_a_writer_that_died_before_naming_its_bytes_changed_nothing(files, tmp_path):
    stored = files.put("name", b"old")
    (tmp_path / "objects/blobs/12345").write_bytes(b"half writ")
    assert (files.stat("name"), files.get("name"), list(files.list(""))) == (stored, b"old", [stored])


@pytest.fixture
def lost(files, tmp_path):
    """The name of an object that has lost its bytes."""
    stored = files.put("name", b"x")
    (tmp_path / "objects/blobs" / str(stored.generation)).unlink()
    return stored.name


@pytest.mark.parametrize("ask", [LocalFiles.get, LocalFiles.path])
def test_lost_bytes_are_reported_not_mistaken_for_an_absent_object(files, lost, ask):
    with pytest.raises(SpoiltStore, match="name has lost its bytes"):
        ask(files, lost)


def test_an_object_that_has_lost_its_bytes_is_listed_and_can_be_written_anew(files, lost):
    (stored,) = files.list("")
    assert (stored, stored.size_bytes) == (files.stat(lost), 0)
    files.put(lost, b"new", if_generation=stored.generation)
    assert files.get(lost) == b"new"


def test_an_object_that_has_lost_its_bytes_can_be_deleted(files, lost):
    files.delete(lost)
    assert files.stat(lost) is None


def test_a_root_that_cannot_be_written_is_unavailable(tmp_path):
    with pytest.raises(Unavailable):
        LocalFiles(Path("/proc/nowhere")).put("name", b"x")


def test_processes_that_retry_on_conflict_lose_no_update(files, tmp_path):
    files.put("counter", b"0")
    writers = [started(INCREMENT, tmp_path / "objects") for _ in range(3)]
    assert [(writer.communicate()[0], writer.returncode) for writer in writers] == [(b"", 0)] * 3
    assert files.get("counter") == b"30"


@pytest.mark.parametrize("puts", [1, 2, 3, 4])
def test_a_writer_killed_at_any_moment_leaves_a_whole_object(files, tmp_path, puts):
    files.put("name", b"a" * 100_000)
    with started(WRITE_FOR_EVER, tmp_path / "objects") as writer:
        for _ in range(puts):
            writer.stdout.readline()
        writer.kill()
    data = files.get("name")
    assert data == data[:1] * 100_000


def test_a_name_that_could_not_be_synced_leads_to_whole_bytes_all_the_same(files, tmp_path):
    with started(UNSYNCED, tmp_path / "objects") as process:
        assert b"Input/output error" in process.communicate()[0]
    assert files.get("name") == b"after"
