"""Match references as listeners write them with tracks of the catalogue, with a confidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shared.domain.track import Track
from shared.intake import TrackReference, Unread
from shared.model.candidates.tracks import Indices
from shared.model.catalogue.search import SearchHit
from shared.model.model import Model


@dataclass(frozen=True, slots=True)
class Match:
    """A reference and the track it was matched with."""

    reference: TrackReference
    index: int
    track: Track
    confidence: float
    """1 for an id or equal words; less where the words are only similar."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """References found in the catalogue, and those not found with the reason."""

    matched: tuple[Match, ...]
    unmatched: tuple[Unread, ...]

    @property
    def seeds(self) -> Indices:
        """The distinct track indices, in the order of the references: int32."""
        return np.array(list(dict.fromkeys(match.index for match in self.matched)), dtype=np.int32)


def resolve(references: Sequence[TrackReference], model: Model) -> Resolution:
    """Look every reference up, by its id or ISRC where it has one, else by title and artist."""
    indices = _indices(references, model)
    found = [_by_id(references, indices, model), _by_words(references, indices, model)]
    matched = sorted((match for part in found for match in part), key=lambda match: match.reference.line)
    known = {id(match.reference) for match in matched}
    unmatched = [
        Unread(reference.source, reference.line, _why_not(reference))
        for reference in references
        if id(reference) not in known
    ]
    return Resolution(tuple(matched), tuple(unmatched))


def _indices(references: Sequence[TrackReference], model: Model) -> list[int]:
    """Return the index of each reference's track by its id, else by its ISRC, else -1."""
    by_id = model.index_of_each([reference.track_id or "" for reference in references])
    by_isrc = model.index_of_each([reference.isrc for reference in references])
    found: list[int] = np.where(by_id >= 0, by_id, by_isrc).tolist()
    return found


def _by_id(references: Sequence[TrackReference], indices: Sequence[int], model: Model) -> list[Match]:
    hits = [(reference, index) for reference, index in zip(references, indices, strict=True) if index >= 0]
    tracks = model.tracks([index for _, index in hits])
    return [Match(reference, index, track, 1.0) for (reference, index), track in zip(hits, tracks, strict=True)]


def _by_words(references: Sequence[TrackReference], indices: Sequence[int], model: Model) -> list[Match]:
    """Match titles; a reference whose id is unknown but which has a title is found by its words too."""
    hits = [
        (reference, _match(reference, model))
        for reference, index in zip(references, indices, strict=True)
        if reference.title and index < 0
    ]
    return [Match(reference, hit.index, hit.track, hit.confidence) for reference, hit in hits if hit is not None]


def _match(reference: TrackReference, model: Model) -> SearchHit | None:
    """Match title and artist, else the whole line as a title: "Stand by Me" is no song "Stand" by "Me"."""
    hit = model.search.match(reference.title, reference.artist, reference.reversible)
    if hit is None and reference.source != reference.title:
        hit = model.search.match(reference.source, "", False)
    return hit


def _why_not(reference: TrackReference) -> str:
    if (reference.track_id or reference.isrc) and not reference.title:
        return "this track is not in the catalogue"
    return "no song in the catalogue is near enough to this title"
