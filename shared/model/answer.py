"""A whole answer: matched and unmatched input, recommendations and their reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shared.domain.search import Tune
from shared.domain.track import Track
from shared.intake import Intake, Unread
from shared.model.atlas import ClusterInfo, Position
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.recommender import AS_LEARNED, NO_OPINIONS
from shared.model.ranking.selection import Rules
from shared.model.reasons import Reason, Reasons
from shared.model.resolve import Match, Resolution
from shared.model.wishes import understood
from shared.ports import TrackNames

NOTHING_MATCHED = "None of your songs is in our catalogue, so this is only what is popular."


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommended track, its score from 0 to 1 and its reasons."""

    track: Track
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Recommendations, best first, and the input they are based on."""

    model: str
    matched: tuple[Match, ...]
    unmatched: tuple[Unread, ...]
    cluster: ClusterInfo | None
    position: Position | None
    recommendations: tuple[Recommended, ...]
    fallback: str | None
    """The reason why these are only popular tracks; None if they are not."""


def answer(
    model: Model,
    given: Intake,
    rules: Rules,
    tune: Tune = AS_LEARNED,
    opinions: Opinions = NO_OPINIONS,
    names: TrackNames | None = None,
) -> Answer:
    """Match the input with the catalogue and recommend tracks that go with it; `names` tell of unknown ids.

    >>> from shared.intake import read_text
    >>> first = model.tracks([0])[0]
    >>> found = answer(model, read_text(f"{first.artist} - {first.name}"), Rules(n=5))
    >>> len(found.recommendations), found.unmatched, found.fallback
    (5, (), None)
    """
    return answer_resolved(model, given.unread, understood(given.references, model, names), rules, tune, opinions)


def answer_resolved(
    model: Model,
    unread: Sequence[Unread],
    resolution: Resolution,
    rules: Rules,
    tune: Tune = AS_LEARNED,
    opinions: Opinions = NO_OPINIONS,
) -> Answer:
    """Recommend tracks that go with what was matched; `unread` is what intake could not read."""
    seeds = resolution.seeds
    by_index = {match.index: match.track for match in resolution.matched}
    seed_tracks = [by_index[seed] for seed in seeds.tolist()]
    return Answer(
        model=model.version,
        matched=resolution.matched,
        unmatched=(*unread, *resolution.unmatched),
        cluster=model.cluster_of(seeds),
        position=model.position_of(seeds),
        recommendations=recommended(model, seeds, seed_tracks, rules, tune, opinions),
        fallback=None if len(seeds) else NOTHING_MATCHED,
    )


def recommended(
    model: Model,
    seeds: Indices,
    seed_tracks: Sequence[Track],
    rules: Rules,
    tune: Tune = AS_LEARNED,
    opinions: Opinions = NO_OPINIONS,
) -> tuple[Recommended, ...]:
    """Return up to `rules.n` recommendations with their reasons, best first.

    `seeds` are distinct; `seed_tracks` are their tracks in the same order.
    """
    found = model.recommend(seeds, rules, tune, opinions)
    indices = np.array([each.track for each in found], dtype=np.int32)
    described = explained(model, seeds, seed_tracks, indices)
    return tuple(
        Recommended(track, each.score, reasons) for each, (track, reasons) in zip(found, described, strict=True)
    )


def explained(
    model: Model, seeds: Indices, seed_tracks: Sequence[Track], answered: Indices
) -> list[tuple[Track, tuple[Reason, ...]]]:
    """Return the tracks of `answered`, in order, each with one to three reasons why it goes with `seeds`."""
    reasons = Reasons(model.retrieval, seeds, seed_tracks, answered)
    return [(track, tuple(reasons.of(place, track))) for place, track in enumerate(model.tracks(answered))]
