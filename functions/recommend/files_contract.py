"""Songs and files in requests of `recommend`, as JSON."""

from typing import Annotated

from msgspec import Meta, Struct

from shared.intake.formats import FORMAT_NAMES

MOST_TRACKS = 10_000
"""Maximum length of `tracks`, `exclude`, `loved` and `hated`; intake bounds the lines of `text` and `file`."""

MOST_FILES = 20
"""Files of one request."""

Reference = Annotated[str, Meta(max_length=1_000)]


class UploadedFile(Struct, forbid_unknown_fields=True):
    """A playlist file in any format that intake reads."""

    name: Annotated[str, Meta(max_length=300)]
    content: Annotated[str, Meta(description=FORMAT_NAMES)] = ""
    data: bytes = b""
    """The file's bytes in base64, in place of `content`: for binary files, and text in any encoding."""
