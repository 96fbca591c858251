"""Bytes of a file to text: its encoding found, and UTF-8 that was once read as another encoding repaired."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_OTHER_SCRIPTS = (
    *("shift_jis", "cp932", "gb18030", "big5", "euc_kr", "cp949", "euc_jp"),
    *("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256"),
)
"""Encodings of scripts other than Latin that old files come in."""

_HIGH_RUN = re.compile(rb"[\x80-\xff]{3}|(?:[\x81-\x9f\xe0-\xfc][\x40-\xfc]){3}")
"""Letters of another script: three bytes beyond ASCII, or three pairs of Shift-JIS."""

_SIGN_IN_WORD = re.compile("[³¹][³¹]?[a-z]|[A-Za-z][³¹¿¯¥£¼¾][a-z]|[a-z][³¹¿](?![\\w³¹¿])")
"""Signs of Windows-1252 at the places of letters of Central Europe."""

_MAC_IN_WORD = re.compile(
    "[a-z][ŽŠŒŸ](?![A-Z])|[A-Z][ŽŠŒŸ][a-z]|[A-Za-z][ƒ‡ˆ‰˜›\ufffd]|[ƒ‡ˆ\ufffd][a-z]|(?<!\\w)†[a-z]{2}|[a-z]Õ[a-z]"
)
"""Signs of Windows-1252, or none at all, at the places of letters of Mac Roman."""
_WESTERN_IN_WORD = re.compile("[A-Za-z][ß-öø-ÿ]|[À-ÔÖØ-Þ][a-z]")

_ALPHABETS = bytes(range(8))
"""The first bytes of alphabets up to Arabic in UTF-16: that of Latin is NUL, and no text has the others."""

_CYRILLIC_AS_LATIN = re.compile("[À-ÿ]{4}")
"""Letters of Windows-1251 that were read as Windows-1252: no Latin spelling has four accents together."""

_TEXT_PER_NUL = 20
"""Characters for each NUL of a text that holds some by mistake."""

_FULL_WIDTH = {0x3000: " "} | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""Full-width forms of ASCII, and what they stand for."""
_WIDE = re.compile("[\u3000\uff01-\uff5e]")

_REPAIRED_LINES = 20_000
"""Lines that are repaired: more than are read of a list without columns."""

_SAMPLE_BYTES = 16 * 1024
"""Bytes of lines beyond ASCII by which the encoding is told."""

_MOJIBAKE = re.compile("[ÂÃâÐÑÅÄãåæçèé][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]")
"""The first two characters of UTF-8 that was read as Windows-1252."""


def decoded(content: bytes) -> str:
    r"""Decode by the byte order mark, else as UTF-8, UTF-16 without a mark, or the likeliest older encoding.

    Stray NULs are taken out; binary data keeps so many control characters that it is known by them.
    """
    return repaired(_text(content))


def is_utf_16(content: bytes) -> bool:
    """Return whether bytes are UTF-16, whose letters hold bytes that are control characters elsewhere."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _unmarked_utf_16(content) is not None


def repaired(text: str) -> str:
    """Take stray NULs out of a text, repair what was read as Latin-1, and compose its characters."""
    if text.isascii():
        return _without_stray_nuls(text)
    plain = _with_cyrillic(_without_mojibake(_without_stray_nuls(text)))
    return unicodedata.normalize("NFC", _WIDE.sub(lambda found: _FULL_WIDTH[ord(found[0])], plain))


def _text(content: bytes) -> str:
    marked = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), None)
    for encoding in _encodings(content, marked):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return content.decode("latin-1")


def _encodings(content: bytes, marked: str | None) -> Iterator[str]:
    """Yield the encodings to try, the likeliest first; the costly guess is made last."""
    # Plain English in UTF-16 is valid UTF-8, full of NULs.
    yield from filter(None, (marked, _seven_bits(content), _unmarked_utf_16(content)))
    yield "utf-8"
    yield from filter(None, (_likeliest(content), "cp1252"))


def _seven_bits(content: bytes) -> str | None:
    """Return the Japanese encoding of mail, whose escapes switch between scripts."""
    return "iso2022_jp" if b"\x1b$" in content and content.isascii() else None


def _unmarked_utf_16(content: bytes) -> str | None:
    """Return the byte order of UTF-16 whose every other byte is mostly that of an alphabet."""
    start = content[:_SAMPLE_BYTES]
    if b"\0" not in start:
        return None
    odd, even = (len(half) - len(half.translate(None, _ALPHABETS)) for half in (start[1::2], start[0::2]))
    if len(start) % 2 == 0 and 3 * max(odd, even) > len(start) and min(odd, even) * 20 < len(start):
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _likeliest(content: bytes) -> str | None:
    """Return the older encoding by which the lines beyond ASCII are most likely words; None if none fits."""
    beyond_ascii = b"\n".join(line for line in content.splitlines() if not line.isascii())[:_SAMPLE_BYTES]
    if not _HIGH_RUN.search(beyond_ascii):  # accents stand alone, letters of other scripts together
        western = beyond_ascii.decode("cp1252", "replace")
        if len(_MAC_IN_WORD.findall(western)) > len(_WESTERN_IN_WORD.findall(western)):
            return "mac_roman"
        return "cp1250" if _SIGN_IN_WORD.search(western) else "cp1252"
    from charset_normalizer import from_bytes  # only where a file is neither UTF-8 nor Western

    best = from_bytes(beyond_ascii, cp_isolation=list(_OTHER_SCRIPTS)).best()
    return best.encoding if best else None


def _without_stray_nuls(text: str) -> str:
    count = text.count("\0")
    return text.replace("\0", "") if 0 < count * _TEXT_PER_NUL <= len(text) else text


def _without_mojibake(text: str) -> str:
    """Repair each line of UTF-8 that was read as another encoding."""
    if not _MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding  # 0.1 s, and few files need it

    *lines, rest = f"{text}\n".split("\n", _REPAIRED_LINES)
    repaired_lines = [fix_encoding(line) if _MOJIBAKE.search(line) else line for line in lines]
    return "\n".join([*repaired_lines, rest]).removesuffix("\n")


def _with_cyrillic(text: str) -> str:
    """Repair each line of Windows-1251 that was read as Windows-1252."""
    if not _CYRILLIC_AS_LATIN.search(text):
        return text
    *lines, rest = f"{text}\n".split("\n", _REPAIRED_LINES)
    return "\n".join([*map(_cyrillic, lines), rest]).removesuffix("\n")


def _cyrillic(line: str) -> str:
    if not _CYRILLIC_AS_LATIN.search(line):
        return line
    with suppress(UnicodeError):
        return line.encode("cp1252").decode("cp1251")
    return line
