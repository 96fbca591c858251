"""The contract of ObjectStore on concurrent writers and large objects, for every adapter."""

import struct
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from shared.errors import Conflict
from shared.ports import ObjectStore


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


def test_two_hundred_megabytes_are_kept_and_read_in_parts(objects):
    count = 25_000_000
    data = np.arange(count, dtype=">u8").tobytes()
    stored = objects.put("large", data, if_generation=0)
    assert (stored.size_bytes, objects.stat("large")) == (8 * count, stored)
    assert objects.get("large", start=8 * 12_345_678, length=16) == struct.pack(">QQ", 12_345_678, 12_345_679)
    assert objects.get("large", start=8 * (count - 1)) == struct.pack(">Q", count - 1)
    assert objects.get("large") == data


def test_many_readers_at_once_read_what_is_there(objects):
    for place in range(40):
        objects.put(f"{place}", b"%d" % place)
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(objects.get, [f"{place}" for place in range(40)]))
    assert found == [b"%d" % place for place in range(40)]
