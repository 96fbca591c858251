"""Lists copied whole from the pages of music services: title, artist and more of a song on lines of their own."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from shared.intake.bounds import unread
from shared.intake.channels import artist_of_channel
from shared.intake.cleaning import COUNTED
from shared.intake.given_file import GivenFile
from shared.intake.lines import named_track, read_line
from shared.intake.reference import Intake
from shared.intake.stanzas import Numbered

_SEARCHED = 400
"""Lines by which a page is recognised."""

_LENGTH = re.compile(r"(?:\d{1,2}:)?\d{1,3}:\d{2}")
_COUNTER = re.compile(r"#?(\d{1,4})[.)]?")
_VIEWS = re.compile(
    rf"[•·\s]*[\d.,\s]+\s?\w{{0,8}}\.?\s+{COUNTED}\b.*|[•·\s]*[\d.,]+[만億万]?回視聴.*", re.IGNORECASE
)
_BEFORE_VIEWS = re.compile(r"\s*[•·]\s*[\d.,]+.*$")
_PLAYING = re.compile(
    r"now playing|läuft gerade|aktuelle wiedergabe|lecture en cours|en cours de lecture|reproduciendo(?: ahora)?"
    r"|in riproduzione|tocando agora|em reprodução|nu aan het afspelen|wordt nu afgespeeld|teraz odtwarzane"
    r"|сейчас (?:играет|воспроизводится)|spelas nu|再生中|지금 재생 중|正在播放",
    re.IGNORECASE,
)
_BADGE = re.compile(
    r"e|explicit|clean|lyrics|preview|master|hi-?res|hifi|max|dolby(?: atmos)?|atmos|music video|video|new|more"
    r"|🅴|\W+",
    re.IGNORECASE,
)
"""A mark beside a song's title: of strong language, of its sound, of a button."""

_PAIR = re.compile(r"\S\s+[-–—]\s+\S|\sby\s")
_FEWEST, _MOST_LINES = 2, 12
"""Songs of a page, and lines of a song."""
_NAMED_OUTSIDE = 3

_OUTSIDE = "what stands around the list of songs on the page is not read"


@dataclass(frozen=True, slots=True)
class Page:
    """The songs of a copied page, each the lines of its row, and the lines around them."""

    rows: tuple[tuple[Numbered, ...], ...]
    outside: tuple[Numbered, ...]


def recognise(file: GivenFile) -> bool:
    """Return whether a text is a list copied from a page."""
    return page_in(list(enumerate(file.text.splitlines()[:_SEARCHED], start=1))) is not None


def page_in(lines: Sequence[Numbered]) -> Page | None:
    """Return the page that was copied, or None if the lines are none.

    Rows are told by running numbers, else by the songs' lengths before or below them, else by counts of views.
    """
    told = [(number, line.strip()) for number, line in lines if line.strip()]
    marks = _places(told, _LENGTH) or _places(told, _VIEWS)
    if not marks:
        return None
    told = [(number, cell.strip()) for number, line in told for cell in line.split("\t") if cell.strip()]
    marks = _places(told, _LENGTH) or _places(told, _VIEWS)
    counters = _counters(told)
    spans = _from(counters, len(told)) if 2 * len(counters) >= len(marks) else _between(marks, told)
    rows = _without_repeated([_content(told[start:end]) for start, end in spans])
    if sum(len(row) >= 2 for row in rows) * 3 < len(rows) * 2 or len(rows) < _FEWEST:
        return None
    inside = {place for start, end in spans for place in range(start, end)} | {*marks, *counters}
    outside = [each for place, each in enumerate(told) if place not in inside]
    return Page(tuple(map(tuple, filter(None, rows))), tuple(outside))


def read_page(page: Page) -> list[Intake]:
    """Read a song a row by title and artist; of the lines around them those that name both, too."""
    pairs = [each for each in page.outside if _PAIR.search(each[1])]
    others = [each for each in page.outside if each not in pairs]
    read = [*map(_song, page.rows), *(read_line(line, number) for number, line in pairs)]
    return [*read, *_reported(others)]


def _song(row: Sequence[Numbered]) -> Intake:
    (number, title), *others = row
    if not others:
        return read_line(title, number)
    artist = artist_of_channel(_BEFORE_VIEWS.sub("", others[0][1]))
    named = named_track("", title, artist, number)
    return Intake(references=(named.either_way(),)) if named else Intake()


def _reported(outside: Sequence[Numbered]) -> list[Intake]:
    """Return one report of all lines around the songs."""
    if not outside:
        return []
    named = ", ".join(line for _, line in outside[:_NAMED_OUTSIDE])
    more = f" and {len(outside) - _NAMED_OUTSIDE:,} more lines" if len(outside) > _NAMED_OUTSIDE else ""
    return [unread(f"{named}{more}", outside[0][0], _OUTSIDE)]


def _places(lines: Sequence[Numbered], mark: re.Pattern[str]) -> list[int]:
    """Return the places of lines that are nothing but a mark; none if there are too few."""
    found = [place for place, (_, line) in enumerate(lines) if mark.fullmatch(line)]
    return found if len(found) >= _FEWEST else []


def _counters(lines: Sequence[Numbered]) -> list[int]:
    """Return the places of the running numbers 1, 2, 3 ...; other numbers between them are names."""
    places: list[int] = []
    for place, (_, line) in enumerate(lines):
        if (found := _COUNTER.fullmatch(line)) and int(found[1]) == len(places) + 1:
            places.append(place)
    return places if len(places) >= _FEWEST else []


def _from(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    """Return the spans after each start; the last is as long as the others."""
    spans = [(start + 1, after) for start, after in pairwise(starts)]
    last = starts[-1] + 1
    return [*spans, (last, min(end, last + _usual(spans)))]


def _up_to(ends: Sequence[int]) -> list[tuple[int, int]]:
    """Return the spans before each end; the first is as long as the others."""
    spans = [(before + 1, end) for before, end in pairwise(ends)]
    return [(max(0, ends[0] - _usual(spans)), ends[0]), *spans]


def _usual(spans: Sequence[tuple[int, int]]) -> int:
    return min(median_low(end - start for start, end in spans), _MOST_LINES)


def _between(marks: Sequence[int], lines: Sequence[Numbered]) -> list[tuple[int, int]]:
    """Return the spans of rows that begin or end with a mark.

    YouTube shows a length before the title. Where it is not told by views and the like, the length comes last,
    as in tables, unless nothing stands before the first one.
    """
    is_length = _LENGTH.fullmatch(lines[marks[0]][1])
    after = [line for _, line in lines[marks[-1] + 1 :]]
    tells = any(_PLAYING.fullmatch(line) or _VIEWS.fullmatch(line) for line in after)
    names = [line for _, line in lines[: marks[0]] if not _BADGE.fullmatch(line)]
    starts = is_length and (tells or len(names) < 2)
    return _from(marks, len(lines)) if starts else _up_to(marks)


def _content(row: Sequence[Numbered]) -> list[Numbered]:
    """Return the lines of a row that may be names."""
    marks = (_LENGTH, _PLAYING, _VIEWS, _BADGE)
    return [each for each in row if each[1] and not any(mark.fullmatch(each[1]) for mark in marks)] or [
        each for each in row if not _LENGTH.fullmatch(each[1])
    ][:1]


def _without_repeated(rows: Sequence[list[Numbered]]) -> list[list[Numbered]]:
    """Return the rows without a first line that most of them share, such as a button: titles differ."""
    firsts = Counter(row[0][1].casefold() for row in rows if row)
    text, count = firsts.most_common(1)[0] if firsts else ("", 0)
    if count < 3 or 2 * count <= len(rows):
        return list(rows)
    return [row[1:] if row and row[0][1].casefold() == text else row for row in rows]
