"""Parser of PLS playlists: numbered `File` and `Title` lines, as Winamp and stream lists write them."""

import re

from shared.intake.bounds import bounded
from shared.intake.given_file import GivenFile
from shared.intake.local_files import read_entry
from shared.intake.reference import Intake

ENDINGS = ("pls",)

_LINE = re.compile(r"^(?P<field>File|Title)(?P<entry>\d{1,6})\s*=\s*(?P<value>.*)$", re.IGNORECASE)


def recognise(file: GivenFile) -> bool:
    """Return whether a file begins with `[playlist]`, or its name ends like one."""
    return file.start[:10].lower() == "[playlist]" or file.ending in ENDINGS


def read_pls(text: str) -> Intake:
    """Read each entry by its title, else by its file's name and folders, in the order of the entries' numbers."""
    entries: dict[int, dict[str, str]] = {}
    lines: dict[int, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _LINE.match(line.strip()):
            entry = int(found["entry"])
            entries.setdefault(entry, {})[found["field"].lower()] = found["value"].strip()
            lines.setdefault(entry, number)
    return bounded(
        [
            read_entry(entries[entry].get("file", ""), entries[entry].get("title", ""), "", lines[entry])
            for entry in sorted(entries)
        ]
    )
