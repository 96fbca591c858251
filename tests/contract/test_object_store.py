"""The promises of ObjectStore, kept by every adapter."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.adapters.local_files import LocalFiles
from shared.adapters.memory import MemoryObjects
from shared.errors import Conflict, InvalidInput, NotFound
from shared.ports import ObjectStore

ADAPTERS = {
    "memory": lambda request: MemoryObjects(),
    "local_files": lambda request: LocalFiles(request.getfixturevalue("tmp_path") / "objects"),
}
"""Name -> what builds the adapter, empty; an emulator comes by `request.getfixturevalue`."""

OUTSIDE = [
    "",
    "/etc/passwd",
    "../x",
    "a/../../x",
    "a/..",
    "./a",
    "a//b",
    "a/",
    "a\0b",
    "a\nb",
    "x" * 256,
    "\ud800",
]


@pytest.fixture(params=ADAPTERS)
def objects(request: pytest.FixtureRequest) -> ObjectStore:
    return ADAPTERS[request.param](request)


def names(objects: ObjectStore, prefix: str) -> list[str]:
    return [stored.name for stored in objects.list(prefix)]


def test_what_was_put_is_read_back(objects):
    objects.put("models/v1/manifest.json", b"{}")
    assert objects.get("models/v1/manifest.json") == b"{}"


def test_an_object_may_be_empty(objects):
    objects.put("empty", b"")
    assert objects.get("empty") == b""


def test_a_second_put_replaces_the_first(objects):
    objects.put("name", b"long before")
    objects.put("name", b"after")
    assert objects.get("name") == b"after"


def test_names_are_not_confined_to_ascii(objects):
    objects.put("uploads/Déjà vu ♫.csv", b"x")
    assert names(objects, "uploads/") == ["uploads/Déjà vu ♫.csv"]


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        (0, 4, b"0123"),
        (3, 4, b"3456"),
        (7, None, b"789"),
        (7, 100, b"789"),
        (5, 0, b""),
        (10, 5, b""),
        (99, None, b""),
    ],
)
def test_a_range_gives_the_bytes_that_are_there(objects, start, length, expected):
    objects.put("digits", b"0123456789")
    assert objects.get("digits", start, length) == expected


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=40), start=st.integers(0, 50), length=st.none() | st.integers(0, 50))
def test_a_range_is_a_slice(objects, data, start, length):
    objects.put("bytes", data)
    assert objects.get("bytes", start, length) == data[start:][:length]


@pytest.mark.parametrize(("start", "length"), [(-1, None), (0, -1)])
def test_a_negative_range_is_refused(objects, start, length):
    objects.put("digits", b"0123456789")
    with pytest.raises(InvalidInput, match="range"):
        objects.get("digits", start, length)


def test_an_absent_object_has_no_bytes(objects):
    with pytest.raises(NotFound, match="absent"):
        objects.get("absent")


def test_an_absent_object_has_no_description(objects):
    assert objects.stat("absent") is None


def test_a_folder_of_names_is_no_object(objects):
    objects.put("models/current.json", b"{}")
    assert objects.stat("models") is None


def test_put_and_stat_describe_the_object_alike(objects):
    stored = objects.put("name", b"12345")
    assert (stored, stored.name, stored.size_bytes) == (objects.stat("name"), "name", 5)


def test_a_generation_is_positive_and_changes_with_every_put(objects):
    generations = {objects.put("name", b"same").generation for _ in range(5)}
    assert (len(generations), min(generations) > 0) == (5, True)


def test_generation_0_creates_what_is_not_there(objects):
    objects.put("name", b"first", if_generation=0)
    assert objects.get("name") == b"first"


def test_generation_0_does_not_overwrite(objects):
    objects.put("name", b"first")
    with pytest.raises(Conflict):
        objects.put("name", b"second", if_generation=0)
    assert objects.get("name") == b"first"


def test_a_put_over_the_present_generation_succeeds(objects):
    stored = objects.put("name", b"first")
    objects.put("name", b"second", if_generation=stored.generation)
    assert objects.get("name") == b"second"


def test_a_put_over_an_old_generation_changes_nothing(objects):
    old = objects.put("name", b"first")
    present = objects.put("name", b"second")
    with pytest.raises(Conflict, match=str(old.generation)):
        objects.put("name", b"third", if_generation=old.generation)
    assert (objects.stat("name"), objects.get("name")) == (present, b"second")


def test_a_generation_does_not_come_back_after_a_delete(objects):
    old = objects.put("name", b"same")
    objects.delete("name")
    objects.put("name", b"same")
    with pytest.raises(Conflict):
        objects.put("name", b"other", if_generation=old.generation)


def test_a_put_over_a_deleted_generation_conflicts(objects):
    old = objects.put("name", b"first")
    objects.delete("name")
    with pytest.raises(Conflict):
        objects.put("name", b"second", if_generation=old.generation)


def test_one_of_many_creators_wins(objects):
    def create(data: bytes) -> bool:
        try:
            objects.put("name", data, if_generation=0)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(create, [b"%d" % i for i in range(8)]))
    assert (won.count(True), objects.get("name")) == (1, b"%d" % won.index(True))


def test_writers_that_retry_on_conflict_lose_no_update(objects):
    objects.put("counter", b"0")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: increment(objects), range(20)))
    assert objects.get("counter") == b"20"


def increment(objects: ObjectStore) -> None:
    while True:
        before = objects.stat("counter")
        try:
            objects.put("counter", b"%d" % (int(objects.get("counter")) + 1), if_generation=before.generation)
        except Conflict:
            continue
        return


def test_a_reader_never_sees_half_a_put(objects):
    objects.put("name", b"a" * 100_000)
    done = threading.Event()

    def write() -> None:
        for letter in b"bcdefghijklmnopqrst":
            objects.put("name", bytes([letter]) * 100_000)
        done.set()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        while not done.is_set() and not writing.done():
            data = objects.get("name")
            assert data == data[:1] * 100_000
        writing.result()


def test_a_list_is_in_the_order_of_names_and_of_the_prefix_only(objects):
    for name in ["b/2", "b/10", "b-c", "a", "b/1/z", "bc", "c"]:
        objects.put(name, b"")
    assert names(objects, "b") == ["b-c", "b/1/z", "b/10", "b/2", "bc"]


def test_an_empty_prefix_lists_everything(objects):
    for name in ["x/y", "a"]:
        objects.put(name, b"")
    assert names(objects, "") == ["a", "x/y"]


def test_a_list_describes_as_stat_does(objects):
    objects.put("x/y", b"123")
    assert list(objects.list("x/")) == [objects.stat("x/y")]


@pytest.mark.parametrize("prefix", ["", "nothing/", "nothing", "nothing/at/all"])
def test_an_empty_store_lists_nothing(objects, prefix):
    assert names(objects, prefix) == []


def test_a_deleted_object_is_gone(objects):
    objects.put("name", b"x")
    objects.delete("name")
    assert (objects.stat("name"), names(objects, "")) == (None, [])


def test_deleting_what_is_not_there_is_no_error(objects):
    objects.delete("absent")


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("call", ["stat", "get", "delete"])
def test_a_name_that_leaves_the_store_is_refused(objects, name, call):
    with pytest.raises(InvalidInput, match="relative path"):
        getattr(objects, call)(name)


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_is_put_under_such_a_name(objects, name):
    with pytest.raises(InvalidInput, match="relative path"):
        objects.put(name, b"x")


@pytest.mark.parametrize("prefix", ["../", "/", "a/../"])
def test_a_prefix_that_leaves_the_store_is_refused(objects, prefix):
    with pytest.raises(InvalidInput, match="relative path"):
        list(objects.list(prefix))
