"""Song search with candidates from tantivy, by term, prefix and fuzzy queries."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path

import tantivy
from rapidfuzz.distance import OSA
from tantivy import Occur, Order, Query, Searcher

from shared.domain.names import fold
from shared.domain.track import Track
from shared.model.catalogue.catalogue import Catalogue, Entry
from shared.model.catalogue.query import Query as ParsedQuery
from shared.model.catalogue.query import Variants, Words, parse_query
from shared.model.catalogue.search import LEAST_TRUSTED, MOST_CANDIDATES, TRUSTED_SHARE, SearchHit, SongSearch
from shared.model.catalogue.texts import indexed_words, plain_title, texts_of
from shared.model.catalogue.vocabulary import edits_allowed

WRITER_BYTES = 1_000_000_000
MOST_READ = 1_000


def write_index(path: Path, tracks: Iterable[Track]) -> None:
    """Write the index of tracks sorted by popularity, most popular first."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("words", tokenizer_name="words", index_option="basic")
    schema.add_text_field("title", tokenizer_name="raw", index_option="basic")
    schema.add_unsigned_field("rank", fast=True)
    path.mkdir()
    index = _with_tokenizer(tantivy.Index(schema.build(), path=str(path), sort_by_field="rank"))
    writer = index.writer(WRITER_BYTES, 1)  # one thread: one segment, in which ties are in the order of popularity
    for rank, track in enumerate(tracks):
        writer.add_document(_document(rank, track))
    writer.commit()
    writer.wait_merging_threads()


def _document(rank: int, track: Track) -> tantivy.Document:
    document, plain = tantivy.Document(), plain_title(track.name)
    document.add_unsigned("rank", rank)
    for title in sorted({fold(track.name), plain} - {""}):
        document.add_text("title", title)
    words = {word for text in (track.name, plain, track.artist) for word in indexed_words(text)}
    document.add_text("words", " ".join(sorted(words)))
    return document


def _with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    """Register the tokenizer that the files refer to by name."""
    index.register_tokenizer("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


class TantivySearch:
    """Search by title and words, then by misspelt words, then by all words but one; ranks like `SongSearch`."""

    def __init__(self, catalogue: Catalogue, path: Path) -> None:
        index = _with_tokenizer(tantivy.Index.open(str(path)))
        self._schema, self._searcher = index.schema, index.searcher()
        self._catalogue, self._ranking = catalogue, SongSearch(catalogue)
        self._trusted = max(LEAST_TRUSTED, int(TRUSTED_SHARE * len(catalogue)))

    def search(self, text: str, limit: int = 10) -> list[SearchHit]:
        """Return up to `limit` tracks, likeliest first."""
        query = parse_query(text, unfinished=True)
        found = self._found(query, limit)[:limit] if query else []
        tracks = self._catalogue.tracks([entry.track for entry, _ in found])
        return [
            SearchHit(entry.track, track, similarity)
            for (entry, similarity), track in zip(found, tracks, strict=True)
        ]

    def _found(self, query: ParsedQuery, limit: int) -> list[tuple[Entry, float]]:
        titled = self._ranks(self._term("title", query.text), by_score=False)
        literal = [self._ranks(self._all(words, fuzzy=False), by_score=False) for words in query.readings]
        found = self._ranked(query, chain(titled, *literal))
        if len(found) < limit:
            joined = replace(query, readings=(*query.readings, *_joined(query.words)))
            any_reading = Query.disjunction_max_query([self._all(words, fuzzy=True) for words in joined.readings])
            found = self._ranked(joined, chain(titled, self._ranks(any_reading)), fuzzy=True)
        if not found and len(query.words) > 1:
            terms = [(Occur.Should, term) for term in self._terms(query.words, fuzzy=True)]
            found = self._ranked(query, self._ranks(Query.boolean_query(terms, len(terms) - 1)), fuzzy=True)
        return found

    def _ranked(
        self, query: ParsedQuery, ranks: Iterable[int], *, fuzzy: bool = False
    ) -> list[tuple[Entry, float]]:
        distinct = json.dumps(list(dict.fromkeys(ranks)))
        # The read that `SongSearch` has, in one statement.
        entries = self._catalogue._entries("SELECT value + 1 AS hit FROM json_each(?)", (distinct, MOST_READ))
        return self._ranking.ranked(
            replace(query, variants=_variants(query, entries)) if fuzzy else query, entries
        )

    def _ranks(self, query: Query, *, by_score: bool = True) -> list[int]:
        searcher: Searcher = self._searcher
        if by_score:
            hits = searcher.search(query, MOST_CANDIDATES, count=False).hits
        else:
            hits = searcher.search(
                query, MOST_CANDIDATES, count=False, order_by_field="rank", order=Order.Asc
            ).hits
        return [int(rank or 0) for rank in searcher.fast_field_values("rank", [address for _, address in hits])]

    def _all(self, words: Words, *, fuzzy: bool) -> Query:
        return Query.boolean_query([(Occur.Must, term) for term in self._terms(words, fuzzy=fuzzy)])

    def _terms(self, words: Words, *, fuzzy: bool) -> Iterator[Query]:
        """Yield a query per word that scores its letters without the edits; the last word may be a prefix."""
        for place, word in enumerate(words, start=1):
            last = place == len(words)
            exact = self._fuzzy(word, 0, prefix=True) if last else self._term("words", word)
            scored = Query.const_score_query(exact, len(word))
            edits = edits_allowed(word)
            if fuzzy and edits and self._searcher.doc_freq("words", word) < self._trusted:
                near = Query.const_score_query(self._fuzzy(word, edits, prefix=last), len(word) - edits)
                scored = Query.disjunction_max_query([scored, near])
            yield scored

    def _term(self, field: str, text: str) -> Query:
        return Query.term_query(self._schema, field, text, index_option="basic")

    def _fuzzy(self, word: str, edits: int, *, prefix: bool) -> Query:
        return Query.fuzzy_term_query(self._schema, "words", word, distance=edits, prefix=prefix)


def _joined(words: Words) -> Iterator[Words]:
    for place, (left, right) in enumerate(pairwise(words)):
        yield (*words[:place], left + right, *words[place + 2 :])


def _variants(query: ParsedQuery, entries: list[Entry]) -> Variants:
    """Return the words of the candidates within the edits allowed of each word of the query."""
    indexed = sorted(set().union(*(texts_of(entry.name, entry.artist).words for entry in entries)))
    return {
        word: {other: alike for other in indexed if (alike := _similarity(word, other, last)) > 0}
        for last, word in ((word is query.words[-1], word) for word in query.words)
    }


def _similarity(word: str, other: str, last: bool) -> float:
    edits = edits_allowed(word)
    ends = range(len(word) - edits, len(word) + edits + 1) if last else [len(other)]
    nearest = min(OSA.distance(word, other[:end], score_cutoff=edits) for end in ends)
    return 1 - nearest / len(word) if 0 < nearest <= edits else 0.0
