"""The register of input formats: every kind of file that is read, or refused with a cure, in order of recognition.

It is the one list of formats. Error messages and the help of commands are built from it; texts that are not built
by Python (the page, the API document, the tutorial) are compared with it by `tests/docs/test_input_formats.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shared.errors import InvalidInput
from shared.intake import csv_files, m3u, mpd_json
from shared.intake.given_file import GivenFile
from shared.intake.reference import Intake
from shared.intake.text import read_text


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A kind of file that is read.

    A format of text is a module with `ENDINGS`, `recognise(file)` and a reader of text; its row wraps the reader
    with `_of_text`. A binary format looks at `file.data`, and its row stands before that of binary data.
    """

    name: str
    """The format's name in lists for people: "A, B or C"."""
    endings: tuple[str, ...]
    """Endings of file names that the page offers to open, in lower case; `recognise` decides what they mean."""
    recognise: Callable[[GivenFile], bool]
    read: Callable[[GivenFile], Intake]
    """Raises InvalidInput for a file that is broken or holds no songs."""


@dataclass(frozen=True, slots=True)
class RefusedFormat:
    """A kind of file that is known and never read: the error names it and says what to do instead."""

    name: str
    recognise: Callable[[GivenFile], bool]
    what: str
    """Completes "File 'x' ..."."""
    cure: str

    def read(self, file: GivenFile) -> Intake:
        """Raise InvalidInput with the cure."""
        raise InvalidInput(
            f"File {file.name!r} {self.what}",
            expected=f"a playlist as {FORMAT_NAMES}",
            found=self.name,
            cure=self.cure,
        )


def _of_text(read: Callable[[str], Intake]) -> Callable[[GivenFile], Intake]:
    return lambda file: read(file.text)


FORMATS: tuple[InputFormat | RefusedFormat, ...] = (
    RefusedFormat(
        "binary data",
        lambda file: file.is_binary,
        what="is no text",
        cure="export the playlist again, for example with exportify.net",
    ),
    InputFormat("MPD JSON", mpd_json.ENDINGS, mpd_json.recognise, _of_text(mpd_json.read_json)),
    InputFormat("M3U", m3u.ENDINGS, m3u.recognise, _of_text(m3u.read_m3u)),
    # A table begins at its first character that is not blank.
    InputFormat(
        "Exportify CSV", csv_files.ENDINGS, csv_files.recognise, lambda file: csv_files.read_table(file.start)
    ),
    InputFormat("plain text", ("txt",), lambda _: True, _of_text(read_text)),
)
"""Every format that is known; the first row that recognises a file reads it."""

READ = tuple(row for row in FORMATS if isinstance(row, InputFormat))
"""The formats that are read."""

FORMAT_NAMES = " or ".join([", ".join(row.name for row in READ[:-1]), READ[-1].name])
"""The names of the formats that are read, as a sentence lists them: "A, B or C"."""

ENDINGS = tuple(dict.fromkeys(ending for row in READ for ending in row.endings))
"""The endings of file names that the page offers to open."""


def format_of(file: GivenFile) -> InputFormat | RefusedFormat:
    """Return the first format that recognises a file; the last one, plain text, recognises all."""
    return next(row for row in FORMATS if row.recognise(file))
