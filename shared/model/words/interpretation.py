"""The interpretation of a sentence: its parts, what they mean and ask for, and words that meant nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from shared.domain.names import fold
from shared.model.words.effect import Effect, together
from shared.model.words.meaning import bounded
from shared.model.words.sense import Kind

_ALONE = 1.35
"""Share of the catalogue by which "warmer" without any song to compare with goes further than beside songs."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a sentence that mean something."""

    kind: Kind
    text: str
    """The words as they are typed."""
    meaning: str
    """In plain words, for the listener."""
    effect: Effect
    alternatives: tuple[str, ...] = ()
    """Other ways to take the words: "the artist Sad"."""


@dataclass(frozen=True)
class Interpretation:
    """A sentence as far as it is understood."""

    parts: tuple[Part, ...] = ()
    unread: tuple[str, ...] = ()
    """Words, as typed, that meant nothing."""

    @cached_property
    def effect(self) -> Effect:
        """The effect of all parts together."""
        return together(part.effect for part in self.parts)

    @property
    def title(self) -> str:
        """Words by which playlists that suit the sentence are called, empty if it names none."""
        return " ".join(self.effect.title)

    def targets(self, own: Mapping[str, float]) -> dict[str, float]:
        """Return the wanted level of each feature; `own` are the seeds' levels, none without seeds."""
        shifted = {
            feature: own[feature] + by if feature in own else 0.5 + _ALONE * by
            for feature, by in self.effect.shifts.items()
        }
        return bounded({**self.effect.levels, **shifted})

    def without(self, ignored: Collection[str]) -> "Interpretation":
        """Return the interpretation without the parts, and without the unread words, that are typed so."""
        left_out = {fold(text) or text for text in ignored}
        return replace(
            self,
            parts=tuple(part for part in self.parts if (fold(part.text) or part.text) not in left_out),
            unread=tuple(text for text in self.unread if (fold(text) or text) not in left_out),
        )


def without_repeats(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return parts without those that say again what an earlier one does; "warmer" twice is warmer still."""
    kept: dict[tuple[str, str], Part] = {}
    for place, part in enumerate(parts):
        again = "" if not part.effect.shifts else str(place)
        kept.setdefault((part.meaning, f"{fold(part.text) or part.text}{again}"), part)
    return tuple(kept.values())
