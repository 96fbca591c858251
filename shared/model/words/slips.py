"""Other readings of words that mean nothing as they stand: slips, and words that titles of playlists have."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from shared.domain.bounds import Bounds
from shared.model.model import Model
from shared.model.words.effect import Effect
from shared.model.words.genres import GenreWords
from shared.model.words.names import Named, Names
from shared.model.words.pieces import Piece
from shared.model.words.sense import Reading, Sense, plainly
from shared.model.words.tokens import Token, typed
from shared.model.words.vocabulary import vocabulary

MOST_NEAR_NAMES = 2
"""Runs of words that are compared with artists' names, which takes longer than the rest."""

_LEAST_LETTERS = 3
_LEAST_OF_NAME = 5


def with_other_readings(
    pieces: Sequence[Piece], tokens: Sequence[Token], text: str, genres: GenreWords, names: Names, model: Model
) -> list[Piece]:
    """Return the pieces with what runs of unread words may mean: an artist with slips, else each by itself."""
    read: list[Piece] = []
    left = MOST_NEAR_NAMES
    for is_unread, run in groupby(pieces, key=lambda piece: piece.entry is None):
        group = list(run)
        if not is_unread:
            read += group
            continue
        alone = [_by_itself(piece, tokens[piece.start], genres, model) for piece in group]
        if (
            left
            and any(piece.entry is None for piece in alone)
            and (name := _near_name(group, tokens, text, names))
        ):
            alone = [name]
        left -= any(piece.entry is None for piece in group)
        read += alone
    return read


def _near_name(group: Sequence[Piece], tokens: Sequence[Token], text: str, names: Names) -> Piece | None:
    start, end = group[0].start, group[-1].end
    told = typed(text, tokens[start:end])
    found = names.nearly(told) if len(told) >= _LEAST_OF_NAME else None
    return Piece(start, end, names.sense(Named(start, end, found, told))) if found else None


def _by_itself(piece: Piece, token: Token, genres: GenreWords, model: Model) -> Piece:
    word = token.word
    if piece.length > 1 or len(word) < _LEAST_LETTERS:
        return piece
    if model.retrieval.titles.knows_word(word):
        return replace(piece, entry=_of_titles(token.text))
    return replace(piece, entry=genres.nearest(word) or vocabulary().nearest(word))


def _of_titles(word: str) -> Sense:
    without = Reading(Effect(bounds=Bounds(not_words=(word,))), f"no songs called “{word}”")
    return plainly("title", f"like playlists called “{word}”", Effect(title=(word,)), without)
