"""Parser of CUE sheets: the tracks of a record or of a mix, by title and performer."""

import re

from shared.intake.bounds import bounded
from shared.intake.given_file import GivenFile
from shared.intake.local_files import read_entry
from shared.intake.reference import Intake

ENDINGS = ("cue",)

_FIELD = re.compile(r'^\s*(?P<field>TITLE|PERFORMER)\s+(?:"(?P<quoted>.*)"|(?P<bare>.*?))\s*$', re.IGNORECASE)
_TRACK = re.compile(r"^\s*TRACK\s+\d+", re.IGNORECASE)
_HEAD = re.compile(r"^(?:REM|PERFORMER|TITLE|FILE|CATALOG|CDTEXTFILE)\s", re.IGNORECASE)


def recognise(file: GivenFile) -> bool:
    """Return whether a file begins like a CUE sheet and has tracks, or its name ends like one."""
    is_sheet = (
        _HEAD.match(file.start) is not None and re.search(r"^\s*TRACK\s+\d+\s+AUDIO", file.start, re.M) is not None
    )
    return is_sheet or file.ending in ENDINGS


def read_cue(text: str) -> Intake:
    """Read each track; one without a performer is by that of the sheet."""
    sheet: dict[str, str] = {}
    tracks: list[tuple[int, dict[str, str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if _TRACK.match(line):
            tracks.append((number, {}))
        elif found := _FIELD.match(line):
            fields = tracks[-1][1] if tracks else sheet
            fields.setdefault(found["field"].lower(), (found["quoted"] or found["bare"] or "").strip())
    songs = [
        read_entry("", track.get("title", ""), track.get("performer", sheet.get("performer", "")), number)
        for number, track in tracks
    ]
    return bounded([Intake(name=sheet.get("title", "")), *songs])
