"""The register of input formats: every kind of file that is read, or refused with a cure, in order of recognition.

It is the one list of formats. Error messages and the help of commands are built from it; texts that are not built
by Python (the page, the API document, the tutorial) are compared with it by `tests/docs/test_input_formats.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shared.errors import InvalidInput, TooLarge
from shared.intake import (
    archives,
    csv_files,
    cue,
    html_files,
    itunes,
    json_files,
    m3u,
    markdown,
    other_xml,
    pages,
    pls,
    refusals,
    rekordbox,
    scrobbler_log,
    serato,
    spreadsheets,
    traktor,
    wpl,
    xspf,
)
from shared.intake.given_file import GivenFile
from shared.intake.reference import Intake
from shared.intake.text import read_text
from shared.intake.together import read_together

_TABLES = "tables (CSV, Excel, HTML, Markdown)"
_PLAYLISTS = "playlists of players (M3U, PLS, XSPF, WPL, CUE)"
_LIBRARIES = "libraries (iTunes, rekordbox, Traktor, Serato)"
_JSON = "JSON (Spotify's account data, ListenBrainz and others)"
_ARCHIVES = "a ZIP or GZ of these"
_TEXT = "plain text"


MOST_LINES_OF_A_FILE = 200_000
"""Lines of a sheet, a log or a table in Markdown; lists of lines are read as far as they go."""


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A kind of file that is read.

    A format of text is a module with `ENDINGS`, `recognise(file)` and a reader of text; its row wraps the reader
    with `_of_text` or `_parts_of_text`. A binary format looks at `file.data`, and its row stands before that of
    binary data.
    """

    name: str
    group: str
    """The group under which lists for people name it: nobody reads twenty names."""
    endings: tuple[str, ...]
    """Endings of file names that the page offers to open, in lower case; `recognise` decides what they mean."""
    recognise: Callable[[GivenFile], bool]
    read: Callable[[GivenFile], tuple[Intake, ...]]
    """Returns a part for each playlist. Raises InvalidInput for a file that is broken or holds no songs."""


@dataclass(frozen=True, slots=True)
class RefusedFormat:
    """A kind of file that is known and never read: the error names it and says what to do instead."""

    refusal: refusals.Refusal
    recognise: Callable[[GivenFile], bool]

    @property
    def name(self) -> str:
        """The name of the kind of file."""
        return self.refusal.name

    def read(self, file: GivenFile) -> tuple[Intake, ...]:
        """Raise InvalidInput with the cure."""
        raise InvalidInput(
            f"File {file.name!r} {self.refusal.what}",
            expected=f"a playlist as {FORMAT_NAMES}",
            found=self.refusal.name,
            cure=self.refusal.cure,
        )


def _of_text(read: Callable[[str], Intake]) -> Callable[[GivenFile], tuple[Intake, ...]]:
    return lambda file: (read(file.text),)


def _parts_of_text(read: Callable[[str], tuple[Intake, ...]]) -> Callable[[GivenFile], tuple[Intake, ...]]:
    return lambda file: read(file.text)


def _few_lines(file: GivenFile) -> str:
    """Return the text of a format that is read whole. Raises TooLarge for one of too many lines."""
    if (count := file.text.count("\n")) > MOST_LINES_OF_A_FILE:
        raise TooLarge(
            f"File {file.name!r} has too many lines",
            expected=f"{MOST_LINES_OF_A_FILE:,} at most",
            found=f"{count:,}",
            cure="send one playlist of it",
        )
    return file.text


def _of_gzip(file: GivenFile) -> tuple[Intake, ...]:
    return read_together([archives.unpacked_gzip(file)], _format_inside)


def _of_zip(file: GivenFile) -> tuple[Intake, ...]:
    return read_together(list(archives.members(file)), _format_inside)


def _format_inside(file: GivenFile) -> InputFormat | RefusedFormat:
    """Return the format of a file in an archive; one more archive is refused, which bounds what is unpacked."""
    return RefusedFormat(refusals.NESTED, is_archive) if is_archive(file) else format_of(file)


FORMATS: tuple[InputFormat | RefusedFormat, ...] = (
    RefusedFormat(refusals.PDF, refusals.is_pdf),
    RefusedFormat(refusals.PICTURE, refusals.is_picture),
    RefusedFormat(refusals.SOUND, refusals.is_sound),
    RefusedFormat(refusals.PACKED, refusals.is_packed),
    RefusedFormat(refusals.NUMBERS, refusals.is_numbers),
    RefusedFormat(refusals.APPLE_LIBRARY, refusals.is_apple_library),
    RefusedFormat(refusals.DATABASE, refusals.is_database),
    InputFormat(
        "spreadsheet", _TABLES, spreadsheets.ENDINGS, spreadsheets.recognise, spreadsheets.read_spreadsheet
    ),
    RefusedFormat(refusals.DOCUMENT, refusals.is_document),
    InputFormat("ZIP", _ARCHIVES, ("zip",), archives.is_zip, _of_zip),
    InputFormat("GZ", _ARCHIVES, ("gz",), archives.is_gzip, _of_gzip),
    InputFormat("iTunes XML", _LIBRARIES, itunes.ENDINGS, itunes.recognise, itunes.read_plist),
    InputFormat("Serato crate", _LIBRARIES, serato.ENDINGS, serato.recognise, serato.read_serato),
    RefusedFormat(refusals.FOOBAR, refusals.is_foobar),
    RefusedFormat(refusals.BINARY, lambda file: file.is_binary),
    InputFormat(
        "rekordbox XML",
        _LIBRARIES,
        rekordbox.ENDINGS,
        rekordbox.recognise,
        _parts_of_text(rekordbox.read_rekordbox),
    ),
    InputFormat("Traktor NML", _LIBRARIES, traktor.ENDINGS, traktor.recognise, _parts_of_text(traktor.read_nml)),
    InputFormat("XSPF", _PLAYLISTS, xspf.ENDINGS, xspf.recognise, _of_text(xspf.read_xspf)),
    InputFormat("WPL", _PLAYLISTS, wpl.ENDINGS, wpl.recognise, _of_text(wpl.read_wpl)),
    InputFormat("HTML", _TABLES, html_files.ENDINGS, html_files.recognise, _parts_of_text(html_files.read_html)),
    InputFormat("other XML", _LIBRARIES, other_xml.ENDINGS, other_xml.recognise, _of_text(other_xml.read_xml)),
    InputFormat("JSON", _JSON, json_files.ENDINGS, json_files.recognise, _parts_of_text(json_files.read_json)),
    InputFormat("M3U", _PLAYLISTS, m3u.ENDINGS, m3u.recognise, _of_text(m3u.read_m3u)),
    InputFormat("PLS", _PLAYLISTS, pls.ENDINGS, pls.recognise, lambda file: (pls.read_pls(_few_lines(file)),)),
    InputFormat("CUE", _PLAYLISTS, cue.ENDINGS, cue.recognise, lambda file: (cue.read_cue(_few_lines(file)),)),
    InputFormat(
        "scrobbler log",
        _PLAYLISTS,
        scrobbler_log.ENDINGS,
        scrobbler_log.recognise,
        lambda file: scrobbler_log.read_log(_few_lines(file)),
    ),
    InputFormat(
        "Markdown table",
        _TABLES,
        markdown.ENDINGS,
        markdown.recognise,
        lambda file: markdown.read_markdown(_few_lines(file)),
    ),
    InputFormat("copied page", _TEXT, (), pages.recognise, _of_text(read_text)),
    # A table begins at its first character that is not blank.
    InputFormat(
        "CSV", _TABLES, csv_files.ENDINGS, csv_files.recognise, lambda file: csv_files.read_table(file.start)
    ),
    InputFormat("plain text", _TEXT, ("txt",), lambda _: True, _of_text(read_text)),
)
"""Every format that is known; the first row that recognises a file reads it."""

READ = tuple(row for row in FORMATS if isinstance(row, InputFormat))
"""The formats that are read."""

_GROUPS = tuple(dict.fromkeys((_TABLES, _PLAYLISTS, _LIBRARIES, _JSON, _ARCHIVES, _TEXT)))

FORMAT_NAMES = " or ".join([", ".join(_GROUPS[:-1]), _GROUPS[-1]])
"""The groups of formats that are read, as a sentence lists them: "A, B or C"."""

ENDINGS = tuple(dict.fromkeys(ending for row in READ for ending in row.endings))
"""The endings of file names that the page offers to open."""


def is_archive(file: GivenFile) -> bool:
    """Return whether a file is read by unpacking it."""
    return format_of(file).name in ("ZIP", "GZ")


def format_of(file: GivenFile) -> InputFormat | RefusedFormat:
    """Return the first format that recognises a file; the last one, plain text, recognises all."""
    return next(row for row in FORMATS if row.recognise(file))
