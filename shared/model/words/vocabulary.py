"""The lexicon, by phrase: the longest phrase at a place counts, and any ending or plural of a single word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from shared.model.catalogue.vocabulary import edits_allowed
from shared.model.words.lexicon import small_words
from shared.model.words.lexicon.rows import Words
from shared.model.words.meaning import rows
from shared.model.words.sense import Sense
from shared.model.words.tokens import MARK, Token, words_of

_LEAST_STEM = 4
_ENDINGS = ("es", "er", "en", "em", "os", "as", "e", "s", "o", "a", "i")
"""Plurals and endings of adjectives in six languages, the longest first."""

_LEAST_SLIP = 5
"""Letters of the shortest word that may have a slip; one with two is twice as long."""


class Small(Enum):
    """The effect of a small word."""

    NOT = "not"
    MORE = "more"
    LESS = "less"
    LIKE = "like"
    BY = "by"
    ALSO = "also"
    BREAK = "break"
    NOTHING = "nothing"


Entry = Sense | Small
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases of folded words with what they mean."""

    entries: dict[Phrase, Entry]
    stems: dict[str, Entry]
    """Single words without their endings."""
    longest: int
    """Words of the longest phrase."""

    def longest_at(self, tokens: Sequence[Token], place: int) -> tuple[int, Entry] | None:
        """Return the longest phrase at a place of a sentence: its number of words, and its meaning."""
        words = tuple(each.word for each in tokens[place : place + self.longest])
        for length in range(len(words), 0, -1):
            if entry := self.entries.get(words[:length]):
                return length, entry
        stemmed = self.stems.get(stem(words[0]))
        return (1, stemmed) if stemmed else None

    def nearest(self, word: str) -> Sense | None:
        """Return the meaning of a single word that is only a slip away, as `Vocabulary.edits_allowed` says."""
        near = nearest_word(word, self.stems)
        found = self.stems.get(near) if near else None
        return found if isinstance(found, Sense) else None


def nearest_word(word: str, known: dict[str, Entry] | Sequence[str]) -> str | None:
    """Return the known word that begins alike and differs by a slip or, if it is long, two; None without any."""
    if len(word) < _LEAST_SLIP:
        return None
    alike = [each for each in known if each[0] == word[0] and abs(len(each) - len(word)) <= 2]
    found = extractOne(
        word, alike, scorer=OSA.distance, score_cutoff=min(edits_allowed(word), len(word) // _LEAST_SLIP)
    )
    return found[0] if found else None


def stem(word: str) -> str:
    """Return a word without a plural or an ending; the word itself if it is short.

    >>> stem("traurige"), stem("parties"), stem("gym")
    ('traurig', 'party', 'gym')
    """
    if word.endswith("ies") and len(word) > _LEAST_STEM:
        return f"{word[:-3]}y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


@cache
def vocabulary() -> Vocabulary:
    """Return the lexicon by phrase; built with the first request in words, in some milliseconds."""
    entries: dict[Phrase, Entry] = {(MARK,): Small.BREAK}
    stems: dict[str, Entry] = {}
    for words, entry, inflected in _tables():
        for phrase in _phrases(words):
            entries.setdefault(phrase, entry)
            if inflected and len(phrase) == 1:
                stems.setdefault(stem(phrase[0]), entry)
    return Vocabulary(entries, stems, max(map(len, entries)))


def _tables() -> Iterator[tuple[Words, Entry, bool]]:
    before = (
        (small_words.NOT, Small.NOT),
        (small_words.LESS, Small.LESS),
        (small_words.MORE, Small.MORE),
        (small_words.LIKE, Small.LIKE),
        (small_words.BY, Small.BY),
        (small_words.ALSO, Small.ALSO),
    )
    yield from ((words, small, False) for words, small in before)
    yield from rows()
    yield small_words.BREAK, Small.BREAK, False
    yield small_words.NOTHING, Small.NOTHING, False


def _phrases(words: Words) -> Iterator[Phrase]:
    for listed in words.values():
        yield from (phrase for each in listed.split(",") if (phrase := words_of(each)))
