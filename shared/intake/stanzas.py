"""Songs on several lines each, as charts and web pages are copied: title, artist and more below each other."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from shared.intake.headers import is_header

Numbered = tuple[int, str]
"""The 1-based number of a line, and the line."""

_COUNTER = re.compile(r"#?(\d{1,4})[.)]?")
_LENGTH = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}")
_JOINS = re.compile(r"\t|\s[-–—|~·]\s|[–—|]|\sby\s|://", re.IGNORECASE)
_SHORTEST, _LONGEST = 2, 6
"""Lines of a stanza."""


def with_stanzas_joined(lines: Sequence[Numbered]) -> list[Numbered]:
    """Return the lines, or one line a song with tabs between what stood on its lines.

    Stanzas are told by a running number, a length or a blank line between all of them.
    """
    for found in (_between_counters(lines), _up_to_lengths(lines), list(_between_blanks(lines))):
        if len(found) >= _SHORTEST and all(_is_stanza(stanza) for stanza in found):
            return [(stanza[0][0], "\t".join(line.strip() for _, line in stanza)) for stanza in found]
    return list(lines)


def _between_counters(lines: Sequence[Numbered]) -> list[list[Numbered]]:
    """Return the lines after each running number; none if one is missing, or more than headings precede them."""
    told = [(number, line) for number, line in lines if line.strip()]
    counts = {
        place: int(found[1]) for place, (_, line) in enumerate(told) if (found := _COUNTER.fullmatch(line.strip()))
    }
    first = min(counts, default=0)
    headings = [line for _, line in told[:first]]
    if headings and (first > _LONGEST or not is_header(headings[:1])):
        return []
    if not counts or any(after - before != 1 for before, after in pairwise(counts.values())):
        return []
    return [told[place + 1 : end] for place, end in pairwise([*counts, len(told)])]


def _up_to_lengths(lines: Sequence[Numbered]) -> list[list[Numbered]]:
    """Return the lines before each length; none if lines are left over."""
    found: list[list[Numbered]] = [[]]
    for number, line in lines:
        if _LENGTH.fullmatch(line.strip()):
            found.append([])
        elif line.strip():
            found[-1].append((number, line))
    return [] if found.pop() else found


def _between_blanks(lines: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    stanza: list[Numbered] = []
    for number, line in (*lines, (0, "")):
        if line.strip():
            stanza.append((number, line))
        elif stanza:
            yield stanza
            stanza = []


def _is_stanza(stanza: Sequence[Numbered]) -> bool:
    return _SHORTEST <= len(stanza) <= _LONGEST and not any(_JOINS.search(line) for _, line in stanza)
