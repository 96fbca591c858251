"""Rows of the lexicon's tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = Mapping[str, str]
"""Language -> words and phrases, separated by commas; as people type them, in any case, accented or not.

Of a single word any plural and any ending of an adjective is understood too.
"""


@dataclass(frozen=True, slots=True)
class Feeling:
    """A mood or an occasion: how its music sounds, and what playlists for it are called."""

    sound: Mapping[str, float]
    """Feature -> wanted level, 0 to 1."""
    words: Words
    emoji: str = ""
    """Separated by blanks."""
    titles: str = ""
    """Words that titles of such playlists have."""
    not_words: tuple[str, ...] = ()
    """Words of songs that are left out where a listener wants none of it."""


@dataclass(frozen=True, slots=True)
class Adjective:
    """How something sounds, in words that may be compared: "warm", "warmer", "less warm"."""

    shift: Mapping[str, float]
    """Feature -> how far "warmer" goes beyond what it is compared with, in shares of the catalogue."""
    words: Words
    compared: Words = field(default_factory=dict)
    """Words that mean "more of it" by themselves."""
