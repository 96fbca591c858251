"""Invented words, titles and names with about the lengths and frequencies of real catalogues."""

import numpy as np

from training.demo.draws import Numbers, shares

WORDS = 150_000
_WORD_EXPONENT, _WORD_OFFSET = 1.0, 8.0
"""The most frequent words of titles ("love", "remix") each occur in a few per cent of them."""
_TITLE_LENGTHS = shares([0.19, 0.24, 0.21, 0.15, 0.10, 0.06, 0.05])
"""Shares of titles of one to seven words, about as in a catalogue of 123,509 real tracks."""
_NAME_LENGTHS = shares([0.38, 0.48, 0.11, 0.03])
_ENDINGS = ("",) * 26 + (" - Live", " - Remastered 2011", " - Radio Edit", " (Remix)", " - Acoustic", " (Deluxe)")
_ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pl pr r s sh sl st t th tr v w y z".split()
_VOWELS = "a a e e i i o o u ai ea ee oo ou".split()
_CODAS = ["", "", "", "n", "r", "s", "t", "l", "nd", "ng", "ck", "st", "m"]


class Vocabulary:
    """Distinct invented words, the most frequent first, drawn by Zipf's law."""

    def __init__(self, rng: np.random.Generator, size: int = WORDS) -> None:
        self._rng = rng
        self._words = np.array(_distinct_words(rng, size), dtype=object)
        self._cumulative = np.cumsum(shares((np.arange(size) + _WORD_OFFSET) ** -_WORD_EXPONENT))

    def titles(self, count: int) -> list[str]:
        """Draw titles of one to seven words, some with an ending such as " - Live"."""
        endings = self._rng.integers(len(_ENDINGS), size=count).tolist()
        phrases = self._phrases(self._rng.choice(len(_TITLE_LENGTHS), count, p=_TITLE_LENGTHS) + 1)
        return [phrase + _ENDINGS[ending] for phrase, ending in zip(phrases, endings, strict=True)]

    def names(self, count: int) -> list[str]:
        """Draw distinct names of artists of one to four words; a duplicate gets another word."""
        phrases = self._phrases(self._rng.choice(len(_NAME_LENGTHS), count, p=_NAME_LENGTHS) + 1, flatness=0.6)
        names: dict[str, None] = {}
        for phrase in phrases:
            name = phrase
            while name in names:
                name += f" {self._words[int(self._rng.random() * len(self._words))]}"
            names[name] = None
        return list(names)

    def _phrases(self, lengths: Numbers, flatness: float = 1.0) -> list[str]:
        """Draw phrases of the given lengths in words; a flatness below 1 makes rare words more frequent."""
        drawn = self._rng.random(int(lengths.sum())) ** flatness
        words = self._words[np.searchsorted(self._cumulative, drawn).clip(max=len(self._words) - 1)].tolist()
        ends = np.cumsum(lengths).tolist()
        return [" ".join(words[end - length : end]) for end, length in zip(ends, lengths.tolist(), strict=True)]


def _distinct_words(rng: np.random.Generator, size: int) -> list[str]:
    """Build distinct words of one to three syllables, capitalised."""
    words: dict[str, None] = {}
    while len(words) < size:
        syllables = rng.integers(1, 4, size).tolist()
        parts = zip(
            *(rng.integers(len(each), size=(size, 3)).tolist() for each in (_ONSETS, _VOWELS, _CODAS)), strict=True
        )
        for count, (onsets, vowels, codas) in zip(syllables, parts, strict=True):
            chosen = zip(onsets[:count], vowels[:count], codas[:count], strict=True)
            words["".join(_ONSETS[o] + _VOWELS[v] + _CODAS[c] for o, v, c in chosen).capitalize()] = None
    return list(words)[:size]
