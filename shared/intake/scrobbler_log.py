"""Parser of `.scrobbler.log`, the history that Rockbox and other portable players write."""

from shared.intake.given_file import GivenFile
from shared.intake.reference import Intake
from shared.intake.table import GivenTable, Row, read_rows

ENDINGS = ("log",)

_HEADER = ("Artist", "Album", "Title")


def recognise(file: GivenFile) -> bool:
    """Return whether a file begins as the specification of the log says."""
    return file.start.startswith("#AUDIOSCROBBLER/")


def read_log(text: str) -> tuple[Intake, ...]:
    """Read one song a line; lines that begin with # describe the log."""
    rows: list[Row] = [
        (number, [cell.strip() for cell in line.split("\t")])
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    return read_rows(GivenTable([(1, _HEADER), *rows]))
