"""The answer of a search as it was given, compressed, in a field of the record of its search."""

import base64
import binascii
import zlib

from shared.domain.search import JSON
from shared.ports import Fields

KEPT_ANSWER = "answer"
"""The field of a search's record."""

MOST_BYTES = 60_000
"""Longest text, of some 3,000 songs given. A longer answer is made anew from its ids.

A listener's searches are read by the hundred, in an instance of 512 MB by twenty requests at once.
"""

MOST_UNPACKED_BYTES = 30_000_000
"""No answer is as long; a spoilt text does not fill the memory."""

_PACKED = "zlib"


def packed(answer: bytes) -> JSON:
    """Return the value to keep for an answer in JSON, a fifth of its size; null for one that is too long.

    It is an object, as stores index a text by itself.
    """
    text = base64.b85encode(zlib.compress(answer)).decode()
    return {_PACKED: text} if len(text) <= MOST_BYTES else None


def unpacked(value: JSON) -> bytes | None:
    """Return the answer in JSON, or None where none is kept: it was too long, or the search is an older one."""
    text = value.get(_PACKED) if isinstance(value, dict) else None
    if not isinstance(text, str):
        return None
    try:
        return zlib.decompressobj().decompress(base64.b85decode(text), MOST_UNPACKED_BYTES)
    except (ValueError, binascii.Error, zlib.error):
        return None


def without_answer(fields: Fields) -> Fields:
    """Return the fields of a search's record without the answer, which may be as long as MOST_BYTES."""
    return {name: value for name, value in fields.items() if name != KEPT_ANSWER}
