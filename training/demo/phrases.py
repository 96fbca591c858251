"""Patterns whose slots are filled with drawn words: "{nouns} in {month}" becomes "Lanterns in June"."""

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
"""How often a word comes from a genre's own vocabulary."""


@dataclass(frozen=True, slots=True)
class Draws:
    """A mapping that answers each slot's name with a word drawn for it, as `str.format_map` wants."""

    rng: np.random.Generator
    shared: Mapping[str, Sequence[str]]
    own: Mapping[str, Sequence[str]]
    """Words preferred to the shared ones of the same slot."""

    def __getitem__(self, slot: str) -> str:
        if slot in ("nouns", "owns"):
            return plural(self[slot[:-1]])
        choices = self.own.get(slot)
        if choices is None or (slot in self.shared and self.rng.random() >= _GENRE_SHARE):
            choices = self.shared[slot]
        return one(self.rng, choices)


def one(rng: np.random.Generator, choices: Sequence[str]) -> str:
    """Draw one of the choices, each as likely as another."""
    return choices[int(rng.random() * len(choices))]


def fill(draws: Draws, patterns: Sequence[str]) -> str:
    """Draw a pattern and fill its slots; no word comes twice unless the pattern says so itself."""
    pattern = one(draws.rng, patterns)
    while True:
        text = pattern.format_map(draws)
        drawn = [word for word in _WORD.findall(text) if word not in pattern]
        if len(set(drawn)) == len(drawn):
            return _VOWEL_NEXT.sub(r"\1n", text[0].upper() + text[1:])


@cache
def shared_words() -> dict[str, tuple[str, ...]]:
    """Give what any genre's slots may hold, written as titles are."""
    return {slot: _as_titles(entries) for slot, entries in words.SHARED.items()}


@cache
def genre_words(genre: str) -> dict[str, tuple[str, ...]]:
    """Give a genre's own words by slot, written as titles are; "own" is a noun of the genre alone."""
    own = GENRE_WORDS[genre]
    nouns = _as_titles(own.nouns)
    return {"adj": _as_titles(own.adjectives), "noun": nouns, "own": nouns, "band": own.bands}


def plural(noun: str) -> str:
    """Give an English noun's plural: "Wolves", "Cities", "Compasses", "Lanterns"."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("f"):
        return noun[:-1] + "ves"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _as_titles(entries: Sequence[str]) -> tuple[str, ...]:
    """Capitalise entries written in lower case; names, which are not, stay as they are."""
    return tuple(_as_title(entry) if entry.islower() else entry for entry in entries)


def _as_title(entry: str) -> str:
    first, *others = entry.split()
    return " ".join((first.capitalize(), *(word if word in _SMALL else word.capitalize() for word in others)))
