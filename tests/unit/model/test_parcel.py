"""Files as they lie in the object store: packed to less, unpacked to the same bytes, or refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import RefusedModel
from shared.model import parcel
from shared.model.parcel import BLOCK_BYTES, packed, unpacked


def cut(data, length):
    return [data[start : start + length] for start in range(0, len(data), length)]


def parcel_of(path, content):
    path.write_bytes(content)
    return packed(path)


@given(content=st.binary(max_size=3_000), length=st.integers(1, 500))
def test_any_file_comes_back_however_its_parcel_is_cut(tmp_path_factory, content, length):
    pieces = cut(parcel_of(tmp_path_factory.mktemp("packed") / "file", content), length)
    assert b"".join(unpacked("file", pieces)) == content


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.float16, np.int32, np.float32, np.uint64])
def test_arrays_of_every_kind_come_back_to_the_byte(tmp_path, dtype):
    path = tmp_path / "array.npy"
    np.save(path, np.random.default_rng(7).integers(0, 100, (9, 13)).astype(dtype))
    assert b"".join(unpacked("array", [packed(path)])) == path.read_bytes()


def test_a_file_of_several_blocks_comes_back_in_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr(parcel, "BLOCK_BYTES", 64)
    path = tmp_path / "array.npy"
    np.save(path, np.arange(100, dtype=np.int32))
    blocks = list(unpacked("array", [packed(path)]))
    assert b"".join(blocks) == path.read_bytes()
    assert [len(block) for block in blocks] == [64] * 8 + [16]


@pytest.mark.parametrize("itemsize", [1, 2, 4, 8])
def test_no_item_lies_across_two_blocks(itemsize):
    assert BLOCK_BYTES % itemsize == 0


def test_whole_numbers_that_are_much_alike_take_a_third_of_their_size_or_less(tmp_path):
    path = tmp_path / "array.npy"
    np.save(path, np.sort(np.random.default_rng(7).integers(0, 1 << 22, 100_000)).astype(np.int32))
    assert len(packed(path)) < path.stat().st_size / 3


@pytest.mark.parametrize("damage", ["nothing", "no width", "garbage", "cut", "more"])
def test_what_is_no_parcel_is_refused_by_name(tmp_path, damage):
    whole = parcel_of(tmp_path / "file", b"some content " * 40)
    damaged = {
        "nothing": b"",
        "no width": b"\0" + whole[1:],
        "garbage": b"\1garbage",
        "cut": whole[:-3],
        "more": whole + b"more",
    }
    with pytest.raises(RefusedModel, match=r"models/v1/file.zst cannot be unpacked"):
        list(unpacked("models/v1/file.zst", [damaged[damage]]))
