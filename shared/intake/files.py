"""Reading of uploaded files: bounded, recognised by the register of formats, one playlist chosen of several."""

from collections.abc import Sequence
from dataclasses import replace

from shared.errors import SeveralPlaylists, TooLarge
from shared.intake.formats import format_of
from shared.intake.given_file import GivenFile
from shared.intake.reference import Intake
from shared.intake.together import read_together

LARGEST_BYTES = 20 * 1024 * 1024
"""The largest file that is read."""


def read_file(name: str, content: str | bytes, part: str = "") -> Intake:
    """Read an uploaded file in the first format of `FORMATS` that recognises it, by its content or its name.

    `part` names one of its playlists. Raises TooLarge over LARGEST_BYTES, InvalidInput for a file of no such
    format and for a broken one, SeveralPlaylists if it has more than one and `part` is none of them.
    """
    return chosen(read_parts(name, content), part)


def read_parts(name: str, content: str | bytes) -> tuple[Intake, ...]:
    """Read every playlist of a file, each under a name of its own. Raises as `read_file` does."""
    file = _bounded(name, content)
    return _distinct([part for part in format_of(file).read(file) if part != Intake(name=part.name)])


def read_all_parts(files: Sequence[tuple[str, str | bytes]]) -> tuple[Intake, ...]:
    """Read every playlist of several files, each a name and a content. Raises as `read_file` does."""
    if len(files) == 1:
        return read_parts(*files[0])
    return _distinct(read_together([_bounded(name, content) for name, content in files], format_of))


def chosen(parts: Sequence[Intake], part: str) -> Intake:
    """Return the part of this name, or the only one. Raises SeveralPlaylists if it takes a choice."""
    if not part and len(parts) <= 1:
        return parts[0] if parts else Intake()
    found = next((each for each in parts if each.name == part), None)
    if found is not None:
        return found
    listed = [(each.name, len(each.references)) for each in parts]
    shown = ", ".join(f"“{name}” ({count:,} songs)" for name, count in listed[:_SHOWN_PARTS])
    raise SeveralPlaylists(
        "There are several playlists in this" if not part else f"There is no playlist {part!r} in this",
        parts=listed,
        expected="one playlist",
        found=f"{shown} and {len(listed) - _SHOWN_PARTS:,} more" if len(listed) > _SHOWN_PARTS else shown,
        cure="choose one of them by its name",
    )


_SHOWN_PARTS = 10
"""Playlists that a message names."""


def _bounded(name: str, content: str | bytes) -> GivenFile:
    file = GivenFile(name, content)
    if len(file.data) > LARGEST_BYTES:
        raise TooLarge(
            f"File {name!r} is too large",
            expected=f"{LARGEST_BYTES:,} bytes at most",
            found=f"{len(file.data):,}",
            cure="send one playlist of it, or pack it as ZIP",
        )
    return file


def _distinct(parts: Sequence[Intake]) -> tuple[Intake, ...]:
    """Give each of several parts a name, and number those that share one."""
    if len(parts) <= 1:
        return tuple(parts)
    counts: dict[str, int] = {}
    named = []
    for place, part in enumerate(parts, start=1):
        name = part.name or f"Playlist {place}"
        counts[name] = counts.get(name, 0) + 1
        named.append(replace(part, name=name if counts[name] == 1 else f"{name} ({counts[name]})"))
    return tuple(named)
