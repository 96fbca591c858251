"""Meanings of words: what they ask for as they stand, where they are not wanted, and where more or less is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shared.model.words.effect import NO_EFFECT, Effect

Kind = Literal[
    "artist", "song", "genre", "mood", "occasion", "sound", "title", "years", "length", "tempo", "version",
    "explicit", "known", "count", "order",
]  # fmt: skip
"""The subject of a part of a sentence."""

Turn = Literal["", "not", "more", "less"]
"""The effect of the words before a part on it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take some words."""

    effect: Effect
    meaning: str
    """In plain words, for the listener."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The meaning of a word or phrase, by what goes before it; a turn that is left out cannot be done."""

    kind: Kind
    turns: Mapping[Turn, Reading]

    def turned(self, turn: Turn) -> Reading | None:
        """Return what it means after such words; more of what cannot be compared is the same as it."""
        others: dict[Turn, Turn] = {"more": "", "less": "not"}
        return self.turns.get(turn) or self.turns.get(others.get(turn, turn))


def plainly(kind: Kind, meaning: str, effect: Effect = NO_EFFECT, without: Reading | None = None) -> Sense:
    """Return a sense with one meaning, and perhaps one where it is not wanted."""
    told = {"": Reading(effect, meaning)}
    return Sense(kind, told | ({"not": without} if without else {}))  # type: ignore[arg-type]
