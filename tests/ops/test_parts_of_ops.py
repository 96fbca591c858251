"""Small parts of operations by themselves: parts of a backup and findings of the doctor."""

import os
from datetime import UTC, datetime

import msgspec
import pytest
from click.testing import CliRunner

from ops.backup.layout import (
    PART_BYTES,
    SCHEMA,
    Manifest,
    Part,
    delete_backup,
    digest,
    encode_manifest,
    name_of,
    packed,
    place,
    read_manifest,
    unpacked,
)
from ops.commands.backup import backup
from ops.commands.train import sound_line
from ops.doctor.findings import Unsound, demand, found
from shared.adapters.local_files import LocalFiles
from shared.adapters.memory import MemoryObjects
from shared.errors import InvalidData, NotFound
from shared.ports import Record

MOMENT = datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC)


def test_a_backup_is_named_by_its_second_and_names_sort_by_time():
    assert place(name_of(MOMENT), "x") == "backups/2026-11-03T040506Z/x"
    assert name_of(MOMENT) < name_of(MOMENT.replace(day=12))


MADE = Manifest(SCHEMA, MOMENT, [Part("objects/a", "a", "0" * 64)], [Part("records/b", "b", "1" * 64, 3)])


def read(data: bytes) -> Manifest:
    store = MemoryObjects()
    store.put(place("made", "manifest.json"), data)
    return msgspec.structs.replace(read_manifest(store, "made"), sha256="")


def test_a_manifest_in_which_a_byte_was_changed_is_refused_or_says_the_same():
    data = encode_manifest(MADE)
    assert read(data) == MADE
    refused = 0
    for at, byte in enumerate(data):
        try:
            assert read(data[:at] + bytes([byte ^ 1]) + data[at + 1 :]) == MADE
        except InvalidData:
            refused += 1
    assert refused >= len(data) - len("sha256")  # under another name the checksum is none, and all else as it was


def test_a_manifest_from_before_checksums_is_read():
    old = {name: value for name, value in msgspec.to_builtins(MADE).items() if name != "sha256"}
    assert read(msgspec.json.encode(old)) == MADE


def test_a_backup_names_the_objects_that_had_lost_their_bytes_and_a_restore_writes_over_them(tmp_path, caplog):
    objects, backups = f"file:///{tmp_path}/objects", f"file:///{tmp_path}/backups"
    os.environ.update(SEGUE_RECORDS=f"sqlite:///{tmp_path}/segue.db", SEGUE_OBJECTS=objects)
    files = LocalFiles(tmp_path / "objects")
    for name in ("models/current.json", "staging/a", "staging/b"):
        files.put(name, b"x")
    whole = CliRunner().invoke(backup, ["create", backups], catch_exceptions=False).output.split()[0]
    for name in ("models/current.json", "staging/a"):
        (tmp_path / "objects/blobs" / str(files.stat(name).generation)).unlink()
    restored = CliRunner().invoke(backup, ["restore", backups, whole, "--into-used"], catch_exceptions=False)
    assert "2 objects are back; 1 were there already" in restored.output
    assert [files.get(each.name) for each in files.list("")] == [b"x"] * 3
    (tmp_path / "objects/blobs" / str(files.stat("staging/a").generation)).unlink()
    others = f"file:///{tmp_path}/others"
    made = CliRunner().invoke(backup, ["create", others], catch_exceptions=False).output
    assert made.endswith("2 objects; lost before, and not in it: staging/a\n")
    assert CliRunner().invoke(backup, ["list", others]).output == made
    assert "staging/a is not in the backup" in caplog.text


def test_a_damaged_backup_is_listed_as_such_beside_the_others(tmp_path):
    store = LocalFiles(tmp_path)
    store.put(place("1", "manifest.json"), encode_manifest(MADE)[:-1])
    store.put(place("2", "manifest.json"), encode_manifest(MADE))
    lines = CliRunner().invoke(backup, ["list", f"file:///{tmp_path}"]).output.splitlines()
    assert lines[0].startswith("1  cannot be restored: backups/1/manifest.json is damaged")
    assert lines[1] == "2  3 records, 1 objects"


def test_a_backup_that_was_cut_off_is_listed_and_can_be_deleted_with_its_bytes(tmp_path):
    store = LocalFiles(tmp_path)
    store.put(place("1", "records/listeners/000000.jsonl.gz"), b"personal data")
    store.put(place("2", "manifest.json"), encode_manifest(MADE))
    lines = CliRunner().invoke(backup, ["list", f"file:///{tmp_path}"]).output.splitlines()
    assert lines == ["1  is not complete: it is being made, or was cut off", "2  3 records, 1 objects"]
    assert CliRunner().invoke(backup, ["delete", f"file:///{tmp_path}", "1"]).output == "1 objects are deleted.\n"
    assert [each.name for each in store.list("")] == [place("2", "manifest.json")]
    assert len(list((tmp_path / "blobs").iterdir())) == 1


def test_only_a_backup_is_deleted():
    with pytest.raises(NotFound, match="no backup"):
        delete_backup(MemoryObjects(), "../objects")


def test_records_come_out_of_a_part_as_they_went_in():
    records = [Record("a", {"n": 1.5, "list": [None, "ü"]}, MOMENT), Record("b", {})]
    ((count, data),) = packed(records)
    assert (count, list(unpacked(data))) == (2, records)


def test_the_same_records_make_the_same_bytes():
    assert list(packed([Record("a", {})])) == list(packed([Record("a", {})]))


def test_a_part_is_full_with_the_record_that_reaches_its_size_and_no_records_make_no_part():
    large = Record("large", {"text": "x" * PART_BYTES})
    assert [count for count, _ in packed([Record("a", {}), large, Record("b", {})])] == [2, 1]
    assert [count for count, _ in packed([large])] == [1]
    assert list(packed([])) == []


def test_the_checksum_of_a_part_is_its_sha256():
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_an_expected_error_is_a_finding_and_a_mistake_of_ours_is_raised():
    def fail(error):
        raise error

    assert found("disk", lambda: "well").healthy
    failed = found("disk", lambda: fail(OSError("full")))
    assert (failed.name, failed.healthy, failed.detail) == ("disk", False, "full")
    with pytest.raises(KeyError):
        found("disk", lambda: fail(KeyError("ours")))


def test_what_was_found_is_shown_in_two_hundred_signs_and_nothing_is_called_so():
    with pytest.raises(Unsound) as long:
        demand(False, "Wrong", expected="right", found="x" * 300)
    with pytest.raises(Unsound) as empty:
        demand(False, "Wrong", expected="right", found="")
    assert (long.value.found, empty.value.found) == ("x" * 200, "nothing")
    demand(True, "Wrong", expected="right", found="")


def test_a_training_says_which_features_the_model_knows():
    assert sound_line({"key": 0.25, "tempo": 1.0}).endswith(": key 25%, tempo 100%.")
    assert sound_line({}).startswith("Nothing is known of how the songs sound")
