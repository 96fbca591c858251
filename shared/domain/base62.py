"""Packing of ids of 22 base62 characters, as Spotify's are, into 16 or 17 bytes."""

import string

_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
_PAIRS = tuple(first + second for first in _BASE62 for second in _BASE62)
_VALUES = {character: value for value, character in enumerate(_BASE62)}
_ID_LENGTH = 22
_OF_HALF = 62 ** (_ID_LENGTH // 2)
"""Number of different halves of an id."""


def pack_base62(text: str) -> bytes:
    """Return 22 base62 characters as a big-endian number of at most 17 bytes; 128 bits take 16."""
    number = 0
    for character in text:
        number = number * 62 + _VALUES[character]
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def unpack_base62(packed: bytes) -> str:
    """Return the 22 characters that `pack_base62` packed."""
    left, right = divmod(int.from_bytes(packed, "big"), _OF_HALF)
    return _half(left) + _half(right)


def _half(number: int) -> str:
    """Return half an id; dividing numbers of about 64 bits takes half the time of dividing a whole id."""
    number, last = divmod(number, 62)
    number, fifth = divmod(number, 3_844)
    number, fourth = divmod(number, 3_844)
    number, third = divmod(number, 3_844)
    first, second = divmod(number, 3_844)
    return _PAIRS[first] + _PAIRS[second] + _PAIRS[third] + _PAIRS[fourth] + _PAIRS[fifth] + _BASE62[last]
