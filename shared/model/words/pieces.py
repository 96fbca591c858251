"""A sentence in pieces: the longest phrases that mean something, names first, and the words between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.model.words.genres import GenreWords
from shared.model.words.numbers import numbered
from shared.model.words.sense import Sense
from shared.model.words.tokens import Token
from shared.model.words.vocabulary import Entry, Small, Vocabulary

_GENRE_BEFORE = frozenset({"sound", "version"})
"""Kinds of words that are taken for a genre if they are one too: "electronic", "acoustic"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `start` to `end` of a sentence, and what they mean; None for a word that means nothing."""

    start: int
    end: int
    entry: Entry | None
    alternatives: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """The number of its words."""
        return self.end - self.start


def pieces_of(
    tokens: Sequence[Token], words: Vocabulary, genres: GenreWords, names: Mapping[int, Piece]
) -> list[Piece]:
    """Cut a sentence into pieces; `names` are the pieces that are names, by their first word."""
    pieces: list[Piece] = []
    place = 0
    while place < len(tokens):
        free = next((each for each in sorted(names) if each > place), len(tokens))
        piece = names.get(place) or _longest(tokens[:free], place, words, genres, pieces)
        pieces.append(piece)
        place = piece.end
    return pieces


def _longest(
    tokens: Sequence[Token], place: int, words: Vocabulary, genres: GenreWords, before: Sequence[Piece]
) -> Piece:
    """Return the longest phrase at a place: of equally long ones a number, then the lexicon's, then a genre."""
    number = numbered(tokens[place:])
    phrase = words.longest_at(tokens, place)
    genre = genres.longest_at(tokens, place)
    found: list[tuple[int, Entry | None]] = [number] if number else []
    is_compared = bool(before) and before[-1].entry in (Small.MORE, Small.LESS)
    if phrase and genre and isinstance(phrase[1], Sense) and phrase[1].kind in _GENRE_BEFORE and not is_compared:
        found += [genre, phrase]
    else:
        found += [each for each in (phrase, genre) if each]
    length, entry = max(found, key=lambda each: each[0], default=(1, None))
    return Piece(place, place + length, entry)
