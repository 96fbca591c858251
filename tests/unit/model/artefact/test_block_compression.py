"""Compressed files in the object store: smaller, decompressed to the same bytes, or refused."""

import hashlib

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.model.artefact import block_compression
from shared.model.artefact.block_compression import BLOCK_BYTES, Block, compressed, decompressed, zstd


def content_of(path):
    """Compress a file and return its blocks' contents."""
    told, data = compressed(path)
    size, at, content = path.stat().st_size, 0, b""
    for block in told.blocks:
        length = min(block_compression.BLOCK_BYTES, size - len(content))
        content += decompressed(data[at : at + block.size_bytes], block, told.item_bytes, length)
        at += block.size_bytes
    assert at == len(data)
    return content


def codecs(path):
    return [block.codec for block in compressed(path)[0].blocks]


@pytest.fixture
def numbers(tmp_path):
    def write(values):
        np.save(tmp_path / "array.npy", values)
        return tmp_path / "array.npy"

    return write


@given(content=st.binary(max_size=3_000))
def test_any_file_comes_back(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("compressed") / "file"
    path.write_bytes(content)
    assert content_of(path) == content


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.float16, np.int32, np.float32, np.uint64])
@pytest.mark.parametrize("ascending", [True, False])
def test_arrays_of_every_kind_come_back_to_the_byte(numbers, dtype, ascending):
    values = np.random.default_rng(7).integers(0, 100, (90, 13)).astype(dtype)
    path = numbers(np.sort(values, axis=None) if ascending else values)
    assert content_of(path) == path.read_bytes()


def test_a_file_that_is_no_whole_number_of_items_comes_back(numbers):
    """Items of five bytes follow a header of 128."""
    path = numbers(np.array([b"aaaaa", b"aaaab", b"aaaac"] * 50))
    (described, _), size = compressed(path), path.stat().st_size
    assert (described.item_bytes, size % described.item_bytes) == (5, 3)
    assert codecs(path) == ["shuffle"]
    assert content_of(path) == path.read_bytes()


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=300))
def test_differences_wrap_around_and_come_back(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("compressed") / "array.npy"
    np.save(path, np.array(values, dtype=np.int64))
    assert content_of(path) == path.read_bytes()


def test_a_file_of_several_blocks_comes_back(numbers, monkeypatch):
    monkeypatch.setattr(block_compression, "BLOCK_BYTES", 64)
    path = numbers(np.arange(100, dtype=np.int32))
    assert content_of(path) == path.read_bytes()
    assert len(compressed(path)[0].blocks) == 9


def test_an_empty_file_has_no_block(tmp_path):
    (tmp_path / "file").touch()
    assert compressed(tmp_path / "file")[1] == b""


@pytest.mark.parametrize("itemsize", [1, 2, 4, 8])
def test_no_item_lies_across_two_blocks(itemsize):
    assert BLOCK_BYTES % itemsize == 0


def test_ascending_numbers_are_delta_coded_to_a_quarter_of_their_size_or_less(numbers):
    path = numbers(np.sort(np.random.default_rng(7).integers(0, 1 << 22, 100_000)).astype(np.int32))
    assert codecs(path) == ["delta"]
    assert len(compressed(path)[1]) < path.stat().st_size / 4


def test_small_numbers_in_no_order_are_shuffled(numbers):
    path = numbers(np.random.default_rng(7).integers(0, 1 << 20, 100_000).astype(np.int32))
    assert codecs(path) == ["shuffle"]
    assert len(compressed(path)[1]) < 0.7 * path.stat().st_size


def test_a_block_that_hardly_shrinks_is_stored_plain(numbers):
    path = numbers(np.random.default_rng(7).integers(0, 256, 100_000).astype(np.uint8))
    assert codecs(path) == ["plain"]
    assert compressed(path)[1] == path.read_bytes()


@pytest.fixture
def block(tmp_path):
    (tmp_path / "file").write_bytes(b"some content " * 40)
    told, data = compressed(tmp_path / "file")
    return told.blocks[0], data


@pytest.mark.parametrize("change", [lambda data: b"", lambda data: data[:-3], lambda data: b"x" + data[1:]])
def test_a_block_that_does_not_match_its_checksum_is_refused(block, change):
    told, data = block
    with pytest.raises(ValueError, match="sha256"):
        decompressed(change(data), told, 1, 520)


@pytest.mark.parametrize("size", [0, 519, 521])
def test_a_block_that_holds_more_or_less_is_refused(block, size):
    told, data = block
    with pytest.raises(ValueError, match=r"bytes where .* are expected"):
        decompressed(data, told, 1, size)


def test_a_small_block_that_holds_a_hundred_megabytes_is_refused_before_they_are_decompressed(block):
    data = zstd.compress(bytes(100 << 20))
    told = Block(hashlib.sha256(data).hexdigest(), len(data), "shuffle")
    with pytest.raises(ValueError, match="a block of 521 bytes where 520 are expected"):
        decompressed(data, told, 1, 520)


def test_a_block_whose_checksum_is_of_no_frame_is_refused(block):
    told = Block(hashlib.sha256(b"garbage").hexdigest(), 7, "shuffle")
    with pytest.raises(ValueError, match="Zstandard"):
        decompressed(b"garbage", told, 1, 520)


def test_a_block_is_described_in_plain_json(block):
    told, _ = block
    assert msgspec.json.decode(msgspec.json.encode(told), type=Block) == told
