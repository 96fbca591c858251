"""Readings of a line: the ways to take it for a title and an artist, the most plausible first.

Nothing is looked up here: the catalogue decides between the readings.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, permutations
from typing import NamedTuple

from shared.domain.names import is_word
from shared.intake.channels import artist_of_channel
from shared.intake.cleaning import bare, bolder, visible
from shared.intake.noise import EDGES, ends_in_noise, is_noise, is_number, without_brackets, without_noise

MOST_READINGS = 24
"""Readings of one line that are tried."""

_MOST_PARTS = 5
"""Parts of a line that are tried as title and as artist."""

_PLAIN = re.compile(r"[^\W\d_][\w' ]* - [\w' ]+")
"""A line that needs no cleaning."""
_SIMPLE = re.compile(r"[\w' .,&!?]*")
"""A title or an artist, given apart, that can be read in one way."""
_DASHES = re.compile(r"\s+[-–—―−‐‑]{1,3}\s+|\s*[–—―]\s*|\s*\t\s*")
"""Separators of artist and title that are in few names."""
_MARKS = re.compile(
    r"\s*[|¦‖~～·•;；／＼→»›]+\s*"
    r"|\s+(?:[/\\:<>=+*,]|//|::|->|=>|\.{2,})\s+|\s*[:：]\s+|[-–—]{2,}|\s+[-–—]|[-–—]\s+"
)
"""Separators that are looked for where there is no dash."""
_LOOSE = re.compile(
    r"\s*[,，、:/]\s*|\s*[\"“”„«»「」『』《》〈〉‹›]\s*|\s*[()\[\]{}【】（）〔〕]\s*"
    r"|(?:^|\s+)(?:by|von|par|de|di|por|door|van|av|af|od|przez|от|by:)\s+|(?<!\s)-(?!\s)",
    re.IGNORECASE,
)
"""Marks that may separate, or be part of a name."""
_ANY = re.compile("|".join((_DASHES.pattern, _MARKS.pattern, _LOOSE.pattern)), re.IGNORECASE)
_AFTER = re.compile("|".join((_DASHES.pattern, _MARKS.pattern, r"\s*[(\[,.;]\s*")))
"""Marks between an artist and a comment."""
_BY = re.compile(r"\s+(?:performed |sung |covered |played )?by:?\s+|\s+from\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^(?P<artist>.+?)(?:['’]s|s['’])\s+(?P<title>.+)$")
_SEPARATED = re.compile(r"\s[-–—|~·/]\s|\sby\s|\t|: ")
_GUESTS = re.compile(r"(?:feat|ft|featuring|with)\b", re.IGNORECASE)
_YEAR = re.compile(r"\s*[,·–—-]?\s+(?:19|20)\d\d$")
_OFFICIAL = re.compile(r"(?<=\S)\s+Official$", re.IGNORECASE)
"""An addition to the name of an artist that may be part of one too."""
_LABELLED = re.compile(
    r"""^[\W_]*(?:(?:track|song)?[_ ]?(?:title|name)|song|track|titel|titre|título|titolo|tytuł|название)
    ["']?\s*[:=]
    \s*(?P<title>.+?)[\s,;|/"'–—-]*
    \b(?:(?:track|song)?[_ ]?artists?(?:[_ ]?name)?|by|band|performer|interpret|künstler|artiste|artista|wykonawca
    |исполнитель)["']?\s*[:=]\s*(?P<artist>[^|;}]+)""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTE_END = re.compile(r"""(?<=\w)["”]""")


class Reading(NamedTuple):
    """One way to take a text for a title and an artist; without an artist the two may run together in `title`."""

    title: str
    artist: str


def readings(line: str) -> tuple[Reading, ...]:
    """Return up to MOST_READINGS ways to take a line for a title and an artist, the most plausible first.

    A reading without an artist is a text whose parts are not told apart: a title, or both run together.

    >>> readings("Nina Simone - Feeling Good")[:2]
    (Reading(title='Feeling Good', artist='Nina Simone'), Reading(title='Nina Simone', artist='Feeling Good'))
    """
    if _PLAIN.fullmatch(line) and not ends_in_noise(line):
        artist, _, title = line.partition(" - ")
        return Reading(title, artist), Reading(artist, title), Reading(line, "")
    seen, text = _cleaned(line)
    if labelled := _labelled(seen):
        return labelled
    texts = dict.fromkeys((text, *bolder(text), seen))
    found = dict.fromkeys(each for one in texts for each in _of_text(one))
    return tuple(islice(filter(_is_usable, found), MOST_READINGS))


def shown(line: str) -> str:
    """Return a line as it is shown back: without numbering and markdown."""
    return line.strip() if _PLAIN.fullmatch(line.strip()) else _cleaned(line)[1]


@lru_cache(maxsize=8)
def _cleaned(line: str) -> tuple[str, str]:
    """Return the visible line, and what is left of it; kept for `shown`, which is asked right after."""
    seen = visible(line)
    return seen, bare(seen)


def named_readings(title: str, artist: str) -> tuple[Reading, ...]:
    """Return the ways to read a title and an artist that were given apart; none if there is just one.

    Titles of videos hold both names, and the artist is then a channel: "Nina Simone - Topic".
    """
    if _SIMPLE.fullmatch(title) and _SIMPLE.fullmatch(artist):
        return ()
    found = [Reading(title, artist), Reading(without_noise(title), _OFFICIAL.sub("", artist_of_channel(artist)))]
    if any(mark in title for mark in '-–—|:"“「'):
        found += [each for each in readings(title) if each.artist]
    return tuple(each for each in dict.fromkeys(found) if _is_usable(each))


def _labelled(text: str) -> tuple[Reading, ...]:
    """Return the reading of "Title: ..., Artist: ...", as people and JSON write it; empty for any other text."""
    found = _LABELLED.match(text) if ":" in text or "=" in text else None
    if not found:
        return ()
    reading = Reading(_trimmed(found["title"]), _trimmed(_QUOTE_END.split(found["artist"])[0]))
    return (reading,) if is_word(reading.title) and is_word(reading.artist) else ()


def _of_text(text: str) -> Iterator[Reading]:
    """Yield the readings of a cleaned text: split where it is clearest, without brackets, split anywhere."""
    whole = without_noise(text)
    if (undated := _YEAR.sub("", whole)) != whole and _SEPARATED.search(undated):
        yield from _of_text(undated)
    yield from _clearly_split(whole)
    yield Reading(_trimmed(whole), "")
    if (shorter := without_brackets(whole)) != whole:
        parts = _parts(_DASHES, shorter)
        yield from _split(parts if len(parts) > 1 else _parts(_MARKS, shorter), shorter)
    if found := _POSSESSIVE.match(whole):
        yield Reading(found["title"], found["artist"])
    every = [part for part in dict.fromkeys(_parts(_ANY, whole)) if not _GUESTS.match(part)]
    yield from (Reading(one, other) for one, other in permutations(every[:_MOST_PARTS], 2))


def _clearly_split(whole: str) -> Iterator[Reading]:
    """Yield the readings of a text at its dashes, at other separators if it has none, or at "by"."""
    by = _BY.split(whole)
    # "“Title” by Artist – why": the quotation mark tells that "by" separates.
    parts = [] if len(by) > 1 and whole[:1] in '"“„«「' else _parts(_DASHES, whole)
    if len(parts) == 1 and len(by) == 1:
        parts = _parts(_MARKS, whole)
    if len(parts) > 1:
        yield from _split(parts, whole)
        return
    for place in range(1, len(by)):
        title, artist = _trimmed(" by ".join(by[:place])), " by ".join(by[place:])
        yield Reading(title, _trimmed(artist))
        yield Reading(title, _trimmed(_AFTER.split(artist)[0]))


def _split(parts: Sequence[str], text: str) -> Iterator[Reading]:
    """Yield the readings of parts: the first as the artist or the title of the rest, then the last."""
    if len(parts) < 2:
        return
    first, last = parts[0], parts[-1]
    rest = _trimmed(text[text.find(first) + len(first) :])
    start = _trimmed(text[: text.rfind(last)])
    if len(parts) == 2:
        yield from (Reading(rest, first), Reading(first, rest))
        return
    after = Reading(rest, first), Reading(parts[1], first)
    yield from (*(after[::-1] if "\t" in text else after), Reading(first, parts[1]))
    yield from (Reading(start, last), Reading(last, start), Reading(first, rest))


def _parts(separator: re.Pattern[str], text: str) -> list[str]:
    """Return the parts between separators, without those of only noise or, after the first, of a number."""
    found = [part for each in separator.split(text) if (part := _trimmed(each))]
    named = [part for place, part in enumerate(found) if (place == 0 and is_number(part)) or not is_noise(part)]
    return named if len(named) > 1 or len(found) < 2 else found


def _trimmed(part: str) -> str:
    return part.strip(EDGES)


def _is_usable(reading: Reading) -> bool:
    return is_word(reading.title) and (not reading.artist or is_word(reading.artist))
