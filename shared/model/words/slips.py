"""Other readings of words that mean nothing as they stand: slips, and words that titles of playlists have."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, product

from shared.domain.bounds import Bounds
from shared.model.model import Model
from shared.model.words.effect import Effect
from shared.model.words.genres import GenreWords
from shared.model.words.names import Named, Names
from shared.model.words.pieces import Piece
from shared.model.words.sense import Reading, Sense, plainly
from shared.model.words.sentence import Span
from shared.model.words.tokens import Token, typed
from shared.model.words.vocabulary import vocabulary

MOST_NEAR_NAMES = 2
"""Runs of words that are compared with artists' names, which takes longer than the rest."""

_MOST_OF_NAME = 5
"""Pieces of the longest sentence that may be a name as a whole: "guns and roses"."""

_LEAST_LETTERS = 3
_LEAST_OF_NAME = 5


def with_other_readings(
    pieces: Sequence[Piece], tokens: Sequence[Token], text: str, genres: GenreWords, names: Names, model: Model
) -> list[Piece]:
    """Return the pieces with what runs of unread words may mean: an artist with slips, else each by itself."""
    alone = [
        _by_itself(piece, tokens[piece.start : piece.end], genres, model) if piece.entry is None else piece
        for piece in pieces
    ]
    read = [*alone]
    for first, last in reversed(_unread_runs(pieces, alone)[:MOST_NEAR_NAMES]):
        told = _told_around(first, last, alone, tokens, text)
        if near := names.nearest([*told.values()]):
            (start, end), name = [*told.items()][near[0]]
            words = alone[start].start, alone[end - 1].end
            read[start:end] = [Piece(*words, names.sense(Named(*words, near[1], name)))]
    return read


def _unread_runs(pieces: Sequence[Piece], alone: Sequence[Piece]) -> list[Span]:
    """Return the runs of pieces without a meaning, of which one at least is at most a slip away from any."""
    runs = [
        [place for place, _ in run]
        for is_unread, run in groupby(enumerate(pieces), key=lambda each: each[1].entry is None)
        if is_unread
    ]
    return [(run[0], run[-1] + 1) for run in runs if any(_is_unsure(alone[place]) for place in run)]


def _is_unsure(piece: Piece) -> bool:
    return not isinstance(piece.entry, Sense) or piece.entry.kind != "title"


def _told_around(
    first: int, last: int, pieces: Sequence[Piece], tokens: Sequence[Token], text: str
) -> dict[Span, str]:
    """Return runs of pieces, as typed, that may be a name with slips: unread ones, and with what is beside them.

    A name may have a word in it that means something: "arianna grande".
    """
    starts = [first, first - 1] if first and isinstance(pieces[first - 1].entry, Sense) else [first]
    ends = [last, last + 1] if last < len(pieces) and isinstance(pieces[last].entry, Sense) else [last]
    whole = [(0, len(pieces))] if len(pieces) <= _MOST_OF_NAME else []
    is_unread = any(piece.entry is None for piece in pieces[first:last])
    told = {
        (start, end): typed(text, tokens[pieces[start].start : pieces[end - 1].end])
        for start, end in [*product(starts, ends), *whole]
        if is_unread or end - start > last - first
    }
    return {span: name for span, name in told.items() if len(name) >= _LEAST_OF_NAME}


def _by_itself(piece: Piece, tokens: Sequence[Token], genres: GenreWords, model: Model) -> Piece:
    general = genres.general("".join(token.word for token in tokens))
    if general and model.retrieval.titles.knows_word(general):
        return replace(piece, entry=_of_general(" ".join(token.text for token in tokens), general))
    word = tokens[0].word
    if piece.length > 1 or len(word) < _LEAST_LETTERS:
        return piece
    if model.retrieval.titles.knows_word(word):
        return replace(piece, entry=_of_titles(tokens[0].text))
    return replace(piece, entry=genres.nearest(word) or vocabulary().nearest(word))


def _of_general(kind: str, general: str) -> Sense:
    """Return the sense of a kind of a genre where no song has either, but playlists are called so."""
    without = Reading(Effect(bounds=Bounds(not_words=(kind,))), f"no songs called “{kind}”")
    meaning = f"no song here is called {kind}; like playlists called “{general}”"
    return plainly("genre", meaning, Effect(title=(general,)), without)


def _of_titles(word: str) -> Sense:
    without = Reading(Effect(bounds=Bounds(not_words=(word,))), f"no songs called “{word}”")
    return plainly("title", f"like playlists called “{word}”", Effect(title=(word,)), without)
