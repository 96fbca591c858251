"""Storage format of model files: 4 MiB blocks, each stored plain or as zstd after a byte shuffle or delta coding.

The byte shuffle puts the first bytes of all items first, then the second ones and so on, as HDF5's shuffle filter
does: the upper bytes of whole numbers are much alike. Delta coding stores each item as its difference from the one
before and then shuffles: it suits ascending numbers.
"""

import hashlib
import sys
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from shared.errors import RefusedModel

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BLOCK_BYTES = 4 << 20
"""Bytes of a file that are compressed together; a multiple of every item size."""

LEVEL = 6
"""Zstandard's level: 3 takes two thirds of the time for 3 % more bytes, 9 half as long again for .4 % fewer."""

WORTH_COMPRESSING = 0.87
"""A block that compresses to a greater share of its size is stored plain: every start decompresses it."""

SUFFIX = ".blocks"
"""The ending of the name of the object that holds a file's blocks."""

Codec = Literal["plain", "shuffle", "delta"]
"""Bytes as they are; shuffled and compressed; or differences, shuffled and compressed."""

_Bytes = NDArray[np.uint8]


class Block(msgspec.Struct, frozen=True):
    """One block as it is stored."""

    sha256: str
    """Of the stored bytes."""
    size_bytes: int
    codec: Codec


class CompressedFile(msgspec.Struct, frozen=True):
    """Storage format of a compressed file, whose blocks follow each other in one object."""

    item_bytes: int
    """The size of an array's items, 1 for any other file."""
    blocks: list[Block]


def compressed(path: Path) -> tuple[CompressedFile, bytes]:
    """Compress a file. Returns its description for the manifest, and the object to store."""
    item_bytes = _item_bytes(path)
    blocks, stored = [], bytearray()
    with path.open("rb") as file:
        while content := file.read(BLOCK_BYTES):
            codec, data = _smallest(content, item_bytes)
            blocks.append(Block(hashlib.sha256(data).hexdigest(), len(data), codec))
            stored += data
    return CompressedFile(item_bytes, blocks), bytes(stored)


def decompressed(data: bytes, block: Block, item_bytes: int, size_bytes: int) -> bytes | memoryview:
    """Return the `size_bytes` bytes of a file that a block stores as `data`.

    Raises ValueError if the data does not match the block's checksum, or holds more or less than that.
    """
    found = hashlib.sha256(data).hexdigest()
    if found != block.sha256:
        raise ValueError(f"sha256 {found[:12]}… where {block.sha256[:12]}… is expected")
    content = data if block.codec == "plain" else _inflated(data, size_bytes)
    if len(content) != size_bytes:
        raise ValueError(f"a block of {len(content):,} bytes where {size_bytes:,} are expected")
    if block.codec == "plain" or (item_bytes == 1 and block.codec == "shuffle"):
        return content
    items = _unshuffled(content, item_bytes)
    return _summed(items, item_bytes).data if block.codec == "delta" else items.data


def refusal(name: str, found: str) -> RefusedModel:
    """Return the error for an object that is not the compressed file the manifest describes."""
    return RefusedModel(
        f"{name} cannot be decompressed",
        expected="the blocks that the model's manifest lists",
        found=found,
        cure="publish the model again from where it was trained",
    )


def _item_bytes(path: Path) -> int:
    return int(np.load(path, mmap_mode="r", allow_pickle=False).itemsize) if path.suffix == ".npy" else 1


def _smallest(content: bytes, item_bytes: int) -> tuple[Codec, bytes]:
    """Encode a block with every codec and return the smallest."""
    by_codec: dict[Codec, bytes] = {"shuffle": zstd.compress(_shuffled(content, item_bytes), LEVEL)}
    if _can_be_differenced(item_bytes):
        differences = _differences(content, item_bytes).tobytes()
        by_codec["delta"] = zstd.compress(_shuffled(differences, item_bytes), LEVEL)
    codec = min(by_codec, key=lambda each: len(by_codec[each]))
    if len(by_codec[codec]) > WORTH_COMPRESSING * len(content):
        return "plain", content
    return codec, by_codec[codec]


def _inflated(data: bytes, size_bytes: int) -> bytes:
    """Decompress a frame of Zstandard, but no more than one byte over `size_bytes`: it may hold gigabytes."""
    try:
        return zstd.ZstdDecompressor().decompress(data, max_length=size_bytes + 1)
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from error


def _can_be_differenced(item_bytes: int) -> bool:
    return item_bytes in {2, 4, 8}


def _shuffled(content: bytes, item_bytes: int) -> bytes:
    """Place the first bytes of all items first, then the second ones; a remainder stays at the end."""
    whole = len(content) - len(content) % item_bytes
    return np.frombuffer(content, np.uint8, whole).reshape(-1, item_bytes).T.tobytes() + content[whole:]


def _unshuffled(content: bytes, item_bytes: int) -> _Bytes:
    """Undo `_shuffled`."""
    whole = len(content) - len(content) % item_bytes
    given, out = np.frombuffer(content, np.uint8), np.empty(len(content), np.uint8)
    items = out[:whole].reshape(-1, item_bytes)
    for place, plane in enumerate(given[:whole].reshape(item_bytes, -1)):
        items[:, place] = plane  # a quarter of the time that numpy takes to transpose
    out[whole:] = given[whole:]
    return out


def _differences(content: bytes, item_bytes: int) -> _Bytes:
    """Replace whole items by their differences from those before; they wrap around."""
    out = np.frombuffer(content, np.uint8).copy()
    items = _items(out, item_bytes)
    items[1:] = np.diff(items)
    return out


def _summed(content: _Bytes, item_bytes: int) -> _Bytes:
    """Undo `_differences`, in place."""
    items = _items(content, item_bytes)
    np.cumsum(items, dtype=items.dtype, out=items)
    return content


def _items(content: _Bytes, item_bytes: int) -> np.ndarray[tuple[int], np.dtype[np.unsignedinteger]]:
    return content[: len(content) - len(content) % item_bytes].view(f"<u{item_bytes}")
