"""A song-name query, read: its words, what else they may stand for, and the full-text expression they make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from shared.domain.names import fold
from shared.model.catalogue.texts import respelt, words_of
from shared.model.catalogue.vocabulary import Vocabulary

MOST_CHARACTERS = 200
"""Characters of a query that are looked at."""

MOST_WORDS = 12
"""Words of a query that are looked up."""

MOST_READINGS = 6
"""Ways to join or split the words of a query that are tried at once."""

MOST_LEFT_OUT = 5
"""Words of a query that are tried to be wrong, one at a time."""

Words = tuple[str, ...]
Likenesses = Mapping[str, Mapping[str, float]]
"""A word asked for -> other words it may stand for -> how alike they are, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The ways to cut a query into words, as it was written first; none of them is empty."""

    text: str
    """The folded query."""
    readings: tuple[Words, ...]
    unfinished: bool
    """Whether the last word may be the beginning of one."""
    meant: Likenesses = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The words as they were written."""
        return self.readings[0]


def expression(asked: Asked, vocabulary: Vocabulary, *readings: Words) -> str:
    """Write FTS5's expression for tracks that hold all words of a reading, or what those may stand for."""
    return " OR ".join(f"({' AND '.join(_terms(asked, vocabulary, words))})" for words in readings)


def _terms(asked: Asked, vocabulary: Vocabulary, words: Words) -> Iterator[str]:
    *finished, last = words
    for word in finished:
        yield f"({any_of([word, *asked.meant.get(word, ())])})"
    ends = _endings(last, vocabulary) if asked.unfinished else _quoted(last)
    yield " OR ".join([f"({ends}", *map(_quoted, asked.meant.get(last, ()))]) + ")"


def _endings(start: str, vocabulary: Vocabulary) -> str:
    """Write the expression for words that start so: all of them, or the most frequent of too many.

    FTS5 reads all tracks of a prefix before it gives the first.
    """
    return any_of(vocabulary.begun_by(start)) if vocabulary.often_begins(start) else f"{_quoted(start)}*"


def _quoted(word: str) -> str:
    """Quote a folded word: letters, digits and underscores, so that no operator is left to FTS5."""
    return f'"{word}"'


def all_of(words: Sequence[str]) -> str:
    """Write FTS5's expression for tracks that hold all of some words."""
    return " AND ".join(map(_quoted, words))


def any_of(words: Sequence[str]) -> str:
    """Write FTS5's expression for tracks that hold any of some words."""
    return " OR ".join(map(_quoted, words))


def read_query(query: str, *, unfinished: bool) -> Asked | None:
    """Read the words of a query, as written and as people also spell them; None if it holds no word."""
    text = query[:MOST_CHARACTERS]
    spellings = (tuple(words[:MOST_WORDS]) for words in (words_of(text), respelt(text)))
    readings = tuple(dict.fromkeys(filter(None, spellings)))
    return Asked(fold(text), readings, unfinished) if readings else None


def forgiving(asked: Asked, vocabulary: Vocabulary, trusted: int) -> Asked:
    """Add what the words may stand for where they are misspelt or the spaces between them are misplaced.

    A word that `trusted` tracks or more hold is taken for what it is.
    """
    meant = {
        word: near
        for place, word in enumerate(asked.words, start=1)
        if vocabulary.count(word) < trusted
        and (near := vocabulary.near(word, unfinished=asked.unfinished and place == len(asked.words)))
    }
    readings = dict.fromkeys([*asked.readings, *_respaced(asked, vocabulary), *_split(asked, vocabulary)])
    return replace(asked, readings=tuple(readings)[:MOST_READINGS], meant=meant)


def _respaced(asked: Asked, vocabulary: Vocabulary) -> Iterator[Words]:
    """Remove a space, or move it by a letter, where that makes known words: "luft ballons", "ligh tmy fire"."""
    words = asked.words
    for place, (left, right) in enumerate(pairwise(words)):
        goes_on = asked.unfinished and place == len(words) - 2
        for parts in ((left + right,), (left[:-1], left[-1] + right), (left + right[0], right[1:])):
            if all(parts) and vocabulary.knows(parts, unfinished=goes_on):
                yield (*words[:place], *parts, *words[place + 2 :])


def _split(asked: Asked, vocabulary: Vocabulary) -> Iterator[Words]:
    """Split words that are made of two known ones: "blackparade"."""
    words = asked.words
    for place, word in enumerate(words):
        goes_on = asked.unfinished and place == len(words) - 1
        for halves in vocabulary.halves(word, unfinished=goes_on):
            yield (*words[:place], *halves, *words[place + 1 :])


def without_one(asked: Asked, vocabulary: Vocabulary) -> list[Words]:
    """Return the query's words without one, for each of the rarest; an empty list for a single word."""
    words = asked.words
    rarest = sorted(range(len(words)), key=lambda place: vocabulary.count(words[place]))
    return [words[:place] + words[place + 1 :] for place in rarest[:MOST_LEFT_OUT] if len(words) > 1]


def literal_where_known(asked: Asked, vocabulary: Vocabulary) -> Asked:
    """Return the query with replacements only for words that the catalogue does not contain."""
    return replace(asked, meant={word: near for word, near in asked.meant.items() if not vocabulary.count(word)})
