"""Fill the slots of patterns with random words: "{nouns} in {month}" becomes "Lanterns in June"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from training.demo import words
from training.demo.genre_words import GENRE_WORDS

_VOWEL_NEXT = re.compile(r"\b([Aa])(?= (?:[AEIOUaeiou]|[Hh]o(?:ur|nest)))(?! (?:[Uu]ni|[Oo]ne))")
_WORD = re.compile(r"\w+")
_SMALL = frozenset("the to of past a a.m.".split())
_GENRE_SHARE = 0.55
"""Probability that a word is from the genre's own vocabulary."""


@dataclass(frozen=True, slots=True)
class Draws:
    """A mapping for `str.format_map` that draws a word for each slot."""

    rng: np.random.Generator
    shared: Mapping[str, Sequence[str]]
    own: Mapping[str, Sequence[str]]
    """Slot -> words drawn in preference to the shared ones."""

    def __getitem__(self, slot: str) -> str:
        if slot in ("nouns", "owns"):
            return plural(self[slot[:-1]])
        choices = self.own.get(slot)
        if choices is None or (slot in self.shared and self.rng.random() >= _GENRE_SHARE):
            choices = self.shared[slot]
        return one(self.rng, choices)


def one(rng: np.random.Generator, choices: Sequence[str]) -> str:
    """Draw one of the choices uniformly."""
    return choices[int(rng.random() * len(choices))]


def fill(draws: Draws, patterns: Sequence[str]) -> str:
    """Draw a pattern and fill its slots; a word is repeated only if the pattern itself contains it."""
    pattern = one(draws.rng, patterns)
    while True:
        text = pattern.format_map(draws)
        drawn = [word for word in _WORD.findall(text) if word not in pattern]
        if len(set(drawn)) == len(drawn):
            return _VOWEL_NEXT.sub(r"\1n", text[0].upper() + text[1:])


@cache
def shared_words() -> dict[str, tuple[str, ...]]:
    """Return the words of each slot for all genres, capitalised as in titles."""
    return {slot: _as_titles(entries) for slot, entries in words.SHARED.items()}


@cache
def genre_words(genre: str) -> dict[str, tuple[str, ...]]:
    """Return the genre's own words of each slot, capitalised as in titles; "own" are the genre's nouns."""
    own = GENRE_WORDS[genre]
    nouns = _as_titles(own.nouns)
    return {"adj": _as_titles(own.adjectives), "noun": nouns, "own": nouns, "band": own.bands}


def plural(noun: str) -> str:
    """Return an English noun's plural: "Wolves", "Cities", "Compasses", "Lanterns"."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("f"):
        return noun[:-1] + "ves"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _as_titles(entries: Sequence[str]) -> tuple[str, ...]:
    """Capitalise entries in lower case; proper names stay as they are."""
    return tuple(_as_title(entry) if entry.islower() else entry for entry in entries)


def _as_title(entry: str) -> str:
    first, *others = entry.split()
    return " ".join((first.capitalize(), *(word if word in _SMALL else word.capitalize() for word in others)))
