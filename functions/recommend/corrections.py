"""Corrections by the listener: another song for a piece of the input, or none."""

from collections.abc import Sequence
from dataclasses import replace

from shared.intake import Intake, TrackReference

from .contract import Correction
from .inputs import named_tracks

_Place = tuple[str, int]
"""The source and line of a piece of input, as an answer reports them."""


def corrected(given: Intake, corrections: Sequence[Correction]) -> Intake:
    """Return the input with the corrections made; one whose piece is not in the input changes nothing.

    Raises InvalidInput for a `track` that is no track's id, URI or link.
    """
    if not corrections:
        return given
    chosen = _chosen(corrections)
    kept = [chosen.get((each.source, each.line), [each]) for each in given.references]
    found = [chosen.get((each.source, each.line), []) for each in given.unread]
    return replace(
        given,
        references=tuple(reference for part in [*kept, *found] for reference in part),
        unread=tuple(each for each in given.unread if (each.source, each.line) not in chosen),
    )


def _chosen(corrections: Sequence[Correction]) -> dict[_Place, list[TrackReference]]:
    """Return the reference that takes the place of each piece, none for a piece that is left out."""
    chosen: dict[_Place, list[TrackReference]] = {(each.source, each.line): [] for each in corrections}
    others = [each for each in corrections if each.track]
    for each, track in zip(others, named_tracks("corrections", [each.track for each in others]), strict=True):
        chosen[each.source, each.line] = [TrackReference(each.source, each.line, track_id=track)]
    return chosen
