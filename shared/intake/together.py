"""Files that belong together, such as those of one archive, read into one list of playlists."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol
from zipfile import ZipInfo

from shared.errors import InvalidInput
from shared.intake import json_files
from shared.intake.bounds import joined, unread
from shared.intake.given_file import GivenFile
from shared.intake.reference import Intake

MOST_SONGS = 100_000
"""Songs after which no further file of an archive is read."""

_JSON = "JSON"
"""The format whose files are read together."""


class Reader(Protocol):
    """A row of the register of formats."""

    @property
    def name(self) -> str:
        """The format's name."""

    @property
    def read(self) -> Callable[[GivenFile], tuple[Intake, ...]]:
        """The reader; it raises InvalidInput."""


def read_together(
    files: Sequence[GivenFile | ZipInfo], format_of: Callable[[GivenFile], Reader]
) -> tuple[Intake, ...]:
    """Read every playlist of the files as a part; plays of histories in JSON are counted across the files.

    A playlist without a name has its file's. A file without songs is reported by the first part, but the error of
    an only file is raised. Raises InvalidInput if no file has songs.
    """
    return tuple(part for parts in read_each(files, format_of) for part in parts)


def read_each(
    files: Sequence[GivenFile | ZipInfo], format_of: Callable[[GivenFile], Reader]
) -> list[tuple[Intake, ...]]:
    """Read as `read_together` does, and return the parts of each file, those of all JSON together."""
    given = [file for file in files if isinstance(file, GivenFile)]
    if len(files) == 1 and given:
        return [_read_named(given[0], format_of(given[0]))]
    groups: list[tuple[Intake, ...]] = []
    reports = [
        unread(each.filename, 1, "it is locked, or too large beside the others; send it by itself")
        for each in files
        if isinstance(each, ZipInfo)
    ]
    rows = [(file, format_of(file)) for file in given]
    for file, row in rows:
        if row.name == _JSON:
            continue
        if sum(len(part.references) for parts in groups for part in parts) > MOST_SONGS:
            reports.append(unread(file.name, 1, f"only {MOST_SONGS:,} songs are read at once; send it by itself"))
        else:
            _add(groups, reports, file.name, partial(_read_named, file, row))
    documents = [(file.stem, file.text) for file, row in rows if row.name == _JSON]
    if documents:
        _add(groups, reports, "the JSON files", partial(json_files.read_documents, documents))
    if not groups:
        raise _without_songs(given, reports)
    (first, *rest), *others = groups
    return [(joined([first, *reports]), *rest), *others]


def _add(
    groups: list[tuple[Intake, ...]], reports: list[Intake], name: str, read: Callable[[], tuple[Intake, ...]]
) -> None:
    """Add the parts of a file, or a report of why it has none."""
    try:
        parts = tuple(part for part in read() if part != Intake(name=part.name))
    except InvalidInput as error:
        reports.append(unread(name, 1, error.what))
        return
    if any(part.references or part.playlist_ids or part.short_links for part in parts):
        groups.append(parts)
    else:
        reports += [replace(part, name="") for part in parts] or [unread(name, 1, "it names no song")]


def _read_named(file: GivenFile, row: Reader) -> tuple[Intake, ...]:
    """Read one file; a playlist without a name has the file's."""
    return tuple(part if part.name else replace(part, name=file.stem) for part in row.read(file))


def _without_songs(files: Sequence[GivenFile], reports: Sequence[Intake]) -> InvalidInput:
    first = next((each for part in reports for each in part.unread), None)
    return InvalidInput(
        "None of these holds songs" if files else "The archive is empty",
        expected="playlists as files",
        found=f"{first.source}: {first.why}" if first else "no file",
        cure="send the playlist by itself",
    )
