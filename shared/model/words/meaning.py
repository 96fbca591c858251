"""The senses of the lexicon's rows, with their meanings in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from shared.domain.bounds import Bounds, KnownTo, Range, Version
from shared.domain.song_order import Curve
from shared.domain.track import join_names
from shared.model.sound_words import SOUND
from shared.model.words.effect import NO_EFFECT, Effect
from shared.model.words.lexicon import facts
from shared.model.words.lexicon.adjectives import ADJECTIVES
from shared.model.words.lexicon.moods import MOODS
from shared.model.words.lexicon.occasions import OCCASIONS
from shared.model.words.lexicon.rows import Adjective, Feeling, Words
from shared.model.words.sense import Kind, Reading, Sense, Turn, plainly

SHORT_SONG, LONG_SONG = 180, 300
"""Seconds: a short song has fewer, a long one more."""

_FAR = 0.19
"""How far from the middle a level is told of: 0.7 is, whatever its last bits are."""

_BY_ITSELF = 1.35
"""An adjective that is compared with nothing goes this much further than where it is compared with the seeds."""

_NOT_AS_FAR = 0.7
"""Share of the way to the other side for what is only not wanted: not sad is not glee."""

_LOUDNESS = {"loudness": ("quiet", "loud")}

_ANY_ORDER = Reading(NO_EFFECT, "in any order")

_ORDERS: dict[Curve, str] = {
    "rising": "from calm songs to energetic ones",
    "falling": "from energetic songs to calm ones",
    "arch": "most energetic in the middle",
    "calm_ending": "calm songs at the end",
}

_VERSIONS: dict[Version, str] = {
    "live": "live recordings", "remix": "remixes", "karaoke": "karaoke versions", "cover": "cover versions",
    "demo": "demos", "acoustic": "acoustic versions", "instrumental": "instrumental versions",
}  # fmt: skip


class Row(NamedTuple):
    """The words of a row, in all languages, with their sense."""

    words: Words
    sense: Sense
    inflected: bool = True
    """Whether a single word may have an ending: "trauriger" is sadder, and is not all that "traurig" ends in."""


def rows() -> Iterator[Row]:
    """Yield the rows of all tables; of equal words the first row's count."""
    yield Row(facts.CLEAN, _explicit(wanted=False))
    yield Row(facts.EXPLICIT, _explicit(wanted=True))
    for known, words in facts.KNOWN.items():
        yield Row(words, _known(known))
    for curve, words in facts.CURVES.items():
        yield Row(words, plainly("order", _ORDERS[curve], Effect(order="flow", curve=curve), _ANY_ORDER))
    yield Row(facts.FLOW, plainly("order", "each song leads to the next", Effect(order="flow"), _ANY_ORDER))
    for version, words in facts.VERSIONS.items():
        yield Row(words, _version(version))
    yield Row(facts.SHORT, _length("short songs", Range(None, SHORT_SONG), Range(SHORT_SONG, None)))
    yield Row(facts.LONG, _length("long songs", Range(LONG_SONG, None), Range(None, LONG_SONG)))
    for name, adjective in ADJECTIVES.items():
        sense = compared(name, adjective)
        yield Row(adjective.words, sense)
        yield Row(adjective.compared, _more_by_itself(sense), inflected=False)
    for name, mood in MOODS.items():
        yield Row({**mood.words, "emoji": ", ".join(mood.emoji.split())}, felt("mood", name, mood))
    for name, occasion in OCCASIONS.items():
        yield Row({**occasion.words, "emoji": ", ".join(occasion.emoji.split())}, felt("occasion", name, occasion))


def _more_by_itself(sense: Sense) -> Sense:
    return replace(sense, turns={"": sense.turns["more"], "less": sense.turns["less"]})


def felt(kind: Kind, name: str, row: Feeling) -> Sense:
    """Return the sense of a mood or an occasion; less of a mood is the other side of it."""
    told = name if kind == "mood" else f"for {name}"
    sound = sounding(row.sound)
    other = {feature: _opposite(level) for feature, level in row.sound.items()}
    wanted = Effect(levels=row.sound, title=tuple(row.titles.split()))
    without = Effect(levels=other, bounds=Bounds(not_words=row.not_words))
    turns: dict[Turn, Reading] = {"": Reading(wanted, _described(told, sound))}
    turns["not"] = Reading(without, f"nothing {told}")
    if row.sound:
        shift = {feature: level - 0.5 for feature, level in row.sound.items()}
        turns["more"] = Reading(Effect(shifts=shift), f"more {name}")
        turns["less"] = Reading(Effect(shifts=_negative(shift)), f"less {name}")
    return Sense(kind, turns)


def _described(told: str, sound: str) -> str:
    """Return a mood with its sound, unless that says it already: "calm and acoustic"."""
    return (sound or told) if told in sound.split() or not sound else f"{told}: {sound}"


def compared(name: str, row: Adjective) -> Sense:
    """Return the sense of an adjective of sound."""
    levels = {feature: 0.5 + _BY_ITSELF * by for feature, by in row.shift.items()}
    other = {feature: 0.5 - _NOT_AS_FAR * _BY_ITSELF * by for feature, by in row.shift.items()}
    turns: dict[Turn, Reading] = {
        "": Reading(Effect(levels=bounded(levels), title=(name,)), name),
        "not": Reading(Effect(levels=bounded(other)), f"not {name}"),
        "more": Reading(Effect(shifts=row.shift), row.compared.get("en", "").partition(", ")[0] or f"more {name}"),
        "less": Reading(Effect(shifts=_negative(row.shift)), f"less {name}"),
    }
    return Sense("sound", turns)


def sounding(levels: Mapping[str, float]) -> str:
    """Return words for levels of features, empty for ordinary ones.

    >>> sounding({"energy": 0.9, "tempo": 0.2, "valence": 0.5})
    'energetic and slow'
    """
    words = SOUND | _LOUDNESS
    told = [words[feature][level > 0.5] for feature, level in levels.items() if abs(level - 0.5) >= _FAR]
    return join_names(told)


def bounded(levels: Mapping[str, float]) -> dict[str, float]:
    """Return levels within 0 and 1."""
    return {feature: min(max(level, 0.0), 1.0) for feature, level in levels.items()}


def _opposite(level: float) -> float:
    return 0.5 - _NOT_AS_FAR * (level - 0.5)


def _negative(shifts: Mapping[str, float]) -> dict[str, float]:
    return {feature: -by for feature, by in shifts.items()}


def _explicit(*, wanted: bool) -> Sense:
    clean = Reading(Effect(bounds=Bounds(explicit=False)), "no songs marked explicit")
    dirty = Reading(Effect(bounds=Bounds(explicit=True)), "only songs marked explicit")
    return Sense("explicit", {"": dirty, "not": clean} if wanted else {"": clean, "not": dirty})


def _known(known: KnownTo) -> Sense:
    few = Reading(Effect(bounds=Bounds(known="few")), "known to few")
    many = Reading(Effect(bounds=Bounds(known="many")), "known to many")
    return Sense("known", {"": few, "not": many} if known == "few" else {"": many, "not": few})


def _version(version: Version) -> Sense:
    told = _VERSIONS[version]
    without = Reading(Effect(bounds=Bounds(not_versions=(version,))), f"no {told}")
    return plainly("version", f"like playlists of {told}", Effect(title=(version,)), without)


def _length(told: str, wanted: Range, other: Range) -> Sense:
    without = Reading(Effect(bounds=Bounds(seconds=other)), f"no {told}")
    return plainly("length", told, Effect(bounds=Bounds(seconds=wanted)), without)
