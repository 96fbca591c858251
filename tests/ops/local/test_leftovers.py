"""Leftovers of killed processes are deleted after a day, and nothing else."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ops.local.leftovers import LEFT_AFTER, REJECTED_FOR, clear_leftovers, clear_rejected
from ops.local.secret import local_secret
from shared.adapters.local_files import LocalFiles
from shared.adapters.memory import MemoryObjects
from shared.errors import Unavailable


def written(path, *, age):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    moment = time.time() - age
    os.utime(path, (moment, moment))
    return path


DAY = LEFT_AFTER.total_seconds()


@pytest.mark.parametrize(
    "place", ["objects/blobs/123", "models/0123456789ab/tmpab_c1234", "secret.0123456789abcdef"]
)
def test_a_file_that_was_left_is_deleted_after_a_day_and_not_before(tmp_path, place):
    files, models, secret = LocalFiles(tmp_path / "objects"), tmp_path / "models", tmp_path / "secret"
    files.put("name", b"x")
    left = written(tmp_path / place, age=DAY - 600)
    assert clear_leftovers(files, models, secret) == 0
    written(left, age=DAY + 600)
    assert clear_leftovers(files, models, secret) == 1
    assert not left.exists()


def test_old_files_that_are_in_use_stay(tmp_path):
    files, models, secret = LocalFiles(tmp_path / "objects"), tmp_path / "models", tmp_path / "secret"
    files.put("a/b", b"x")
    made = local_secret(secret)
    array = written(models / "0123456789ab" / "tmp.npy", age=2 * DAY)
    for path in tmp_path.rglob("*"):
        os.utime(path, (0, 0))
    assert clear_leftovers(files, models, secret) == 0
    assert (files.get("a/b"), local_secret(secret), array.exists()) == (b"x", made, True)


def test_models_of_a_process_that_has_ended_are_deleted_and_of_a_running_one_not(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    folders = [tmp_path / "models" / f"process-{process}" for process in (ended.pid, os.getpid())]
    for folder in folders:
        written(folder / "0123456789ab" / "array.npy", age=0)
    clear_leftovers(MemoryObjects(), tmp_path / "models", tmp_path / "secret")
    assert [folder.exists() for folder in folders] == [False, True]


def test_where_all_names_are_lost_no_bytes_are_deleted(tmp_path):
    left = written(tmp_path / "objects/blobs/123", age=2 * DAY)
    assert clear_leftovers(LocalFiles(tmp_path / "objects"), tmp_path / "models", tmp_path / "secret") == 0
    assert left.exists()


def test_nothing_is_cleared_and_made_where_nothing_is(tmp_path):
    for objects in (LocalFiles(tmp_path / "objects"), MemoryObjects()):
        assert clear_leftovers(objects, tmp_path / "models", tmp_path / "secret") == 0
    assert list(tmp_path.iterdir()) == []


def test_a_writer_whose_bytes_were_cleared_while_it_slept_names_nothing(tmp_path, monkeypatch):
    files = LocalFiles(tmp_path / "objects")
    files.put("name", b"before")
    locked = files._locked

    def sleeping():
        for blob in (tmp_path / "objects/blobs").iterdir():
            if blob.read_bytes() == b"after":
                blob.unlink()
        return locked()

    monkeypatch.setattr(files, "_locked", sleeping)
    with pytest.raises(Unavailable):
        files.put("name", b"after")
    assert files.get("name") == b"before"


def test_messages_rejected_long_ago_are_deleted_and_nothing_else(tmp_path):
    files = LocalFiles(tmp_path / "objects")
    names = ["rejected/ingest/undated/old.json", "rejected/ingest/2026-01-01/new.json", "staging/old.json"]
    for name in names:
        files.put(name, b"{}")
    long_ago = time.time() - REJECTED_FOR.total_seconds() - 600
    for name in (names[0], names[2]):
        os.utime(files.path(name).resolve(), (long_ago, long_ago))
    assert clear_rejected(files) == 1
    assert [stored.name for stored in files.list("")] == names[1:]
    assert clear_rejected(files) == 0


def test_a_bucket_deletes_its_rejected_messages_itself():
    objects = MemoryObjects()
    objects.put("rejected/ingest/undated/old.json", b"{}")
    assert clear_rejected(objects) == 0


def test_rejected_messages_are_kept_as_long_as_in_the_cloud():
    rules = (Path(__file__).parents[3] / "terraform/modules/app/buckets.tf").read_text()
    assert re.search(r'age += (\d+)\s+matches_prefix = \["rejected/"\]', rules)[1] == str(REJECTED_FOR.days)
