"""The track that a title and artist name, by ever more work: same words, same title, replaced words."""

from collections.abc import Iterator
from itertools import product

from shared.model.catalogue.catalogue import Catalogue, Entry
from shared.model.catalogue.query import (
    MOST_CHARACTERS,
    MOST_WORDS,
    Asked,
    all_of,
    any_of,
    expression,
    forgiving,
    read_query,
)
from shared.model.catalogue.similarity import agreement
from shared.model.catalogue.texts import Texts, texts_of, words_of

LEAST_AGREEMENT = 0.55
"""A track that agrees less with a title and artist than this is no match."""

SURE = 0.9
"""Agreement at which no other track is looked for."""

MOST_COMPARED = 100
"""Tracks compared per look-up, the most popular ones."""


def best_match(catalogue: Catalogue, title: str, artist: str, reversible: bool) -> tuple[Entry, float] | None:
    """Return the track that agrees best with a title and artist, and its agreement; None below LEAST_AGREEMENT.

    Of tracks with equal agreement the most popular is returned.
    """
    best: tuple[Entry, float] | None = None
    for wanted, entries in _proposed(catalogue, title[:MOST_CHARACTERS], artist[:MOST_CHARACTERS], reversible):
        for entry in entries:
            agreed = agreement(wanted, texts_of(entry.name, entry.artist))
            if agreed > (best[1] if best else LEAST_AGREEMENT):
                best = entry, agreed
        if best and best[1] >= SURE:
            break
    return best


def _proposed(
    catalogue: Catalogue, title: str, artist: str, reversible: bool
) -> Iterator[tuple[Texts, list[Entry]]]:
    """Yield readings of a title and artist, each with its candidate tracks."""
    pairs = [(title, artist), (artist, title)] if reversible and artist else [(title, artist)]
    readings = [texts_of(name, credit) for name, credit in pairs]
    asked = read_query(f"{title} {artist}", unfinished=False)
    if asked is None:
        return
    words = expression(asked, catalogue.vocabulary, *asked.readings)
    yield from product(readings, [catalogue.holding(words, MOST_COMPARED)])
    for reading in readings:
        yield reading, catalogue.titled(reading.plain, MOST_COMPARED)
    for words in _expressions(catalogue, asked, pairs):
        yield from product(readings, [catalogue.holding(words, MOST_COMPARED)])


def _expressions(catalogue: Catalogue, asked: Asked, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Yield expressions for an artist with any word of the title, and for similar words."""
    halves = [(words_of(name)[:MOST_WORDS], words_of(credit)[:MOST_WORDS]) for name, credit in pairs]
    if all(map(all, halves)):
        yield " OR ".join(f"({all_of(credit)} AND ({any_of(name)}))" for name, credit in halves)
    forgiven = forgiving(asked, catalogue.vocabulary, trusted=1)
    if forgiven != asked:
        yield expression(forgiven, catalogue.vocabulary, *forgiven.readings)
