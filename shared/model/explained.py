"""Recommendations with their reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from shared.domain.track import Track
from shared.model.asked_reasons import sound_reasons, title_reasons
from shared.model.candidates.tracks import Indices
from shared.model.colours import Colours
from shared.model.model import Model
from shared.model.ordering.arranged import ordered
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import tracks_of
from shared.model.reasons import ALL_NAMED, MOST_REASONS, Reason, Reasons


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommended track, its score from 0 to 1, its reasons and its colours on the map."""

    track: Track
    score: float
    reasons: tuple[Reason, ...]
    colours: Colours | None


def recommended(
    model: Model,
    query: RecommendationQuery,
    by_index: Mapping[int, Track],
    stands_for: Mapping[str, str] = ALL_NAMED,
) -> tuple[Recommended, ...]:
    """Return up to `query.rules.n` recommendations with their reasons, best first or in the order asked for.

    `by_index` has the tracks of the seeds and the stand-ins. For `stands_for` see `Reasons`. A stand-in that is
    recommended is a reason for none; a title and a wanted sound are some where there is no seed at all.
    """
    found = ordered(model, model.recommend(query), query)
    seeds, indices = query.seeds, tracks_of(found)
    named = np.concatenate([seeds, _others(query, indices)]) if query.stand_ins else seeds
    described = explained(model, named, [by_index[each] for each in named.tolist()], indices, stands_for)
    if not len(named):
        because = _by_what_is_asked(model, query, indices, [track for track, _ in described])
        described = [(track, own or other) for (track, other), own in zip(described, because, strict=True)]
    return tuple(
        Recommended(track, each.score, reasons, colours)
        for each, (track, reasons), colours in zip(found, described, model.atlas.colours_of(indices), strict=True)
    )


def _others(query: RecommendationQuery, answered: Indices) -> Indices:
    """Return the stand-ins that are neither answered nor seeds: int32, ascending."""
    others = np.setdiff1d(np.concatenate([query.seeds[:0], *query.stand_ins]), answered)
    return np.setdiff1d(others, query.seeds)


def _by_what_is_asked(
    model: Model, query: RecommendationQuery, answered: Indices, tracks: Sequence[Track]
) -> list[tuple[Reason, ...]]:
    """Return the reasons by the wanted sound and the title, the former first as they say more of each track."""
    sounds = sound_reasons(model.retrieval.audio, query.tune.targets, answered)
    titles: list[tuple[Reason, ...]] = [()] * len(sounds)
    if query.title:
        table = model.retrieval.titles
        titles = title_reasons(table, query.title, answered, tracks, names_artists=query.title_names_artists)
    return [(*sound, *title)[:MOST_REASONS] for sound, title in zip(sounds, titles, strict=True)]


def explained(
    model: Model,
    seeds: Indices,
    seed_tracks: Sequence[Track],
    answered: Indices,
    stands_for: Mapping[str, str] = ALL_NAMED,
) -> list[tuple[Track, tuple[Reason, ...]]]:
    """Return the tracks of `answered`, in order, each with one to three reasons why it goes with `seeds`."""
    tracks = model.tracks(answered)
    reasons = Reasons(model.retrieval, seeds, seed_tracks, answered, tracks, stands_for)
    return list(zip(tracks, reasons.of_each(), strict=True))
