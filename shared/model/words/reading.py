"""Reading of a sentence in words: pieces, the names among them, and what small words do to the others."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from shared.errors import InvalidInput
from shared.model.bounds.compiling import compiled
from shared.model.model import Model
from shared.model.words.effect import NO_BOUNDS, NO_EFFECT
from shared.model.words.genres import genre_words
from shared.model.words.interpretation import Interpretation, Part, without_repeats
from shared.model.words.named_pieces import named_pieces
from shared.model.words.names import Names
from shared.model.words.pieces import Piece, pieces_of
from shared.model.words.sense import Kind, Reading, Sense, Turn
from shared.model.words.sentence import Sentence
from shared.model.words.slips import with_other_readings
from shared.model.words.tokens import MARK, Token, plain, tokens_of, typed
from shared.model.words.vocabulary import Small, vocabulary

MOST_CHARACTERS = 500
"""Characters of a sentence."""

_MAYBE_UNKNOWN = frozenset({"years", "tempo", "length", "explicit"})
"""Kinds of bounds on what some catalogues do not know of any song."""

Unread = Literal["unread"]
"""A word without a meaning, which takes a turn too: "nothing too crazy, maybe jazz", but "no Christian jazz"."""

_NOUNS: frozenset[Kind | Unread | None] = frozenset({"artist", "song", "genre", "version", "explicit", "unread"})
"""Kinds after which a turn has its noun: in "no live versions hip hop" hip hop is wanted."""

_TURNS: dict[Small, Turn] = {Small.NOT: "not", Small.MORE: "more", Small.LESS: "less"}
_LEADING = frozenset({Small.NOT, Small.MORE, Small.LESS, Small.LIKE, Small.BY})
"""Small words that belong to the part after them."""
_LEADING_TO_OCCASION = _LEADING | {Small.BREAK}
"""As above: "for running"."""


def interpret(sentence: str, model: Model, ignore: Collection[str] = ()) -> Interpretation:
    """Return the interpretation of a sentence, without the parts that are typed as in `ignore`.

    Only the first MOST_CHARACTERS are read.

    >>> [part.kind for part in interpret("20 happy songs, no remixes", model).parts]
    ['count', 'mood', 'version']
    """
    text = plain(sentence)[:MOST_CHARACTERS]
    tokens = tokens_of(text)
    words, genres = vocabulary(), genre_words(model.catalogue.genres)
    first = pieces_of(tokens, words, genres, {})
    names = Names(model)
    named, also = named_pieces(Sentence(text, tokens, first, genres), names)
    second = pieces_of(tokens, words, genres, named) if named else first
    pieces = with_other_readings(second, tokens, text, genres, names, model)
    known = frozenset(model.known_features)
    parts = [_judged(_known_only(part, known), model) for part in _parts(text, tokens, pieces)]
    if also and parts:
        parts[0] = replace(parts[0], alternatives=also)
    return Interpretation(without_repeats(parts), tuple(_unread(text, tokens, pieces))).without(ignore)


def title_words(title: str) -> str:
    """Return the words by which playlists for the moods and occasions of a title are called, empty without any.

    >>> title_words("Traurige Lieder 🏃")
    'sad running run workout'
    """
    tokens = tokens_of(plain(title)[:MOST_CHARACTERS])
    words, place = vocabulary(), 0
    named: dict[str, None] = {}
    while place < len(tokens):
        length, entry = words.longest_at(tokens, place) or (1, None)
        if isinstance(entry, Sense) and entry.kind in ("mood", "occasion"):
            named |= dict.fromkeys(entry.turns[""].effect.title)
        place += length
    return " ".join(named)


def _parts(text: str, tokens: Sequence[Token], pieces: Sequence[Piece]) -> Iterator[Part]:
    """Yield the parts: a turn such as "no" goes on to the next mark, small word or noun that ends it."""
    turn: Turn = ""
    used: Kind | Unread | None = None
    is_joined = False
    for place, piece in enumerate(pieces):
        entry = piece.entry
        if isinstance(entry, Sense):
            if used in _NOUNS and entry.kind != used and not is_joined:
                turn = ""
            if reading := _reading(entry, turn):
                told = _with_leading(tokens, pieces, place, entry.kind)
                yield Part(entry.kind, typed(text, told), reading.meaning, reading.effect, piece.alternatives)
            used, is_joined = entry.kind, False
        elif isinstance(entry, Small):
            turn, used = _after(entry, turn, used)
            is_joined = is_joined or entry is Small.ALSO
        elif place + 1 < len(pieces) and not isinstance(pieces[place + 1].entry, Sense):
            used, is_joined = "unread", False


def _reading(sense: Sense, turn: Turn) -> Reading | None:
    """Return what a sense means after a turn; what cannot be left out is told to be heeded neither way."""
    plainly = sense.turned("")
    if turned := sense.turned(turn):
        return turned
    if plainly is None or sense.kind == "count":
        return plainly
    return Reading(NO_EFFECT, f"{plainly.meaning}: not heeded, as this cannot be left out")


def _after(small: Small, turn: Turn, used: Kind | Unread | None) -> tuple[Turn, Kind | Unread | None]:
    """Return the turn of what follows a small word, and the kind of the last part that had it already."""
    if small in _TURNS:
        return ("not", None) if turn == "not" and used is None else (_TURNS[small], None)
    ends = small in (Small.BREAK, Small.LIKE) or (turn in ("more", "less") and small is not Small.ALSO)
    return ("", None) if used is not None and ends else (turn, used)


def _with_leading(tokens: Sequence[Token], pieces: Sequence[Piece], place: int, kind: Kind) -> Sequence[Token]:
    """Return the words of a piece with the small ones that lead to it: "for a rainy evening"."""
    leading = _LEADING_TO_OCCASION if kind == "occasion" else _LEADING
    start = pieces[place].start
    for before in reversed(pieces[:place]):
        if not isinstance(before.entry, Small) or before.entry is Small.ALSO or tokens[before.start].word == MARK:
            break
        if before.entry in leading:
            start = before.start
    return tokens[start : pieces[place].end]


def _known_only(part: Part, known: Collection[str]) -> Part:
    """Return a part that aims at known features only: a mood needs no words of titles, else it goes by these."""
    effect = part.effect
    levels = {feature: level for feature, level in effect.levels.items() if feature in known}
    shifts = {feature: by for feature, by in effect.shifts.items() if feature in known}
    title = () if levels and part.kind in ("mood", "sound") else effect.title
    meaning = part.meaning
    if effect.levels and not levels and title:
        meaning = f"{meaning.partition(':')[0]}, by playlists called so"
    return replace(part, meaning=meaning, effect=replace(effect, levels=levels, shifts=shifts, title=title))


def _judged(part: Part, model: Model) -> Part:
    """Return a part without a bound that this catalogue can judge no song by; it says so.

    A bound that it can judge by needs no words of titles.
    """
    if part.kind not in _MAYBE_UNKNOWN:
        return part
    try:
        compiled(part.effect.bounds, model.retrieval, model.catalogue)
    except InvalidInput:
        meaning = f"{part.meaning}: not heeded, as no song here tells"
        return replace(part, meaning=meaning, effect=replace(part.effect, bounds=NO_BOUNDS))
    return replace(part, effect=replace(part.effect, title=()))


def _unread(text: str, tokens: Sequence[Token], pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield runs of words that mean nothing."""
    run: list[Token] = []
    for piece in pieces:
        if piece.entry is None:
            run += tokens[piece.start : piece.end]
        elif run:
            yield typed(text, run)
            run = []
    if run:
        yield typed(text, run)
