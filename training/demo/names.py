"""Generate names of artists, songs and albums that suit their genre."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest

import numpy as np

from training.demo import words
from training.demo.genre_words import GENRE_WORDS
from training.demo.genres import GENRES
from training.demo.languages import OTHERS, PORTUGUESE, SPANISH, Language
from training.demo.phrases import Draws, fill, genre_words, one, shared_words

_OWN_PATTERN = 0.5
"""Probability that a song's title uses a pattern of its genre."""
_LATIN_SPANISH, _LATIN_PORTUGUESE = 0.65, 0.2
_OTHER_LANGUAGE = 0.025
_ENGLISH_TITLE = 0.15
"""Probability of an English title for a song of an act that sings in another language."""
_LOWER, _UPPER = 0.05, 0.015
"""Shares of acts with all titles in lower case, and in upper case."""


class Namer:
    """Draws names with one random generator."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._draws = [Draws(rng, shared_words(), genre_words(genre.name)) for genre in GENRES]

    def language(self, genre: int) -> Language | None:
        """Draw the language an artist of a genre sings in; None is English."""
        draw = self._rng.random()
        if GENRES[genre].name == "latin":
            if draw < _LATIN_SPANISH:
                return SPANISH
            return PORTUGUESE if draw < _LATIN_SPANISH + _LATIN_PORTUGUESE else None
        return OTHERS[int(self._rng.random() * len(OTHERS))] if draw < _OTHER_LANGUAGE else None

    def artists(self, genres: Sequence[int], languages: Sequence[Language | None] = ()) -> list[str]:
        """Generate a distinct artist name for each pair of a genre and a language; None is English."""
        taken: set[str] = set()
        return [
            _untaken(partial(self._artist, genre, language), taken)
            for genre, language in zip_longest(genres, languages)
        ]

    def songs(self, genre: int, language: Language | None, count: int) -> list[str]:
        """Generate distinct titles of one artist's songs."""
        case = self._case()
        taken: set[str] = set()
        return [case(_untaken(partial(self._song, genre, language), taken)) for _ in range(count)]

    def title(self, genre: int, patterns: Sequence[str], taken: set[str]) -> str:
        """Generate a title from `patterns` with words of a genre; it is new, and added to the taken titles."""
        return _untaken(partial(fill, self._draws[genre], patterns), taken)

    def album(self, genre: int, language: Language | None) -> str:
        """Generate an album's title."""
        if language is not None:
            return self._pair(language.title_heads, language.title_tails, language.joiner)
        return fill(self._draws[genre], (*words.ALBUM_PATTERNS, *GENRE_WORDS[GENRES[genre].name].albums * 2))

    def _artist(self, genre: int, language: Language | None) -> str:
        if language is not None:
            return self._pair(language.artist_heads, language.artist_tails, language.joiner)
        return fill(self._draws[genre], GENRE_WORDS[GENRES[genre].name].artists)

    def _song(self, genre: int, language: Language | None) -> str:
        if language is not None and self._rng.random() >= _ENGLISH_TITLE:
            return self._pair(language.title_heads, language.title_tails, language.joiner)
        own = GENRE_WORDS[GENRES[genre].name].songs
        return fill(self._draws[genre], own if self._rng.random() < _OWN_PATTERN else words.SONG_PATTERNS)

    def _pair(self, heads: Sequence[str], tails: Sequence[str], joiner: str) -> str:
        return one(self._rng, heads) + joiner + one(self._rng, tails)

    def _case(self) -> Callable[[str], str]:
        draw = self._rng.random()
        if draw < _LOWER:
            return str.lower
        return str.upper if draw < _LOWER + _UPPER else str


def _untaken(draw: Callable[[], str], taken: set[str]) -> str:
    """Draw until a name is new, and add it to the taken names; a number is appended after too many repeats."""
    name, attempts = draw(), 1
    while name in taken:
        attempts += 1
        name = draw() if attempts < 30 else f"{draw()} {attempts}"
    taken.add(name)
    return name
