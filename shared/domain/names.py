"""Normalise names for comparison: folded text, the leading artist of a credit, a title without its version."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+")
_APOSTROPHE = ord("'")
_ASCII = {code: chr(code) if chr(code).isalnum() or chr(code) == "_" else " " for code in range(128)} | {
    _APOSTROPHE: None
}
"""`str.translate` by this table takes half the time of a regular expression; most names are ASCII."""
_ASCII_LETTER = re.compile(r"\w", re.ASCII)
_LISTED = re.compile(r"""(['"])(.+?)\1(?=\s*(?:,|\]$))""")
"""A name in a list as Python writes it: in double quotes where the name has an apostrophe."""
_FEATURING = re.compile(r"\s*[\(\[]?\s*\b(?:featuring|feat\.?|ft\.?)\s", re.IGNORECASE)
_BAND = re.compile(r",[^,]*\s(?:&|and)\s[^,]*$")
_VERSION_TAIL = re.compile(
    r"\s+-\s+[^-]*\b(?:remaster(?:ed)?|live|version|edit|mono|stereo|mix|acoustic|demo|bonus|anniversary)\b.*$",
    re.IGNORECASE,
)
_VERSION_BRACKET = re.compile(
    r"\s*[\(\[][^\)\]]*\b(?:remaster(?:ed)?|live|version|edit|mono|stereo|deluxe|explicit|feat\.?|featuring|ft\.?|with)\b"
    r"[^\)\]]*[\)\]]",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """Fold case, accents and punctuation away: "Beyoncé - Déjà Vu!" becomes "beyonce deja vu"."""
    plain = text.casefold()
    if plain.isascii():
        return " ".join(plain.translate(_ASCII).split())
    # Decomposing may bring capitals back ("ℋ" is a capital to NFKD alone).
    decomposed = unicodedata.normalize("NFKD", plain).casefold()
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_WORD.sub(" ", plain.replace("'", "").replace("’", "")).strip()


def is_word(text: str) -> bool:
    """Check whether `fold` leaves anything of a text; at less cost, as one ASCII letter tells."""
    return _ASCII_LETTER.search(text) is not None or bool(fold(text))


def credited_artists(credit: str) -> tuple[str, ...]:
    """Split a credit into artists, the leading one first.

    Credits come as "A, B", "A Featuring B & C" or "['A', 'B']". An "&" or "and" before the word "featuring" is
    part of a name ("Earth, Wind & Fire" keeps its ampersand but not its comma: a credit alone cannot tell).
    """
    text = credit.strip()
    if text.startswith("[") and text.endswith("]"):
        listed = [name for _, name in _LISTED.findall(text)] or [text[1:-1].strip(" '\"")]
        return tuple(plain for name in listed if (plain := name.strip()))
    lower = text.lower()
    if not ("," in lower or "ft" in lower or "feat" in lower):  # most credits; the pattern is slow to find nothing
        return (text,) if text else ()
    leading, *guests = _FEATURING.split(text)
    names = [name.strip() for name in leading.split(",")]
    for guest in guests:
        names += [name.strip(" )]") for name in re.split(r",|&", guest)]
    return tuple(name for name in names if name)


def leading_name(credit: str) -> str:
    """Return the leading artist of a credit as people call them, or "" for an empty credit.

    Names of which the last comes after "&" or "and" are taken for one: nobody calls "Earth, Wind & Fire" Earth.
    """
    if "," in credit and not credit.startswith("["):
        whole = _FEATURING.split(credit.strip(), maxsplit=1)[0]
        if _BAND.search(whole):
            return whole
    return next(iter(credited_artists(credit)), "")


def leading_artist(credit: str) -> str:
    """Return the folded name of the leading artist of a credit, or "" for an empty credit."""
    return fold(next(iter(credited_artists(credit)), ""))


def song_key(name: str, credit: str) -> str:
    """Return a key that a song shares with its remasters, live takes and other releases.

    "Heroes - 2017 Remaster" and "Heroes (Live)" by David Bowie share one key; "Heroes" by Alesso does not.
    """
    plain = _VERSION_TAIL.sub("", _VERSION_BRACKET.sub("", name))
    return f"{fold(plain) or fold(name)}\t{leading_artist(credit)}"
