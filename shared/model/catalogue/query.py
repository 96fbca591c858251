"""Song-name queries: parsing, spelling variants, relaxation, and the full-text expression they become."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from shared.domain.names import fold
from shared.model.catalogue.texts import respelt, words_of
from shared.model.catalogue.vocabulary import Vocabulary

MOST_CHARACTERS = 200
"""Characters of a query that are read; the rest is ignored."""

MOST_WORDS = 12
"""Words of a query that are looked up; the rest is ignored."""

MOST_READINGS = 6
"""Ways to join or split the words of a query that are tried at once."""

MOST_LEFT_OUT = 5
"""Words that a relaxed query leaves out, one at a time."""

Words = tuple[str, ...]
Variants = Mapping[str, Mapping[str, float]]
"""Word of a query -> other words it may stand for -> their similarity to it, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed song-name query."""

    text: str
    """The folded query."""
    readings: tuple[Words, ...]
    """Ways to cut the text into words, none of them empty; the first is as it was written."""
    unfinished: bool
    """Whether the last word may be the prefix of one."""
    variants: Variants = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The words as they were written."""
        return self.readings[0]


def parse_query(query: str, *, unfinished: bool) -> Query | None:
    """Parse a query into its words, as written and as people also spell them; None if it contains no word."""
    text = query[:MOST_CHARACTERS]
    spellings = (tuple(words[:MOST_WORDS]) for words in (words_of(text), respelt(text)))
    readings = tuple(dict.fromkeys(filter(None, spellings)))
    return Query(fold(text), readings, unfinished) if readings else None


def match_expression(query: Query, vocabulary: Vocabulary, *readings: Words) -> str:
    """Return FTS5's expression for tracks with all words of a reading, or variants of them."""
    return " OR ".join(f"({' AND '.join(_terms(query, vocabulary, words))})" for words in readings)


def _terms(query: Query, vocabulary: Vocabulary, words: Words) -> Iterator[str]:
    *finished, last = words
    for word in finished:
        yield f"({any_of([word, *query.variants.get(word, ())])})"
    written = _prefix_term(last, vocabulary) if query.unfinished else _quoted(last)
    yield " OR ".join([f"({written}", *map(_quoted, query.variants.get(last, ()))]) + ")"


def _prefix_term(prefix: str, vocabulary: Vocabulary) -> str:
    """Return the expression for the completions of a prefix: all, or the most frequent of a common one.

    FTS5 reads all postings of a prefix before it returns a row.
    """
    common = vocabulary.is_common_prefix(prefix)
    return any_of(vocabulary.completions(prefix)) if common else f"{_quoted(prefix)}*"


def _quoted(word: str) -> str:
    """Return the word in quotes; folded, it holds letters, digits and underscores, and no operator of FTS5."""
    return f'"{word}"'


def any_of(words: Sequence[str]) -> str:
    """Return FTS5's expression for tracks with any of some words."""
    return " OR ".join(map(_quoted, words))


def with_variants(query: Query, vocabulary: Vocabulary, trusted: int) -> Query:
    """Return the query with spelling variants of its words, and readings with the spaces elsewhere.

    A word in at least `trusted` tracks counts as correctly spelled.
    """
    variants = {
        word: near
        for place, word in enumerate(query.words, start=1)
        if vocabulary.count(word) < trusted
        and (near := vocabulary.near(word, unfinished=query.unfinished and place == len(query.words)))
    }
    readings = dict.fromkeys([*query.readings, *_respaced(query, vocabulary), *_split(query, vocabulary)])
    return replace(query, readings=tuple(readings)[:MOST_READINGS], variants=variants)


def _respaced(query: Query, vocabulary: Vocabulary) -> Iterator[Words]:
    """Yield readings of known words with a space removed or moved by a letter: "luft ballons", "ligh tmy fire"."""
    words = query.words
    for place, (left, right) in enumerate(pairwise(words)):
        unfinished = query.unfinished and place == len(words) - 2
        for parts in ((left + right,), (left[:-1], left[-1] + right), (left + right[0], right[1:])):
            if all(parts) and vocabulary.knows(parts, unfinished=unfinished):
                yield (*words[:place], *parts, *words[place + 2 :])


def _split(query: Query, vocabulary: Vocabulary) -> Iterator[Words]:
    """Yield readings with a word split into two known ones: "blackparade"."""
    words = query.words
    for place, word in enumerate(words):
        unfinished = query.unfinished and place == len(words) - 1
        for halves in vocabulary.splits(word, unfinished=unfinished):
            yield (*words[:place], *halves, *words[place + 1 :])


def without_one_word(query: Query, vocabulary: Vocabulary) -> list[Words]:
    """Return the words without one of the rarest, for each of these; nothing for a query of one word."""
    words = query.words
    rarest = sorted(range(len(words)), key=lambda place: vocabulary.count(words[place]))
    return [words[:place] + words[place + 1 :] for place in rarest[:MOST_LEFT_OUT] if len(words) > 1]


def without_variants_of_known(query: Query, vocabulary: Vocabulary) -> Query:
    """Return the query with variants only for words that no track contains."""
    variants = {word: near for word, near in query.variants.items() if not vocabulary.count(word)}
    return replace(query, variants=variants)
