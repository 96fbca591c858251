"""The forms of names that search indexes and compares; pure text, no catalogue."""

import re
from dataclasses import dataclass
from functools import lru_cache

from shared.domain.names import credited_artists, fold, song_key

MOST_LETTERS = 40
"""Letters of a word that are indexed and looked up; a longer word is cut."""

MOST_ARTISTS = 4
"""Artists of a credit by whose names a track is found."""

LOOKALIKES = str.maketrans({"$": "s", "!": "i", "@": "a", "€": "e"})
"""Signs that stand for letters within names."""
_EDGES = ".,;:?!\"'’`()[]{}-–—/"
_VERSION_MARKS = (" - ", "(", "[")
"""A title without any of these is a plain one."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, kana and ideographs: scripts without spaces between words."""


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return [word[:MOST_LETTERS] for word in fold(text).split()]


def respelt(text: str) -> list[str]:
    """Return the words of a text as people also type them.

    "AC/DC" becomes "acdc", "P!nk" "pink" and "Simon & Garfunkel" "simon", "and", "garfunkel".
    """
    return [word for chunk in text.split() if (word := _one_word(chunk.strip(_EDGES)))]


def _one_word(chunk: str) -> str:
    """Fold a chunk without spaces into one word."""
    if chunk.isascii() and chunk.isalnum():
        return chunk.lower()[:MOST_LETTERS]
    return fold("and" if chunk in ("&", "+") else chunk.translate(LOOKALIKES)).replace(" ", "")[:MOST_LETTERS]


def indexed_words(text: str) -> list[str]:
    """Return the distinct words a text is indexed by: folded, respelt, and suffixes in unspaced scripts."""
    words = words_of(text) + respelt(text)
    if not text.isascii():
        words += [word[start:] for word in words for start in range(1, len(word)) if _UNSPACED.match(word, start)]
    return list(dict.fromkeys(words))


def plain_title(name: str) -> str:
    """Return the folded title that a song shares with its remasters, live takes and other releases."""
    return song_key(name, "").partition("\t")[0] if any(mark in name for mark in _VERSION_MARKS) else fold(name)


@dataclass(frozen=True, slots=True)
class Texts:
    """The forms of a track's name and credit that a search compares, all folded."""

    title: str
    plain: str
    """The result of `plain_title`."""
    credit: str
    artists: tuple[str, ...]
    """Every credited artist, the leading one first."""
    words: frozenset[str]
    """The words the track is indexed by."""
    names: frozenset[str]
    """Whole names of the track: its title, an artist, or both in either order."""
    plain_names: frozenset[str]
    """The same with the plain title; empty if that is the title."""

    @property
    def leading(self) -> str:
        """The first artist of the credit, or an empty string."""
        return self.artists[0] if self.artists else ""


@dataclass(frozen=True, slots=True)
class _Credit:
    credit: str
    artists: tuple[str, ...]
    words: frozenset[str]


@lru_cache(maxsize=1 << 12)
def texts_of(name: str, credit: str) -> Texts:
    """Return the forms of a track's name and credit; cached, as popular tracks are compared often."""
    title, by = fold(name), _credit_of(credit)
    plain = plain_title(name) if any(mark in name for mark in _VERSION_MARKS) else title
    words = by.words.union(indexed_words(name))
    plain_names = _names(plain, by) if plain != title else frozenset[str]()
    return Texts(title, plain, by.credit, by.artists, words, _names(title, by), plain_names)


@lru_cache(maxsize=1 << 12)
def _credit_of(credit: str) -> _Credit:
    artists = tuple(folded for artist in credited_artists(credit) if (folded := fold(artist)))
    return _Credit(fold(credit), artists, frozenset(indexed_words(credit)))


def _names(title: str, by: _Credit) -> frozenset[str]:
    artists = {by.credit, *by.artists[:MOST_ARTISTS]} - {""}
    artists |= {artist.removeprefix("the ") for artist in artists}
    both = {name for artist in artists for name in (artist, f"{title} {artist}", f"{artist} {title}")}
    return frozenset(both | {title}) - {""}
