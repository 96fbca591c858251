"""Sentences that are said one after another: a later one changes what the earlier ones asked for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import reduce

from shared.model.catalogue.keys import all_artist_forms, artist_forms
from shared.model.words.effect import Effect
from shared.model.words.interpretation import Interpretation, Part, without_repeats

_ONE_OF_A_KIND = frozenset({"years", "length", "tempo", "explicit", "known", "count", "order"})
"""Kinds of parts of which the last one said counts: "90s", then "the 80s"."""


def conversed(sentences: Iterable[Interpretation]) -> Interpretation:
    """Return the interpretation of sentences together, with the unread words of the last one.

    >>> from shared.model.words.reading import interpret
    >>> said = (interpret(sentence, model) for sentence in ("20 happy songs", "30 songs"))
    >>> [part.meaning for part in conversed(said).parts][-1]
    '30 songs'
    """
    return reduce(_followed, sentences, Interpretation())


def _followed(earlier: Interpretation, later: Interpretation) -> Interpretation:
    kinds = _ONE_OF_A_KIND.intersection(part.kind for part in later.parts if not _is_hole(part))
    kept = (
        part
        for part in earlier.parts
        if (part.kind not in kinds or _is_hole(part)) and not _is_undone(part.effect, later.effect)
    )
    return replace(later, parts=without_repeats((*kept, *later.parts)))


def _is_hole(part: Part) -> bool:
    """Check whether a part leaves out some years, of which there may be several: "no 80s", "no 90s"."""
    return bool(part.effect.bounds.not_years)


def _is_undone(before: Effect, after: Effect) -> bool:
    """Check whether a later effect wants what an earlier one does not, or the other way round."""
    ours, theirs = before.bounds, after.bounds
    pairs = (
        (ours.genres, theirs.not_genres),
        (ours.not_genres, theirs.genres),
        (ours.not_years, (theirs.years,)),
        ((ours.years,), theirs.not_years),
        (ours.not_versions, after.title),
        (before.title, theirs.not_versions),
        (_artists(before), _forms(theirs.not_artists)),
        (_forms(ours.not_artists), _artists(after)),
    )
    return any(set(one) & set(other) for one, other in pairs) or _are_opposite(before.levels, after.levels)


def _artists(effect: Effect) -> set[str]:
    """Return the forms of the names of those who sing the songs to go on."""
    entries = (entry for _, found in effect.names for entry, _ in found.tracks[:1])
    return {form for entry in entries for form in all_artist_forms(entry.name, entry.artist)}


def _forms(names: Collection[str]) -> set[str]:
    return {form for name in names for form in artist_forms(name)}


def _are_opposite(ours: Mapping[str, float], theirs: Mapping[str, float]) -> bool:
    return any((ours[feature] - 0.5) * (theirs[feature] - 0.5) < 0 for feature in ours.keys() & theirs.keys())
