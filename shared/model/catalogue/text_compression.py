"""Compress track ids and names; knows no tables."""

import string
import zlib

ID_BYTES = 17
"""Bytes that hold any id of 22 base62 characters; those that are UUIDs, as Spotify's are, take 16."""

_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_PAIRS = tuple(first + second for first in _BASE62 for second in _BASE62)
_VALUES = {character: value for value, character in enumerate(_BASE62)}
_ID_LENGTH = 22

_WINDOW_BITS = -13
"""Deflate without header or checksum, looking back over 8 KiB."""

COMMON_BYTES = 1 << 13
"""Bytes of common text that a packed text can refer to: what the window holds."""


def pack_id(track_id: str) -> bytes:
    """Return an id of 22 base62 characters as a big-endian number of ID_BYTES or fewer."""
    number = 0
    for character in track_id:
        number = number * 62 + _VALUES[character]
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def unpack_id(packed: bytes) -> str:
    """Return the id that `pack_id` packed."""
    left, right = divmod(int.from_bytes(packed, "big"), 62 ** (_ID_LENGTH // 2))
    return _half(left) + _half(right)


def _half(number: int) -> str:
    """Write a number of 64 bits or few more as half an id; a whole one is divided in twice the time."""
    number, last = divmod(number, 62)
    number, fifth = divmod(number, 3_844)
    number, fourth = divmod(number, 3_844)
    number, third = divmod(number, 3_844)
    first, second = divmod(number, 3_844)
    return _PAIRS[first] + _PAIRS[second] + _PAIRS[third] + _PAIRS[fourth] + _PAIRS[fifth] + _BASE62[last]


Packed = str | bytes
"""A text deflated, or as it is where that is no longer."""


class TextPacker:
    """Deflate short texts, each for itself, by reference to text that many of them have parts of."""

    def __init__(self, common: bytes) -> None:
        self._common = common
        self._fresh = zlib.compressobj(9, zlib.DEFLATED, _WINDOW_BITS, 5, zlib.Z_DEFAULT_STRATEGY, common)

    def pack(self, text: str) -> Packed:
        """Return the text compressed by Deflate, or the text itself if that is not longer."""
        plain = text.encode()
        deflating = self._fresh.copy()
        packed = deflating.compress(plain) + deflating.flush()
        return packed if len(packed) < len(plain) else text

    def unpack(self, packed: Packed) -> str:
        """Return the text that `pack` packed. Raises zlib.error for other bytes."""
        if isinstance(packed, str):
            return packed
        return zlib.decompressobj(_WINDOW_BITS, self._common).decompress(packed).decode()
