"""Songs of the last list that a sentence names by their places: "more like number 3", "not the second one"."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_MORE = (
    "more like, more of, like, love, mehr wie, mehr von, wie, plus comme, comme, mas como, como, piu come, come,"
    " mais como, meer zoals, zoals"
).split(", ")
_LESS = (
    "less like, less of, nothing like, not like, not, no, without, drop, skip, remove, hate, weniger wie, nicht,"
    " ohne, moins comme, pas, sans, menos como, no como, sin, meno come, non, senza, nao, sem, minder zoals, niet,"
    " zonder"
).split(", ")
_NAMES = (
    "number, numbers, num, no, nr, song, songs, track, place, nummer, platz, titel, lied, numero, chanson, titre,"
    " cancion, canzone, brano, musica, liedje"
).split(", ")
_ORDINALS = (
    ("first", "erste", "erster", "premier", "premiere", "primer", "primera", "primo", "prima", "primeiro",
     "eerste"),
    ("second", "zweite", "zweiter", "deuxieme", "segundo", "segunda", "secondo", "seconda", "tweede"),
    ("third", "dritte", "dritter", "troisieme", "tercero", "tercera", "terzo", "terza", "terceiro", "derde"),
    ("fourth", "vierte", "vierter", "quatrieme", "cuarto", "quarto", "quarta", "vierde"),
    ("fifth", "funfte", "funfter", "cinquieme", "quinto", "quinta", "vijfde"),
    ("sixth", "sechste", "sixieme", "sexto", "sesto", "zesde"),
    ("seventh", "siebte", "septieme", "septimo", "settimo", "setimo", "zevende"),
    ("eighth", "achte", "huitieme", "octavo", "ottavo", "oitavo", "achtste"),
    ("ninth", "neunte", "neuvieme", "noveno", "nono", "negende"),
    ("tenth", "zehnte", "dixieme", "decimo", "tiende"),
)  # fmt: skip
"""The words for places from 1 on, folded, in English, German, French, Spanish, Italian, Portuguese and Dutch."""

_PLACE_OF = {word: place for place, words in enumerate(_ORDINALS, start=1) for word in words}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_PLACE = (
    rf"(?:#\s*|(?:{_any(_NAMES)})\.?\s*)\d{{1,3}}|\d{{1,3}}(?:st|nd|rd|th|er|e|ste|de)\b|(?:{_any(_PLACE_OF)})\b"
)
_ARTICLE = r"(?:(?:the|die|der|das|den|dem|le|la|el|il|o|a|de|het)\s+)?"
_WISH = re.compile(
    rf"(?<!\w)(?:(?P<less>{_any(_LESS)})|(?P<more>{_any(_MORE)}))\s+"
    rf"(?P<places>{_ARTICLE}(?:{_PLACE})"
    rf"(?:\s*(?:,|\b(?:and|or|und|oder|et|ou|y|o|e|en|of)\b)\s*{_ARTICLE}(?:{_PLACE}|\d{{1,3}}\b))*)"
    rf"(?:\s+(?:one|ones|{_any(_NAMES)})\b)?"
    r"(?=\s*(?:$|[.,;:!?…]|\b(?:but|and|or|please|aber|und|mais|et|pero|y|ma|e|mas|maar|en)\b))"
)
"""It ends where no name goes on that begins with a number or an ordinal: "no First Aid Kit" is none."""
_EACH = re.compile(rf"(?P<number>\d{{1,3}})|(?<!\w)(?P<word>{_any(_PLACE_OF)})(?!\w)")


@dataclass(frozen=True, slots=True)
class PlaceWish:
    """A song of the last list that a listener wants more or less of."""

    text: str
    """The words as they were typed."""
    place: int
    """From 1 on."""
    more: bool


def place_wishes(sentence: str) -> tuple[str, list[PlaceWish]]:
    """Return a sentence without the wishes that name places of the last list, and these.

    >>> place_wishes("Less electronic, more like #3")
    ('Less electronic,', [PlaceWish(text='more like #3', place=3, more=True)])
    """
    plain = _letter_by_letter(sentence)
    found = list(_WISH.finditer(plain))
    wishes = [
        PlaceWish(sentence[each.start() : each.end()], _place(named), each["more"] is not None)
        for each in found
        for named in _EACH.finditer(each["places"])
    ]
    kept = [0, *(end for each in found for end in each.span()), len(sentence)]
    rest = (sentence[start:end] for start, end in zip(kept[::2], kept[1::2], strict=True))
    return " ".join(" ".join(rest).split()), wishes


def _place(named: re.Match[str]) -> int:
    return int(named["number"]) if named["number"] else _PLACE_OF[named["word"]]


def _letter_by_letter(text: str) -> str:
    """Return a text of the same length in small letters without accents."""
    return "".join((unicodedata.normalize("NFKD", letter)[:1].lower() or letter)[:1] for letter in text)
