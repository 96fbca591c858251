"""Sanitising of untrusted text: one line of bounded length that cannot change the text direction around it."""

import re
import unicodedata

_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
"""Invisible characters that emoji, Persian and Indic scripts need."""

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
"""Unicode categories of non-text: controls (direction among them), surrogates, private use, unassigned."""

_PILED_MARKS = re.compile(r"(?<=[\u0300-\u036f]{3})[\u0300-\u036f]+")
"""Combining accents beyond the third on one letter, which would cover the lines above."""


def clean(text: str, most: int) -> str:
    """Return `text` as one line of at most `most` characters, with an ellipsis where it was cut."""
    spaced = " ".join(text[: 10 * most].split())
    seen = "".join(letter for letter in unicodedata.normalize("NFC", spaced) if _is_seen(letter))
    plain = " ".join(_PILED_MARKS.sub("", seen).split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def _is_seen(letter: str) -> bool:
    return letter in _JOINERS or unicodedata.category(letter) not in _UNSEEN
