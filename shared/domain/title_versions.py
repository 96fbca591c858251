"""The versions of a song that its title names: "Tonight (Live)" is live, "Live Forever" and "Alive" are not.

A version stands in brackets, after a dash, or at the end after a word that no song is called by. Pure text.
"""

import re

from shared.domain.bounds import VERSIONS, Version
from shared.domain.names import fold

_BRACKETED = re.compile(r"[(\[{【（［]([^()\[\]{}【】（）［］]*)")
_BRACKETS = re.compile(_BRACKETED.pattern + r"[)\]}】）］]?")
_DASH = re.compile(r"\s[-–—/:|]\s")
_MARKS = re.compile(r"[(\[{【（［]|\s[-–—/:|]\s")

_LIVE_AT = (
    "at|from|in|on|version|sessions?|recording|recorded|performance|take|edit|mix|acoustic|bonus|remaster(?:ed)?"
)
_NO_REMIX = (
    "original|mono|stereo|radio|album|single|main|final|new|full|long|short|remastered|anniversary|version|atmos"
)

_NAMED: dict[Version, re.Pattern[str]] = {
    "live": re.compile(
        rf"^(?:mtv )?live(?:$| (?:{_LIVE_AT}|\d+|\w+ \d+)\b)|\b(?:recorded|version|acoustic|\d{{4}}) live$"
        r"|\blive (?:version|sessions?|recording|performance|take|edit|mix|bonus|video)\b"
        r"|\b(?:en|ao) vivo\b|\ben directo\b|\bdal vivo\b|^(?:live )?in concert$"
    ),
    "remix": re.compile(
        r"\b(?:remix(?:e[ds]|es)?|rmx|rework(?:ed)?|re edit|bootleg|mash ?up)\b"
        r"|\b(?:(?:dj|dub|club|vip|dance|extended) mix)\b"
        rf"|^(?!(?:{_NO_REMIX}|\d+)\b)(?:\w+ )+mix$"
    ),
    "acoustic": re.compile(r"\b(?:acoustic|unplugged|acustic[ao]|akustik|acoustique)\b"),
    "instrumental": re.compile(r"\binstrumentals?\b"),
    "karaoke": re.compile(r"\bkaraoke\b|\b(?:backing|sing along) (?:track|version)\b"),
    "cover": re.compile(
        r"\bcover(?:$| (?:version|of|by)\b)|\bcovered by\b|\btribute to\b|\bin the style of\b"
        r"|\b(?:originally (?:performed|recorded)|made (?:famous|popular)) by\b"
    ),
    "demo": re.compile(r"\bdemos?\b"),
}
"""Version -> the folded words that name it within a part of a title."""

_AT_THE_END: dict[Version, re.Pattern[str]] = {
    "remix": re.compile(r"\S (?:remix|rmx)$"),
    "karaoke": re.compile(r"\S karaoke(?: version)?$"),
}
"""The same for a whole title; other words end the titles of songs of their own."""


_OF_A_RELEASE = re.compile(
    r"(?:(?:digital(?:ly)?|remaster(?:ed|s)?|mono|stereo|single|album|original|deluxe|expanded|anniversary|edition|version"
    r"|explicit|clean|bonus|track|\d+(?:st|nd|rd|th)?)(?:\s|$))+|(?:feat|ft|featuring|with)\s.+"
)
"""Folded words of a part that tells of a release of a recording, or of its guests."""


def versions_named(title: str) -> tuple[Version, ...]:
    """Return the versions that a title names, in the order of VERSIONS.

    >>> versions_named("Tonight (Live at the Roxy) [Acoustic]"), versions_named("Live and Let Die")
    (('live', 'acoustic'), ())
    """
    whole = fold(title)
    parts = [fold(part) for part in _parts(title)] if _MARKS.search(title) else []
    return tuple(
        version
        for version in VERSIONS
        if any(map(_NAMED[version].search, parts))
        or (version in _AT_THE_END and _AT_THE_END[version].search(whole))
    )


def is_of_a_release(title: str) -> bool:
    """Check whether all that a title adds to a song's name tells of a release, not of another take or cut.

    >>> is_of_a_release("Copper (feat. Nika) - 2011 Remaster"), is_of_a_release("Copper - Live")
    (True, False)
    """
    parts = list(filter(None, map(fold, _parts(title)))) if _MARKS.search(title) else []
    return bool(parts) and all(map(_OF_A_RELEASE.fullmatch, parts))


def _parts(title: str) -> list[str]:
    """Return what stands in brackets, and each part that follows a dash, without its brackets."""
    _, *tails = _DASH.split(_BRACKETS.sub(" ", title))
    return [*_BRACKETED.findall(title), *tails]
