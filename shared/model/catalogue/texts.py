"""The forms in which names are indexed and compared by a search; pure text, no catalogue."""

import re
from dataclasses import dataclass
from functools import lru_cache

from shared.domain.names import credited_artists, fold, song_key

MOST_LETTERS = 40
"""Letters of a word that are indexed and asked for; a longer word is cut."""

MOST_ARTISTS = 4
"""Artists of one credit by whom a track may be called."""

_LOOKALIKES = str.maketrans({"$": "s", "!": "i", "@": "a", "€": "e"})
_EDGES = ".,;:?!\"'’`()[]{}-–—/"
_VERSION_MARKS = (" - ", "(", "[")
"""A title that holds none of these is a plain one."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, kana and ideographs: scripts that put no space between words."""


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return [word[:MOST_LETTERS] for word in fold(text).split()]


def respelt(text: str) -> list[str]:
    """Return the words of a text in the spelling that people also type.

    "AC/DC" gives "acdc", "P!nk" "pink" and "Simon & Garfunkel" "simon", "and", "garfunkel".
    """
    return [word for chunk in text.split() if (word := _one_word(chunk.strip(_EDGES)))]


def _one_word(chunk: str) -> str:
    """Fold a chunk that holds no space into one word."""
    if chunk.isascii() and chunk.isalnum():
        return chunk.lower()[:MOST_LETTERS]
    return fold("and" if chunk in ("&", "+") else chunk.translate(_LOOKALIKES)).replace(" ", "")[:MOST_LETTERS]


def indexed_words(text: str) -> list[str]:
    """Return a text's distinct index words: folded, respelt, and within scripts without spaces."""
    words = words_of(text) + respelt(text)
    if not text.isascii():
        words += [word[start:] for word in words for start in range(1, len(word)) if _UNSPACED.match(word, start)]
    return list(dict.fromkeys(words))


def plain_title(name: str) -> str:
    """Return the folded title that a song's remasters, live takes and other releases share."""
    return song_key(name, "").partition("\t")[0] if any(mark in name for mark in _VERSION_MARKS) else fold(name)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts to compare a track's name and credit by, all folded."""

    title: str
    plain: str
    """The title as `plain_title` has it."""
    credit: str
    artists: tuple[str, ...]
    """Every credited artist, the leading one first."""
    words: frozenset[str]
    """The track's index words."""
    names: frozenset[str]
    """The names of the track in queries: its title, an artist, or both in either order."""
    plain_names: frozenset[str]
    """The same with the plain title; empty where that is the title."""

    @property
    def leading(self) -> str:
        """The artist the credit leads with, or nothing."""
        return self.artists[0] if self.artists else ""


@dataclass(frozen=True, slots=True)
class _Credit:
    credit: str
    artists: tuple[str, ...]
    words: frozenset[str]


@lru_cache(maxsize=1 << 12)
def texts_of(name: str, credit: str) -> Texts:
    """Fold a track's name and credit; recent answers are kept, for popular tracks come up often."""
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
