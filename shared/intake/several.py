"""Lines that may name several songs: the pieces of a line, and the ways to read a run of pieces as one song."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.domain.names import fold
from shared.intake.cleaning import PICTURES
from shared.intake.noise import EDGES
from shared.intake.readings import Reading, readings

MOST_PIECES = 60
"""Pieces of a line that are looked at; a line of more is left as it is."""

_LONGEST_RUN = 4
"""Pieces that one song may have: "Earth, Wind & Fire"."""

_MOST_READINGS = 6
_MOST_CHATTER = 8
"""Words of talk before a title."""

_BETWEEN = re.compile(
    r"\s*[;|•·→>]+\s*|\s+[/\\+&]+\s+|\s*[,，、]\s*(?:(?:and|or|und|oder|et|ou|y|o|e|och|og|en|и)\s+)?"
    r"|\s+(?:and|or|but|vs\.?|und|oder|et|ou|och|og|и|then|plus)\s+"
    r"|\s+(?:\(?\d{1,3}[.)]|[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?)\s+(?:[-–—]\s+)?(?=\w)",
    re.IGNORECASE,
)
"""Marks and words between songs; they are in names, too."""

_INNER = re.compile(r"\s[-–—:]\s|\w[:：]\s|\s(?:by|von|par|de|por)\s|[\"“”„«»()]", re.IGNORECASE)
"""Marks between the title and the artist of a song."""

_BY = re.compile(r"\s+(?:by|von|par|de|por)\s+", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]\s+")
_GAP = re.compile(rf"(?<=[\w)\"”])(?:\s?[{PICTURES}][{PICTURES}\s\ufe0f\u200d]*|\s{{3,}})(?=[\w(\"“])")
"""Emoji or a wide gap between two songs."""

_CHATTER = frozenset(
    "i i'm i’m im we you he she it they me my our your their some favourite favourites favorite favorites"
    " fave faves love loved loving like liked likes liking adore enjoy enjoyed enjoying play played playing"
    " add hear heard want listen listening to try recommend suggest really also still always just please can"
    " could would should and or as well such the a an are is was were be includes include including song songs"
    " track tracks tune tunes music for of on in maybe how about check out e.g. eg especially mostly currently"
    " now right obsessed with been have has had so much lot lots all time top best great good new old classic"
    " hi hey hello thanks here these those this that which because but too from at do does when while after"
    " before"
    " anything ich mag liebe mein meine lieblingslied lieblingslieder auch me gusta"
    " gustan mis favoritas mes chansons mix".split()
)
"""Words around the names of songs in a sentence."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of pieces of a line, from `start` to before `end`, and the ways to read it as one song."""

    start: int
    end: int
    text: str
    ways: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A line between the marks that may part songs."""

    texts: tuple[str, ...]
    are_joined: bool
    """Whether a word such as "and" stands between two of them, so that titles of one artist may be listed."""
    runs: tuple[Run, ...]


def may_be_several(text: str) -> bool:
    """Return whether a line may name several songs, or one in a sentence."""
    if not _INNER.search(text):
        return False
    return bool(_BETWEEN.search(text) or _BY.search(text) or len(_DASH.findall(text)) > 2)


def with_gaps_marked(line: str) -> str:
    """Return a line with a bar in place of emoji and wide gaps within it."""
    return _GAP.sub(" | ", line)


def listed_names(text: str) -> list[Run]:
    """Return the runs of pieces of a text that may each be one name, without talk around it, in their order.

    Where two begin at one piece, the longer comes first; none of a text in one piece or in too many.
    """
    spans = _spans(text, _cuts(text))
    if not 1 < len(spans) <= MOST_PIECES:
        return []
    return [
        Run(first, last + 1, title_in(text[spans[first][0] : spans[last][1]]), ())
        for first in range(len(spans))
        for last in reversed(range(first, min(first + _LONGEST_RUN, len(spans))))
    ]


def pieces_of(text: str) -> Pieces:
    """Return the pieces of a line with the runs of them that may be a song; none of a line of too many."""
    cuts = _cuts(text)
    spans = _spans(text, cuts)
    if len(spans) > MOST_PIECES:
        return Pieces((), False, ())
    joined = any(re.search(r"[^\W\d]|[&/+]", text[start:end]) for start, end in cuts)
    texts = tuple(_trimmed(text[start:end]) for start, end in spans)
    return Pieces(texts, joined, tuple(_runs(text, spans)))


def _cuts(text: str) -> list[tuple[int, int]]:
    """Return where the pieces of a text part: at every other dash if dashes are all there is."""
    found = list(_BETWEEN.finditer(text))
    dashes = list(_DASH.finditer(text))
    if not found and len(dashes) > 2 and len(dashes) % 2:
        found = dashes[1::2]
    return [(each.start(), each.end()) for each in found]


def _spans(text: str, cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the pieces of a text between cuts begin and end, without those of no word."""
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if fold(text[start:end])]


def names_both(piece: str) -> bool:
    """Return whether a piece looks like a title with an artist."""
    return _INNER.search(piece) is not None


def title_in(piece: str) -> str:
    """Return a piece without the talk before a title."""
    words = piece.split()
    kept = next((place for place, word in enumerate(words) if not _is_chatter(word)), 0)
    return _trimmed(" ".join(words[kept:]))


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Run]:
    for first in range(len(spans)):
        for last in range(first, min(first + _LONGEST_RUN, len(spans))):
            run = _trimmed(text[spans[first][0] : spans[last][1]])
            if not names_both(run):
                continue
            if ways := tuple(dict.fromkeys(_ways(run, is_whole=last > first))):
                yield Run(first, last + 1, run, ways)


def _ways(run: str, *, is_whole: bool) -> Iterator[Reading]:
    """Yield readings of a run with an artist; those of several pieces use every word."""
    found = [each for each in readings(run) if each.artist][:_MOST_READINGS]
    words = set(fold(run).split()) - {"by"}
    yield from (
        each for each in found if not is_whole or words <= set(fold(f"{each.title} {each.artist}").split())
    )
    if not is_whole and len(by := _BY.split(run)) == 2:
        yield from (Reading(title, artist) for title in _titles(by[0]) for artist in _artists(by[1]))


def _titles(text: str) -> Iterator[str]:
    """Yield the text without one, two ... words of talk at its start."""
    words = text.split()
    for place in range(min(len(words), _MOST_CHATTER + 1)):
        yield _trimmed(" ".join(words[place:]))
        if not _is_chatter(words[place]):
            return


def _artists(text: str) -> Iterator[str]:
    """Yield the text, and the text up to each word of talk in it."""
    words = text.split()
    yield _trimmed(text)
    yield from (_trimmed(" ".join(words[:place])) for place in range(1, len(words)) if _is_chatter(words[place]))


def has_chatter(text: str) -> bool:
    """Return whether a text has a word of talk, as a sentence does and few names do."""
    return any(map(_is_chatter, text.split()))


def _is_chatter(word: str) -> bool:
    return word.casefold().strip(",.:;!?\"'“”") in _CHATTER


def _trimmed(text: str) -> str:
    return text.strip(EDGES + ".!?&")
