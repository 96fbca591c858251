"""Similarity of a track's names to a query, and to a title and artist; pure text, no catalogue."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from shared.model.catalogue.query import Query, Variants, Words
from shared.model.catalogue.texts import Texts

Forms = tuple[str, ...]

NEARLY_WHOLE = 0.93
"""Similarity from which a query counts as a whole name with at most a slip in it."""

OTHER_VERSION = 0.97
"""Similarity to a remaster, live take or other version of the song named."""

TITLE_ALONE = 0.7
"""Confidence of the same title without an artist, as many songs may share it."""

OTHER_TITLE = 0.94
"""Confidence of titles that agree but for brackets or what follows a dash in either."""

OTHER_CREDIT = 0.98
"""Confidence of credits that share an artist."""

SLIP = 0.95
"""Factor of confidence for a name that only nearly agrees."""

_LEAST_ALIKE = 75
_LEAST_PARTLY_ALIKE = 55
"""Less than _LEAST_ALIKE, as blanks and punctuation of the text count as slips here."""
_DIGITS = re.compile(r"\d")
_SAME_ARTIST = 0.75
_SAME_TITLE = 0.8
"""Indel similarities below which two names are of different artists or songs."""


def similarity_to_query(query: Query, texts: Texts) -> float:
    """Compute from 0 to 1 how well a track answers a query.

    1: the query is the title, an artist, or both in either order; OTHER_VERSION: the same but for the title's
    version; down to NEARLY_WHOLE: the same but for a slip. Below: the share of the query's letters that the
    track's words cover, lowered by how much else its names contain.
    """
    if query.text in texts.names:
        return 1.0
    if query.text in texts.plain_names:
        return OTHER_VERSION
    names = texts.names | texts.plain_names
    whole = _nearest(query.text, names)
    if whole >= NEARLY_WHOLE:
        return min(whole, OTHER_VERSION - 0.01)
    begun = 0.85 * _nearest(query.text, (name[: len(query.text)] for name in names))
    return (NEARLY_WHOLE - 0.01) * _coverage(query, texts) * (0.6 + 0.4 * max(whole, begun))


def _nearest(text: str, names: Iterable[str]) -> float:
    """Return the greatest normalised Indel similarity of a name, from 0 to 1."""
    return max((fuzz.ratio(text, name) for name in names), default=0.0) / 100


def _coverage(query: Query, texts: Texts) -> float:
    """Compute the share of the query's letters in words of the track, by the reading that suits it best."""
    return max(
        _share(words, query, texts.words) * (1.0 if words == query.words else 0.97) for words in query.readings
    )


def _share(words: Words, query: Query, indexed: frozenset[str]) -> float:
    *finished, last = words
    covered = sum(len(word) * _best_variant(word, query.variants, indexed) for word in finished)
    begun = 0.97 if query.unfinished and any(word.startswith(last) for word in indexed) else 0.0
    return (covered + len(last) * max(begun, _best_variant(last, query.variants, indexed))) / sum(map(len, words))


def _best_variant(word: str, variants: Variants, indexed: frozenset[str]) -> float:
    """Return 1 for a word of the track, else the similarity of the best variant that is one."""
    if word in indexed:
        return 1.0
    return max(
        (similarity for other, similarity in variants.get(word, {}).items() if other in indexed), default=0.0
    )


class Names(NamedTuple):
    """The canonical forms of a title and of its artists (see `keys`), the whole of each first."""

    titles: tuple[str, ...]
    artists: tuple[str, ...]


def may_be_near(wanted: str, text: str) -> bool:
    """Check at little cost whether a text may hold a canonical name with slips: false for most that do not."""
    return not text.isascii() or fuzz.partial_ratio(wanted, text.lower(), score_cutoff=_LEAST_PARTLY_ALIKE) > 0


def names_confidence(wanted: Names, found: Names) -> float:
    """Compute from 0 to 1 the confidence that two titles and artists name one song.

    1: the same title and artist. OTHER_VERSION: another version of it. TITLE_ALONE times that if no artist is
    wanted. Names that differ by more than slips: 0; slips: something between.
    """
    title = _title_confidence(wanted.titles, found.titles)
    if not title or not wanted.artists:
        return title * TITLE_ALONE
    return title * _artist_confidence(wanted.artists, found.artists)


def _title_confidence(wanted: Forms, found: Forms) -> float:
    if not wanted or not found:
        return 0.0
    if wanted[0] == found[0]:
        return 1.0
    if wanted[0] in found or found[0] in wanted:
        return OTHER_VERSION
    if not set(wanted).isdisjoint(found):
        return OTHER_TITLE
    alike = max(_alike(one, other) for one in wanted for other in found)
    return SLIP * alike if alike >= _SAME_TITLE else 0.0


def _artist_confidence(wanted: Forms, found: Forms) -> float:
    if not found:
        return 0.0
    if wanted[0] in found[:2]:  # the whole credit, or its leading artist
        return 1.0
    if not set(wanted).isdisjoint(found):
        return OTHER_CREDIT
    alike = max(_alike(wanted[0], other) for other in found)
    return SLIP * alike if alike >= _SAME_ARTIST else 0.0


def _alike(one: str, other: str) -> float:
    """Return the normalised Indel similarity of two names, 0 if their digits differ: "Part 1" is not "Part 2"."""
    alike = fuzz.ratio(one, other, score_cutoff=_LEAST_ALIKE) / 100
    return alike if not alike or _DIGITS.findall(one) == _DIGITS.findall(other) else 0.0
