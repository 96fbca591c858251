"""Similarity of a track's names to a query, and to a title and artist; pure text, no catalogue."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from shared.model.catalogue.query import Asked, Likenesses, Words
from shared.model.catalogue.texts import Texts

NEARLY_WHOLE = 0.93
"""Likeness from which a query is taken for a whole name, at most with a slip in it."""

OTHER_VERSION = 0.97
"""Likeness to a remaster, live take or other version of what was named."""

TITLE_ALONE = 0.7
"""Agreement of the same title where no artist is given to tell it from other songs'."""

_SAME_ARTIST = 0.75
_SAME_TITLE = 0.8
"""Likenesses of letters below which two names are of different artists or songs."""


def likeness(asked: Asked, texts: Texts) -> float:
    """Compute the likeness, 0 to 1, of a track to a query.

    1: the query is the title, an artist, or both in either order; OTHER_VERSION: so but for the title's
    version; down to NEARLY_WHOLE: so but for a slip. Below: the share of the query's letters that the track's
    words cover, lowered by how much else its names say.
    """
    if asked.text in texts.names:
        return 1.0
    if asked.text in texts.plain_names:
        return OTHER_VERSION
    names = texts.names | texts.plain_names
    close = _closest(asked.text, names)
    if close >= NEARLY_WHOLE:
        return min(close, OTHER_VERSION - 0.01)
    begun = 0.85 * _closest(asked.text, (name[: len(asked.text)] for name in names))
    return (NEARLY_WHOLE - 0.01) * _covered(asked, texts) * (0.6 + 0.4 * max(close, begun))


def _closest(text: str, names: Iterable[str]) -> float:
    """Compute the greatest normalised Indel similarity, 0 to 1, of the names to a text."""
    return max((fuzz.ratio(text, name) for name in names), default=0.0) / 100


def _covered(asked: Asked, texts: Texts) -> float:
    """Compute the share of the query's letters in the track's words, for the best reading."""
    return max(
        _share(words, asked, texts.words) * (1.0 if words == asked.words else 0.97) for words in asked.readings
    )


def _share(words: Words, asked: Asked, held: frozenset[str]) -> float:
    *finished, last = words
    reached = sum(len(word) * _held(word, asked.meant, held) for word in finished)
    begun = 0.97 if asked.unfinished and any(word.startswith(last) for word in held) else 0.0
    return (reached + len(last) * max(begun, _held(last, asked.meant, held))) / sum(map(len, words))


def _held(word: str, meant: Likenesses, held: frozenset[str]) -> float:
    """Return the likeness, 0 to 1, of the track's nearest word to a word."""
    if word in held:
        return 1.0
    return max((like for other, like in meant.get(word, {}).items() if other in held), default=0.0)


def agreement(wanted: Texts, found: Texts) -> float:
    """Compute the agreement, 0 to 1, of two titles and artists: whether they name one song.

    1: the same title and artist. OTHER_VERSION: another version of it. TITLE_ALONE times that if no artist is
    wanted. Names that differ by more than slips give 0, slips something between.
    """
    return _title_agreement(wanted, found) * (_artist_agreement(wanted, found) if wanted.credit else TITLE_ALONE)


def _title_agreement(wanted: Texts, found: Texts) -> float:
    if wanted.title == found.title:
        return float(bool(wanted.title))
    if wanted.plain == found.plain:
        return OTHER_VERSION
    alike = max(fuzz.ratio(wanted.title, found.title), fuzz.ratio(wanted.plain, found.plain)) / 100
    return 0.95 * alike if alike >= _SAME_TITLE else 0.0


def _artist_agreement(wanted: Texts, found: Texts) -> float:
    if wanted.credit == found.credit or wanted.leading == found.leading:
        return 1.0
    if not set(wanted.artists).isdisjoint(found.artists):
        return 0.98
    alike = max(fuzz.ratio(wanted.leading, found.leading), fuzz.token_set_ratio(wanted.credit, found.credit)) / 100
    return 0.95 * alike if alike >= _SAME_ARTIST else 0.0
