"""Decoding of JSON in the forms people have it: one document, one a line, in a fence, or as Python writes it."""

import ast
import re
from typing import Any

import msgspec

from shared.errors import InvalidInput, TooLarge

MOST_OBJECTS = 400_000
"""Objects and lists of a document: each takes memory, however short it is written."""

MOST_STRINGS = 2_000_000
"""Strings of a document."""

MOST_OF_PYTHON = 1_000_000
"""Characters of a Python list that is read: its parser takes some hundred bytes a character."""

_LINE_END = "\n"
_BYTE = re.compile(r" \(byte (?P<byte>\d+)\)$")
"""The end of a message of msgspec: the 0-based offset of the first byte it could not decode."""
_PYTHON = re.compile(r"[\[{(:,]\s*['(]|,\s*[\])}]")
"""A quote or bracket of Python's where JSON has none, or a comma before the end of a list."""

FENCED = re.compile(r"```(?:json)?\s*\n(?P<json>\s*[\[{].*?)\n```", re.DOTALL)
"""JSON in the answer of a language model."""


def decoded(text: str) -> list[Any]:
    """Return the documents of a text: one, one a line, or the one in a fence."""
    if not text.lstrip().startswith(("{", "[")) and (fenced := FENCED.search(text)):
        text = fenced["json"]
    if text.count("{") + text.count("[") > MOST_OBJECTS or text.count('"') > 2 * MOST_STRINGS:
        raise TooLarge(
            "The JSON holds too much to be read at once",
            expected=f"{MOST_OBJECTS:,} objects at most",
            found="more",
            cure="send one playlist of it",
        )
    try:
        return [msgspec.json.decode(text)]
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        if "trailing" in str(error) and (lines := _lines(text)):
            return [lines]
        if _PYTHON.search(text) and (value := python_value(text)) is not None:
            return [value]
        raise InvalidInput("The JSON cannot be read", expected="a playlist", found=_where(error, text)) from error


def _lines(text: str) -> list[Any]:
    try:
        return msgspec.json.Decoder().decode_lines(text)
    except msgspec.DecodeError:
        return []


def _where(error: Exception, text: str) -> str:
    """Return the error's message with the line and column, where the error has an offset."""
    what = str(error)
    if at := _BYTE.search(what):
        read = text.encode()[: int(at["byte"])].decode(errors="ignore")
        what = what.removesuffix(at[0])
    elif "truncated" in what:
        read = text
    else:
        return what
    return f"{what} at line {read.count(_LINE_END) + 1}, column {len(read) - read.rfind(_LINE_END)}"


def python_value(text: str) -> Any:
    """Return a list or dictionary as Python prints it, or JSON with a comma too many; None for other text."""
    if len(text) > MOST_OF_PYTHON or text.count("[") + text.count("(") + text.count("{") > MOST_OF_PYTHON // 20:
        return None
    try:
        value = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    return _as_json(value) if isinstance(value, list | tuple | dict | set) else None


def _as_json(value: Any) -> Any:
    """Return a value of Python with lists in place of tuples and sets, and text as keys."""
    if isinstance(value, dict):
        return {str(key): _as_json(held) for key, held in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_as_json(held) for held in value]
    return value
