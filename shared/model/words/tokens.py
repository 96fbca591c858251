"""Words of a sentence with their places in it; emoji and faces are words, and marks end what goes before."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.names import fold

MOST_TOKENS = 150
"""Words of a sentence that are read; a listener writes ten."""

MARK = ","
"""The folded form of a mark between words, at which negations and names end."""

_PICTURES = "[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
_TOKEN = re.compile(
    r"[:;]-?'?[()D](?!\w)|:'\(|<3"
    rf"|{_PICTURES}"
    r"|\d+:\d\d\b"
    r"|\w[\w'’]*|[\"“”„«»]|[^\w\s]",
)
_MARKS = re.compile(r"[,;.!?:()\[\]|/\\]")
_SELECTORS = re.compile(
    "[\ufe0e\ufe0f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u2640\u2642\U0001f3fb-\U0001f3ff]"
)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_ELISION = re.compile(r"[cdjlmnst]['’](?=\w{2})", re.IGNORECASE)
"""An article or a preposition before a vowel: "l'été"."""
_QUOTES = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class Token:
    """One word, emoji or mark."""

    text: str
    """As it is typed."""
    word: str
    """Folded; MARK for a mark, the emoji itself for an emoji, empty for what is nothing of these."""
    start: int
    end: int
    quoted: int = 0
    """The number of the pair of quotation marks around it, 0 outside."""

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def tokens_of(sentence: str) -> list[Token]:
    """Return the words, emoji and marks of a sentence, up to MOST_TOKENS; quotation marks are left out."""
    found: list[Token] = []
    quotes = 0
    for match in _TOKEN.finditer(sentence):
        text = match[0]
        if text in _QUOTES:
            quotes += 1
            continue
        word = _word(text)
        if word:
            quoted = (quotes + 1) // 2 if quotes % 2 else 0
            found.append(Token(text, word, match.start(), match.end(), quoted))
    return found[:MOST_TOKENS]


def _word(text: str) -> str:
    if re.match(r"[:;<]", text) and len(text) > 1:
        return text
    if re.fullmatch(_PICTURES, text):
        return text
    if _MARKS.fullmatch(text):
        return MARK
    if text[0].isalnum() or text[0] == "_":
        return fold(_ELISION.sub("", text, count=1) if _ELISION.match(text) else text)
    return "and" if text == "&" else ""


def plain(sentence: str) -> str:
    """Return a sentence without characters that change how others look; control characters are blanks."""
    return _SELECTORS.sub("", _CONTROLS.sub(" ", unicodedata.normalize("NFC", sentence)))


def words_of(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase of the lexicon, as those of a sentence are.

    >>> words_of("laid-back"), words_of("r&b")
    (('laid', 'back'), ('r', 'and', 'b'))
    """
    return tuple(each.word for each in tokens_of(plain(phrase)))


def typed(sentence: str, tokens: Sequence[Token]) -> str:
    """Return what a listener typed from the first to the last of some tokens."""
    return sentence[tokens[0].start : tokens[-1].end]
