"""A whole answer: what was given, what was found of it, what is recommended and why."""

from dataclasses import dataclass

import numpy as np

from shared.domain.search import Tune
from shared.domain.track import Track
from shared.intake import Intake, Unread
from shared.model.atlas import ClusterInfo, Position
from shared.model.model import Model
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.recommender import AS_LEARNED, NO_OPINIONS, Recommendation
from shared.model.ranking.selection import Rules
from shared.model.reasons import Reason, Reasons
from shared.model.resolve import Match, Resolution, resolve

NOTHING_MATCHED = "None of your songs is in our catalogue, so this is only what is popular."


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommended track, its score from 0 to 1 and why it is there."""

    track: Track
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Recommendations, best first, and everything they are based on."""

    model: str
    matched: tuple[Match, ...]
    unmatched: tuple[Unread, ...]
    cluster: ClusterInfo | None
    position: Position | None
    recommendations: tuple[Recommended, ...]
    fallback: str | None
    """Why this is only what is popular; None where it is not."""


def answer(
    model: Model, given: Intake, rules: Rules, tune: Tune = AS_LEARNED, opinions: Opinions = NO_OPINIONS
) -> Answer:
    """Find what was given in the catalogue and recommend what goes with it."""
    resolution = resolve(given.references, model)
    seeds = resolution.seeds
    found = model.recommender.recommend(seeds, rules, tune, opinions)
    return Answer(
        model=model.version,
        matched=resolution.matched,
        unmatched=(*given.unread, *resolution.unmatched),
        cluster=model.atlas.cluster(seeds, model.retrieval.audio),
        position=model.atlas.position(seeds),
        recommendations=_explained(model, resolution, found),
        fallback=None if len(seeds) else NOTHING_MATCHED,
    )


def _explained(model: Model, resolution: Resolution, found: list[Recommendation]) -> tuple[Recommended, ...]:
    by_index = {match.index: match.track for match in resolution.matched}
    seeds = resolution.seeds
    indices = np.array([each.track for each in found], dtype=np.int32)
    reasons = Reasons(model.retrieval, seeds, [by_index[seed] for seed in seeds.tolist()], indices)
    tracks = model.catalogue.tracks(indices.tolist())
    return tuple(
        Recommended(track, each.score, tuple(reasons.of(place, track)))
        for place, (each, track) in enumerate(zip(found, tracks, strict=True))
    )
