"""Matching of a title and artist to a track, by ever more work: same words, same title, corrected words."""

from collections.abc import Iterator
from itertools import product

from shared.model.catalogue.catalogue import Catalogue, Entry
from shared.model.catalogue.query import (
    MOST_CHARACTERS,
    MOST_WORDS,
    Query,
    all_of,
    any_of,
    match_expression,
    parse_query,
    with_variants,
)
from shared.model.catalogue.similarity import match_confidence
from shared.model.catalogue.texts import Texts, texts_of, words_of

LEAST_MATCH = 0.55
"""Least confidence of a match."""

SURE = 0.9
"""Confidence at which the search for a better track ends."""

MOST_COMPARED = 100
"""Tracks compared per look-up, the most popular ones."""


def best_match(catalogue: Catalogue, title: str, artist: str, reversible: bool) -> tuple[Entry, float] | None:
    """Return the track that matches a title and artist best, with its confidence; None below LEAST_MATCH.

    Of equally good tracks the most popular is returned.
    """
    best: tuple[Entry, float] | None = None
    for wanted, entries in _candidates(catalogue, title[:MOST_CHARACTERS], artist[:MOST_CHARACTERS], reversible):
        for entry in entries:
            confidence = match_confidence(wanted, texts_of(entry.name, entry.artist))
            if confidence > (best[1] if best else LEAST_MATCH):
                best = entry, confidence
        if best and best[1] >= SURE:
            break
    return best


def _candidates(
    catalogue: Catalogue, title: str, artist: str, reversible: bool
) -> Iterator[tuple[Texts, list[Entry]]]:
    """Yield readings of a title and artist, each with tracks it may name."""
    pairs = [(title, artist), (artist, title)] if reversible and artist else [(title, artist)]
    readings = [texts_of(name, credit) for name, credit in pairs]
    query = parse_query(f"{title} {artist}", unfinished=False)
    if query is None:
        return
    expression = match_expression(query, catalogue.vocabulary, *query.readings)
    yield from product(readings, [catalogue.matching(expression, MOST_COMPARED)])
    for reading in readings:
        yield reading, catalogue.with_title(reading.plain, MOST_COMPARED)
    for expression in _wider_expressions(catalogue, query, pairs):
        yield from product(readings, [catalogue.matching(expression, MOST_COMPARED)])


def _wider_expressions(catalogue: Catalogue, query: Query, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Yield expressions for an artist with any word of the title, and for spelling variants of the words."""
    halves = [(words_of(name)[:MOST_WORDS], words_of(credit)[:MOST_WORDS]) for name, credit in pairs]
    if all(map(all, halves)):
        yield " OR ".join(f"({all_of(credit)} AND ({any_of(name)}))" for name, credit in halves)
    expanded = with_variants(query, catalogue.vocabulary, trusted=1)
    if expanded != query:
        yield match_expression(expanded, catalogue.vocabulary, *expanded.readings)
