"""An uploaded file before its format is known: its name, its bytes, and the text they decode to."""

import re
from functools import cached_property

from shared.intake.decoding import decoded, is_utf_16, repaired

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
"""Characters that no text holds; \\x1a may be _END_OF_FILE."""

_CONTROL_BYTES = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")
_TOLD_BY = 4_096
"""Bytes at the start by which most binary data is told without being decoded."""
_TEXT_PER_CONTROL = 50

_END_OF_FILE = "\x1a"
"""The last character of a text file of DOS."""


class GivenFile:
    """A file as it was uploaded; text and bytes are computed when a format first asks for them."""

    def __init__(self, name: str, content: str | bytes) -> None:
        self.name = name
        self.ending = name.lower().rpartition(".")[2]
        """The part of the name after its last full stop, in lower case."""
        self.stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name
        """The name without folders and ending."""
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
        text = repaired(self._content) if isinstance(self._content, str) else decoded(self._content)
        text = text.removeprefix("\ufeff").removesuffix(_END_OF_FILE)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def start(self) -> str:
        """The text from its first character that is not blank."""
        return self.text.lstrip()

    @cached_property
    def is_binary(self) -> bool:
        """Whether the file holds bytes that no text does."""
        start = self.data[:_TOLD_BY]
        if not is_utf_16(start) and len(_CONTROL_BYTES.findall(start)) * _TEXT_PER_CONTROL > len(start):
            return True
        return _CONTROL.search(self.text) is not None
