"""Numbers in a sentence: years and decades, tempo, length, and how many songs."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from shared.domain.bounds import Bounds, Range
from shared.model.words.effect import Effect
from shared.model.words.lexicon import numerals as said
from shared.model.words.sense import Reading, Sense, plainly
from shared.model.words.tokens import Token

LONGEST = 8
"""Words of the longest phrase with a number."""

MOST_SONGS = 100
"""Songs of one answer."""

SECONDS_OF_SONG = 225
"""Length of an ordinary song, by which an hour of music is counted in songs."""

_NEAR_TEMPO = 5
_THIS_CENTURY = 30
"""Decades of two digits below this are of this century."""


class Numbered(NamedTuple):
    """A phrase with a number: how many words it has, and its sense."""

    length: int
    sense: Sense


_Found = re.Match[str]
_Rule = tuple[re.Pattern[str], Callable[[_Found], Sense | None]]


def numbered(tokens: Sequence[Token]) -> Numbered | None:
    """Return the longest phrase with a number at the start of some words."""
    text = " ".join(each.text if ":" in each.text else each.word for each in tokens[:LONGEST])
    found = [
        Numbered(len(match[0].split()), sense)
        for pattern, sense_of in _rules()
        if (match := pattern.match(text)) and (sense := sense_of(match))
    ]
    return max(found, key=lambda each: each.length, default=None)


@cache
def _rules() -> tuple[_Rule, ...]:
    decades = "|".join(said.DECADES)
    decade = (
        rf"(?:(?:{said.BEFORE_DECADE})?(?:(?:19|20)?\d0{said.DECADE_SUFFIX}|{decades})"
        rf"|(?:{said.BEFORE_DECADE})(?:19|20)?\d0|(?:19|20)?\d0(?= {said.AFTER_DECADE}))(?: {said.AFTER_DECADE})?"
    )
    year, number = r"((?:19|20)\d\d)", rf"(\d{{1,4}}|{'|'.join(sorted(said.NUMERALS, key=len, reverse=True))})"
    part = f"(?:(?P<early>{said.EARLY}|{said.MID}|{said.LATE}) )?(?:to (?:early|mid|late) )?"
    length = rf"(\d{{1,2}}(?::\d\d)?|{'|'.join(said.NUMERALS)})(?: ({said.MINUTES}))?"
    rules: tuple[tuple[str, Callable[[_Found], Sense | None]], ...] = (
        (rf"(?:(?:{said.IN}) )?{part}(?P<decade>{decade})", _decade),
        (rf"(?:(?:{said.IN}) )?(?P<decade>{decade}) (?:{said.TO}) (?P<last>{decade}|\d0)", _decades),
        (rf"(?:(?:{said.IN}) )?(?P<decade>\d0) (?:{said.TO}) (?P<last>{decade})", _decades),
        (rf"(?:{said.FROM}|{said.AFTER}) (?:the )?(?P<decade>{decade}) (?:on|onwards|onward|an)", _since_decade),
        (rf"(?P<side>{said.BEFORE}|{said.AFTER}) (?:the )?(?P<decade>{decade})", _beside_decade),
        (rf"(?:(?:{said.IN}) )?{year}", lambda found: _years(int(found[1]), int(found[1]))),
        (rf"(?:{said.FROM}) {year}(?: (?:on|onwards|onward|an))?", lambda found: _years(int(found[1]), None)),
        (rf"(?:{said.AFTER}) {year}", lambda found: _years(int(found[1]) + 1, None)),
        (rf"(?:{said.BEFORE}) {year}", lambda found: _years(None, int(found[1]) - 1)),
        (rf"(?:(?:{said.BETWEEN}|{said.FROM}) )?{year} (?:(?:{said.TO}) )?{year}", _span_of_years),
        (rf"(?:(?:{said.ABOUT}) )?(\d{{2,3}}) (?:{said.BPM})", lambda found: _tempo_near(int(found[1]))),
        (rf"(\d{{2,3}}) (?:(?:{said.TO}) )?(\d{{2,3}}) (?:{said.BPM})", lambda f: _tempo(int(f[1]), int(f[2]))),
        (rf"(?:{said.OVER}) (\d{{2,3}}) (?:{said.BPM})", lambda found: _tempo(int(found[1]), None)),
        (rf"(?:{said.SLOWER}) (\d{{2,3}}) (?:{said.BPM})", lambda found: _tempo(None, int(found[1]))),
        (rf"(?:{said.UNDER}) {length}", lambda found: _length(found, shortest=False)),
        (rf"(?:{said.OVER}) {length}", lambda found: _length(found, shortest=True)),
        (rf"{number} (?:{said.SONGS})", lambda found: _count(_number(found[1]))),
        (r"(?:top|playlist of|list of) (\d{1,3})", lambda found: _count(int(found[1]))),
        (rf"{number} (?:{said.HOURS})(?: of| long)?", _hours),
        (rf"{number} (?:{said.MINUTES}) (?:of|long|worth of|playlist|mix|musik|de|di|van)", _minutes),
    )
    return tuple((re.compile(rf"{pattern}(?!\S)"), sense_of) for pattern, sense_of in rules)


def _number(text: str) -> int:
    return said.NUMERALS[text] if text in said.NUMERALS else int(text)


def _first_year(decade: str) -> int | None:
    """Return the first year of a decade: 1990 for "90s", "nineties" and "1990er"."""
    for word in decade.split():
        if word in said.DECADES:
            return said.DECADES[word]
        if digits := re.match(r"(\d{2,4})", word):
            year = int(digits[1])
            return year if year > 99 else year + (2000 if year < _THIS_CENTURY else 1900)
    return None


def _decade(found: _Found) -> Sense | None:
    year = _first_year(found["decade"])
    if year is None:
        return None
    early = found["early"]
    if early and early in said.EARLY.split("|"):
        return _years(year, year + 4)
    if early and early in said.LATE.split("|"):
        return _years(year + 5, year + 9)
    return _years(year + 3, year + 6) if early else _years(year, year + 9)


def _decades(found: _Found) -> Sense | None:
    """Return the span of two decades, of which one may be a bare number: "los 80 y 90"."""
    years = [_first_year(found[name]) for name in ("decade", "last")]
    known = sorted(year for year in years if year is not None)
    return _years(known[0], known[-1] + 9) if len(known) == len(years) else None


def _since_decade(found: _Found) -> Sense | None:
    year = _first_year(found["decade"])
    return _years(year, None) if year else None


def _beside_decade(found: _Found) -> Sense | None:
    year = _first_year(found["decade"])
    if year is None:
        return None
    return _years(None, year - 1) if found["side"] in said.BEFORE.split("|") else _years(year + 10, None)


def _span_of_years(found: _Found) -> Sense | None:
    first, last = sorted((int(found[1]), int(found[2])))
    return _years(first, last)


def _years(first: int | None, last: int | None) -> Sense:
    years = Range(first, last)
    titles = (f"{str(first)[2:]}s",) if first and last == first + 9 else ()
    told = f"released {_span(first, last)}"
    without = Reading(Effect(bounds=_other_years(first, last)), f"not {told}")
    return plainly("years", told, Effect(bounds=Bounds(years=years), title=titles), without)


def _other_years(first: int | None, last: int | None) -> Bounds:
    """Return the bounds of all other years; those beside an open range are a range too."""
    if first is not None and last is not None:
        return Bounds(not_years=(Range(first, last),))
    return Bounds(years=Range(None, first - 1) if first is not None else Range((last or 0) + 1, None))


def _tempo_near(beats: int) -> Sense:
    return _tempo(beats - _NEAR_TEMPO, beats + _NEAR_TEMPO)


def _tempo(least: int | None, most: int | None) -> Sense:
    told = f"{_span(least, most, 'or more', 'or less')} beats a minute"
    is_open = least is None or most is None
    flipped = Reading(Effect(bounds=Bounds(tempo=Range(most, least))), f"not {told}") if is_open else None
    return plainly("tempo", told, Effect(bounds=Bounds(tempo=Range(least, most))), flipped)


def _length(found: _Found, *, shortest: bool) -> Sense | None:
    minutes, unit = found[1], found[2]
    if not unit and ":" not in minutes:
        return None
    whole, _, rest = minutes.partition(":")
    seconds = 60 * _number(whole) + int(rest or 0)
    bounds = Range(seconds, None) if shortest else Range(None, seconds)
    told = f"{'at least' if shortest else 'at most'} {seconds // 60}:{seconds % 60:02} long"
    flipped = Reading(Effect(bounds=Bounds(seconds=Range(bounds.high, bounds.low))), f"not {told}")
    return plainly("length", told, Effect(bounds=Bounds(seconds=bounds)), flipped)


def _hours(found: _Found) -> Sense | None:
    hours = 0.5 if found[1].startswith("half") else float(_number(found[1]))
    told = {0.5: "half an hour", 1.0: "an hour"}.get(hours, f"{hours:g} hours")
    return _count(round(hours * 3600 / SECONDS_OF_SONG), f"about {told}: ")


def _minutes(found: _Found) -> Sense | None:
    minutes = _number(found[1])
    return _count(round(minutes * 60 / SECONDS_OF_SONG), f"about {minutes} minutes: ")


def _count(songs: int, told: str = "") -> Sense | None:
    n = min(max(songs, 1), MOST_SONGS)
    most = f", as {MOST_SONGS} are the most" if songs > MOST_SONGS else ""
    return plainly("count", f"{told}{n} {'song' if n == 1 else 'songs'}{most}", Effect(n=n))


def _span(first: int | None, last: int | None, above: str = "or later", below: str = "or earlier") -> str:
    if first is None or last is None:
        return f"{first} {above}" if last is None else f"{last} {below}"
    return f"{first} to {last}" if first != last else f"in {first}"
