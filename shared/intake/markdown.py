"""Parser of tables in Markdown, as language models and forums write them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from shared.intake.bounds import joined, unread
from shared.intake.given_file import GivenFile
from shared.intake.reference import Intake
from shared.intake.table import GivenTable, Row, read_tables

ENDINGS = ("md",)

_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
"""The line between header and rows."""
_BAR = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"^\[(?P<text>[^\]]*)\]\((?P<link>[^)\s]*)[^)]*\)$")
_MARKS = re.compile(r"^[*_`~\"“]+|[*_`~\"”]+$")
_SEARCHED = 100_000
"""Characters in which the first table is searched."""
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+|\*\*)(?P<name>.+?)[*#:\s]*$")


def recognise(file: GivenFile) -> bool:
    """Return whether a line of bars and dashes stands below a line with a bar."""
    lines = file.start[:_SEARCHED].splitlines()
    return any("|" in rule and "|" in header and _RULE.match(rule) for header, rule in pairwise(lines))


def read_markdown(text: str) -> tuple[Intake, ...]:
    """Read every table with songs as a playlist, named by the heading above it; other lines are reported."""
    tables = list(_tables(text.splitlines()))
    inside = {line for table in tables for line, _ in table.rows}
    outside = [
        unread(line, number, "this line stands outside the table of songs")
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and number not in inside and not _RULE.match(line) and not _HEADING.match(line)
    ]
    first, *others = read_tables(tables)
    return (joined([first, *outside]), *others)


def _tables(lines: list[str]) -> Iterator[GivenTable]:
    """Yield the runs of lines with bars, each with the last heading before it."""
    rows: list[Row] = []
    name = ""
    for number, line in enumerate([*lines, ""], start=1):
        if "|" in line:
            if not _RULE.match(line):
                rows.append((number, _cells(line)))
            continue
        if rows:
            yield GivenTable(rows, name)
            rows = []
        if heading := _HEADING.match(line):
            name = heading["name"]


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [_plain(cell.replace("\\|", "|").strip()) for cell in _BAR.split(inner)]


def _plain(cell: str) -> str:
    """Return a cell without emphasis; a link stands for its text, and a link to a track for itself."""
    if link := _LINK.match(cell):
        cell = link["text"] if link["text"] and "spotify" not in link["link"] else link["link"]
    return _MARKS.sub("", cell)
