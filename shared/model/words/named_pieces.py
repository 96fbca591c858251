"""The names among the words of a sentence: artists and songs, and where such a name counts.

A name beats other meanings where it is in quotation marks, introduced ("like", "by"), in capitals, or alone.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from shared.domain.track import Track
from shared.model.words.names import Named, Names, quoted, without_overlaps
from shared.model.words.pieces import Piece
from shared.model.words.sense import Sense
from shared.model.words.sentence import Sentence, Span
from shared.model.words.tokens import MARK
from shared.model.words.vocabulary import Small

LONGEST = 6
"""Words of the longest name in a sentence."""

_ENDS = frozenset(",;()")
_ARTICLES = frozenset("a an my our your this some eine ein une un una um uma een il la el le".split())
"""After them a single word in small letters is no artist: "for a journey"."""
_AFTER_TITLE = frozenset({Small.BREAK, Small.NOT, Small.ALSO, Small.MORE, Small.LESS})
_LEAST_LOWER = 4


def named_pieces(sentence: Sentence, names: Names) -> tuple[dict[int, Piece], tuple[str, ...]]:
    """Return the pieces that are names, by their first word, and other ways to take the whole sentence."""
    if not sentence.tokens:
        return {}, ()
    introduced = list(_introduced(sentence))
    quotations = list(_quotations(sentence))
    capitals = list(_capitals(sentence))
    spans = [sentence.whole, *quotations, *introduced, *capitals, *_unread(sentence)]
    artists = names.artists(
        [(*span, sentence.typed(span)) for span in dict.fromkeys(spans) if sentence.is_run(span)]
    )
    whole = _whole(sentence, names, artists)
    if whole and _is_meant_alone(sentence, names, whole):
        return {0: _piece(names, whole, _other_meaning(sentence))}, ()
    marked = {*quotations, *introduced, *capitals}
    counted = [name for name in artists if _counts(sentence, names, name, marked)]
    titled = _titles(sentence, names, [*quotations, *_after_like(sentence), *_before_break(sentence)])
    pairs = names.songs_by(list(_pairs(sentence, counted)))
    found = [*_longest_first(pairs), *_longest_first([*titled, *counted])]
    kept = [
        name for name in without_overlaps(found) if (name.start, name.end) != sentence.whole or name is not whole
    ]
    also = (f"the {whole.found.kind} {_told(whole)}",) if whole else ()
    return {name.start: _piece(names, name) for name in kept}, also


def _longest_first(names: Sequence[Named]) -> list[Named]:
    return sorted(names, key=lambda name: name.start - name.end)


def _piece(names: Names, name: Named, alternatives: tuple[str, ...] = ()) -> Piece:
    return Piece(name.start, name.end, names.sense(name), alternatives)


def _told(name: Named) -> str:
    first = name.found.tracks[0][0]
    return name.text if name.found.kind == "artist" else quoted(Track("", first.name, first.artist))


def _whole(sentence: Sentence, names: Names, artists: Sequence[Named]) -> Named | None:
    """Return the artist or the song that the whole sentence names."""
    artist = next((each for each in artists if (each.start, each.end) == sentence.whole), None)
    if artist or len(sentence.tokens) > LONGEST + 2:
        return artist
    run = (*sentence.whole, sentence.typed(sentence.whole))
    return next(iter([*names.artists_or_songs([run]), *names.songs_by([(*run, "")])]), None)


def _is_meant_alone(sentence: Sentence, names: Names, whole: Named) -> bool:
    """Check whether a sentence is meant as a name: if it has another meaning, only a well known name is."""
    if sentence.is_genre(sentence.whole):
        return False
    return not sentence.is_understood(sentence.whole) or whole.first_track < names.known_within


def _other_meaning(sentence: Sentence) -> tuple[str, ...]:
    entries = [piece.entry for piece in sentence.pieces if isinstance(piece.entry, Sense)]
    told = [reading.meaning for entry in entries if (reading := entry.turned(""))]
    return tuple(told) if sentence.is_understood(sentence.whole) else ()


def _counts(sentence: Sentence, names: Names, name: Named, marked: set[Span]) -> bool:
    """Check whether an artist's name counts as one among other words."""
    span = (name.start, name.end)
    first, is_known = sentence.tokens[name.start], name.first_track < names.known_within
    if name.end - name.start > 1:
        return is_known or not sentence.is_understood(span) or (span in marked and first.is_capital)
    if sentence.is_understood(span):
        return span in marked and first.is_capital and is_known and not sentence.is_genre(span) and name.start > 0
    if span in marked:
        return True
    return is_known and (not name.start or sentence.tokens[name.start - 1].word not in _ARTICLES)


def _quotations(sentence: Sentence) -> Iterator[Span]:
    numbered = [(token.quoted, place) for place, token in enumerate(sentence.tokens) if token.quoted]
    for _, pair in groupby(numbered, key=lambda each: each[0]):
        places = [place for _, place in pair]
        yield places[0], places[-1] + 1


def _introduced(sentence: Sentence) -> Iterator[Span]:
    """Yield the words after "like" and "by", and after "and" and commas that go on with these, of any length."""
    for start in _starts(sentence):
        for end in range(min(start + LONGEST, len(sentence.tokens)), start, -1):
            if not any(token.text in _ENDS for token in sentence.tokens[start:end]):
                yield start, end


def _starts(sentence: Sentence) -> Iterator[int]:
    goes_on = False
    for place, piece in enumerate(sentence.pieces):
        is_mark = sentence.tokens[piece.start].word == MARK
        if piece.entry in (Small.LIKE, Small.BY):
            goes_on = True
        elif isinstance(piece.entry, Small) and not is_mark and piece.entry not in (Small.ALSO, Small.NOTHING):
            goes_on = False
        is_joint = is_mark or piece.entry in (Small.LIKE, Small.BY, Small.ALSO)
        if goes_on and is_joint and place + 1 < len(sentence.pieces):
            yield piece.end
            following = sentence.pieces[place + 1]
            if following.entry is Small.NOTHING:
                yield following.end


def _after_like(sentence: Sentence) -> Iterator[Span]:
    """Yield the words from each "like" to the next small word or mark that ends a name."""
    for piece in sentence.pieces:
        if piece.entry is Small.LIKE and piece.end < len(sentence.tokens):
            ends = (
                each.start
                for each in sentence.pieces
                if each.start > piece.end
                and each.entry in (Small.BREAK, Small.NOT, Small.ALSO, Small.MORE, Small.LESS)
            )
            yield piece.end, next(ends, len(sentence.tokens))


def _before_break(sentence: Sentence) -> Iterator[Span]:
    """Yield the words before the first word or mark that ends a name: "blinding lights, but acoustic"."""
    end = next((piece.start for piece in sentence.pieces if piece.entry is Small.BREAK), 0)
    if 0 < end <= LONGEST:
        yield 0, end


def _titles(sentence: Sentence, names: Names, spans: Sequence[Span]) -> list[Named]:
    """Return the songs that some words are the title of, if they mean nothing else or are quoted."""
    meant = [span for span in spans if sentence.tokens[span[0]].quoted or not sentence.is_understood(span)]
    runs = [(*span, sentence.typed(span)) for span in meant]
    together = names.songs_by([(*run, "") for run in runs])
    return [*together, *names.artists_or_songs(runs)]


def _capitals(sentence: Sentence) -> Iterator[Span]:
    """Yield the runs of words in capitals, and parts of them, unless all long words of the sentence are."""
    words = [token for token in sentence.tokens if len(token.text) >= _LEAST_LOWER and token.text[0].isalpha()]
    if all(token.is_capital for token in words):
        return
    for is_capital, run in groupby(
        range(len(sentence.tokens)), key=lambda place: sentence.tokens[place].is_capital
    ):
        places = list(run)
        if is_capital:
            yield from _within(places[0], places[-1] + 1)


def _within(first: int, last: int) -> Iterator[Span]:
    for start in range(first, last):
        yield from ((start, end) for end in range(min(start + LONGEST, last), start, -1))


def _unread(sentence: Sentence) -> Iterator[Span]:
    """Yield the runs of words with one at least that means nothing, and no mark."""
    unread = [piece.start for piece in sentence.pieces if piece.entry is None and piece.length == 1]
    for place in unread:
        for start in range(max(place - LONGEST + 2, 0), place + 1):
            for end in range(place + 1, min(start + LONGEST, len(sentence.tokens) + 1)):
                if not any(token.text in _ENDS for token in sentence.tokens[start:end]):
                    yield start, end


def _pairs(sentence: Sentence, artists: Sequence[Named]) -> Iterator[tuple[int, int, str, str]]:
    """Yield the words before "by" and an artist with that artist: their runs, titles and artists."""
    by = {piece.end: piece.start for piece in sentence.pieces if piece.entry is Small.BY}
    for artist in artists:
        before = by.get(artist.start)
        if before is None:
            continue
        for start in range(max(before - LONGEST, 0), before):
            if not any(token.text in _ENDS for token in sentence.tokens[start:before]):
                yield start, artist.end, sentence.typed((start, before)), artist.text
