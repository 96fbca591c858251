"""Names of staged objects: each leads to one identity, and no other name does."""

import pytest

from shared.adapters.memory import MemoryObjects
from shared.records.staged_erasure import erase_staged
from shared.records.staging_paths import StagedName, compacted_day, manifest_of, part_of

WHO, WHAT = "a" * 32, "b" * 32
NAME = StagedName("2026-11-30", WHO, WHAT)
OF_NOBODY = StagedName("2026-11-30", "", WHAT)


@pytest.mark.parametrize("name", [NAME, OF_NOBODY])
def test_an_object_and_its_tombstone_lead_to_the_same_playlist(name):
    assert StagedName.of(name.object) == StagedName.of(name.tombstone) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "None",
        f"staging/features/date=2026-11-30/{WHAT}.csv",
        f"staging/playlists/date=2026-11-30/{WHO}-{WHAT}.csv",
        f"staging/playlists/date=2026-11-30/{WHO}-{WHAT}.jsonl/x",
        f"staging/playlists/date=2026-11-30/{WHO[1:]}-{WHAT}.jsonl",
        f"staging/playlists/date=2026-11-30/{WHO.upper()}-{WHAT}.jsonl",
        f"staging/playlists/date=today/{WHO}-{WHAT}.jsonl",
        f"models/date=2026-11-30/{WHO}-{WHAT}.jsonl",
        manifest_of("2026-11-30"),
        part_of("2026-11-30", "part-1"),
    ],
)
def test_no_other_name_is_a_staged_playlists(name):
    assert StagedName.of(name) is None


def test_a_manifest_and_parts_lead_to_their_day_and_no_other_name_does():
    assert (
        compacted_day(manifest_of("2026-11-30")) == compacted_day(part_of("2026-11-30", "part-1")) == "2026-11-30"
    )
    for other in (NAME.object, NAME.tombstone, "staging/compact/date=2026-11-30/other.json", "staging/compact/x"):
        assert compacted_day(other) is None


@pytest.fixture
def objects():
    return MemoryObjects()


def names(objects):
    return [stored.name for stored in objects.list("")]


def test_an_erased_playlist_leaves_a_tombstone_of_hashes_however_often(objects):
    objects.put(NAME.object, b"{}")
    for _ in range(2):
        erase_staged(objects, NAME.object)
        assert names(objects) == [NAME.tombstone]


def test_a_playlist_of_before_goes_with_its_features_and_without_a_tombstone(objects):
    objects.put(OF_NOBODY.object, b"{}")
    objects.put(OF_NOBODY.features, b"track_uri\n")
    erase_staged(objects, OF_NOBODY.object)
    assert names(objects) == []


def test_an_object_of_any_other_name_is_deleted_and_nothing_else(objects):
    for name in ("other/a", "other/b"):
        objects.put(name, b"x")
    erase_staged(objects, "other/a")
    assert names(objects) == ["other/b"]
