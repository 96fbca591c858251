"""An uploaded file before its format is known: its name, its bytes, and the text they decode to."""

import codecs
import re
from contextlib import suppress
from functools import cached_property

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
"""Characters that no text holds; \\x1a ended the text files of DOS."""


class GivenFile:
    """A file as it was uploaded; text and bytes are computed when a format first asks for them."""

    def __init__(self, name: str, content: str | bytes) -> None:
        self.name = name
        self.ending = name.lower().rpartition(".")[2]
        """The part of the name after its last full stop, in lower case."""
        self._content = content

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file."""
        if isinstance(self._content, bytes):
            return self._content
        return self._content.encode("utf-8", "surrogatepass")

    @cached_property
    def text(self) -> str:
        r"""The text of the file, without a byte order mark and with every line ended by \n."""
        text = self._content if isinstance(self._content, str) else _decoded(self._content)
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def start(self) -> str:
        """The text from its first character that is not blank."""
        return self.text.lstrip()

    @cached_property
    def is_binary(self) -> bool:
        """Whether the file holds bytes that no text does."""
        return _CONTROL.search(self.text) is not None


def _decoded(content: bytes) -> str:
    """Decode by the byte order mark, else as UTF-8, Windows-1252 or Latin-1, where every byte is a character.

    Windows-1252 is Latin-1 with dashes and quotation marks in place of control characters.
    """
    marked = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), "utf-8")
    for encoding in (marked, "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return content.decode("latin-1")
