"""Reading of uploaded files: bounded, recognised by the register of formats, one playlist chosen of several."""

from collections.abc import Sequence
from dataclasses import replace

from shared.errors import InvalidInput, SeveralPlaylists, TooLarge
from shared.intake.bounds import bounded, joined
from shared.intake.formats import FORMAT_NAMES, format_of, is_archive
from shared.intake.given_file import GivenFile
from shared.intake.reference import Intake
from shared.intake.together import read_each

LARGEST_BYTES = 20 * 1024 * 1024
"""The largest file that is read."""

MOST_ARCHIVES = 3
"""Archives among several files."""


def read_file(name: str, content: str | bytes, part: str = "") -> Intake:
    """Read an uploaded file in the first format of `FORMATS` that recognises it, by its content or its name.

    `part` names one of its playlists. Raises TooLarge over LARGEST_BYTES, InvalidInput for a file of no such
    format and for a broken one, SeveralPlaylists if it has more than one and `part` is none of them.
    """
    return chosen(read_parts(name, content), part)


def read_files(files: Sequence[tuple[str, str | bytes]], part: str = "") -> Intake:
    """Read files, each a name and a content, into one list; if any has several playlists, as `read_file`."""
    if len(files) == 1:
        return read_file(*files[0], part)
    given = [_bounded(name, content) for name, content in files]
    _check_archives(given)
    each = read_each(given, format_of)
    if not part and all(len(parts) == 1 for parts in each):
        return joined([parts[0] for parts in each])
    return chosen(_distinct([found for parts in each for found in parts]), part)


def read_inputs(files: Sequence[tuple[str, str | bytes]], text: str, part: str = "") -> Intake:
    """Read files and pasted text as `read_files` does: the text is one more file, of lines or of any format."""
    given = [*files, (_PASTED, text)] if text.strip() else files
    found = read_files(given, part) if given else Intake()
    return replace(found, name="") if found.name == _PASTED else found


def read_all(files: Sequence[tuple[str, str | bytes]], text: str) -> Intake:
    """Read the songs of every playlist in files and pasted text into one list, MOST_LINES of them at most.

    Raises as `read_files` does, but for several playlists.
    """
    given = [_bounded(name, content) for name, content in [*files, *([(_PASTED, text)] if text.strip() else [])]]
    _check_archives(given)
    if not given:
        return Intake()
    return bounded([part for parts in read_each(given, format_of) for part in parts])


def read_parts(name: str, content: str | bytes) -> tuple[Intake, ...]:
    """Read every playlist of a file, each under a name of its own. Raises as `read_file` does."""
    file = _bounded(name, content)
    parts = [part for part in format_of(file).read(file) if part != Intake(name=part.name)]
    if not parts:
        raise InvalidInput(f"File {name!r} is empty", expected=f"a playlist as {FORMAT_NAMES}", found="nothing")
    return _distinct(parts)


def chosen(parts: Sequence[Intake], part: str) -> Intake:
    """Return the part of this name, or the only one. Raises SeveralPlaylists if it takes a choice."""
    if not part and len(parts) == 1:
        return parts[0]
    found = next((each for each in parts if each.name == part), None)
    if found is not None:
        return found
    listed = [(each.name, len(each.references)) for each in parts]
    shown = ", ".join(
        f"“{name}” ({count:,} {'song' if count == 1 else 'songs'})" for name, count in listed[:_SHOWN_PARTS]
    )
    raise SeveralPlaylists(
        "There are several playlists in this" if not part else f"There is no playlist {part!r} in this",
        parts=listed,
        expected="one playlist",
        found=f"{shown} and {len(listed) - _SHOWN_PARTS:,} more" if len(listed) > _SHOWN_PARTS else shown,
        cure="choose one of them by its name",
    )


_PASTED = "pasted text"
"""The name of pasted text in messages."""

_SHOWN_PARTS = 10
"""Playlists that a message names."""


def _bounded(name: str, content: str | bytes) -> GivenFile:
    file = GivenFile(name, content)
    if not file.data:
        raise InvalidInput(
            f"The file {name!r} is empty", expected="a playlist", found="0 bytes", cure="export or save it again"
        )
    if len(file.data) > LARGEST_BYTES:
        raise TooLarge(
            f"File {name!r} is too large",
            expected=f"{LARGEST_BYTES:,} bytes at most",
            found=f"{len(file.data):,}",
            cure="send one playlist of it, or pack it as ZIP",
        )
    return file


def _check_archives(files: Sequence[GivenFile]) -> None:
    """Check how many files have to be unpacked: each may hold 40 MiB. Raises TooLarge."""
    if (count := sum(map(is_archive, files))) > MOST_ARCHIVES:
        raise TooLarge(
            "There are too many archives at once",
            expected=f"{MOST_ARCHIVES} at most",
            found=f"{count}",
            cure="send them one after the other, or unpack them",
        )


def _distinct(parts: Sequence[Intake]) -> tuple[Intake, ...]:
    """Return the parts, each of several with a name, numbered where they share one."""
    if len(parts) <= 1:
        return tuple(parts)
    counts: dict[str, int] = {}
    named = []
    for place, part in enumerate(parts, start=1):
        name = part.name or f"Playlist {place}"
        counts[name] = counts.get(name, 0) + 1
        named.append(replace(part, name=name if counts[name] == 1 else f"{name} ({counts[name]})"))
    return tuple(named)
