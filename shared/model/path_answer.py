"""The answer to a path: songs that lead from one song to another, each with its step as the first reason."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from shared.domain.track import Track
from shared.model.answer import Answer
from shared.model.explained import Recommended, explained
from shared.model.model import Model
from shared.model.ordering.journey import Hole, Journey, stops_of
from shared.model.ordering.paths import Path, path_between
from shared.model.ranking.query import RecommendationQuery
from shared.model.reasons import Reason
from shared.model.resolve import Resolution

_AT_AN_END = 0.03
"""Positions, from either end, that are no step of the way."""

_MOST_OTHERS = 2
"""Reasons of a song beside its step."""


def answer_path(model: Model, ends: Resolution, query: RecommendationQuery) -> Answer:
    """Return up to `query.rules.n` songs from the first of two matches to the second, within rules and bounds.

    A song's score is its nearness to the one before it. The query's title and tune do not matter here.
    Raises InvalidInput where the bounds leave no song.
    """
    start, end = (match.index for match in ends.matched)
    query = replace(query, seeds=ends.seeds)
    query.demand_any_song()
    rules = replace(query.rules, exclude=frozenset(query.never.tolist()))
    path = path_between(model, start, end, rules, query.bounds)
    first, last = (match.track for match in ends.matched)
    described = explained(model, ends.seeds, [first, last], path.tracks, ends.stands_for)
    tracks = [track for track, _ in described]
    positions = path.positions.round(2).tolist()  # as its reasons tell them
    stops = stops_of([first, *tracks, last], path.songs, [0.0, *positions, 1.0])
    return Answer(
        model=model.version,
        matched=ends.matched,
        unmatched=(),
        cluster=model.cluster_of(ends.seeds),
        name=model.name_of(ends.seeds, tracks),
        position=model.position_of(ends.seeds),
        recommendations=tuple(
            Recommended(
                track,
                1 - (stop.step or 0.0),
                (_step(first, last, stop.position or 0.0), *_facts(reasons)),
                colours,
            )
            for (track, reasons), stop, colours in zip(
                described, stops[1:-1], model.atlas.colours_of(path.tracks), strict=True
            )
        ),
        fallback=None,
        bounds=query.kept,
        journey=Journey(
            stops,
            holes=_holes([first, *tracks, last], path),
            note=_note(len(tracks), query.rules.n, path),
        ),
    )


def _step(first: Track, last: Track, position: float) -> Reason:
    text = f"A step from “{first.name}” towards “{last.name}”: {round(100 * position)} % of the way"
    if position < _AT_AN_END:
        text = f"Beside “{first.name}”, at the start of the way to “{last.name}”"
    if position > 1 - _AT_AN_END:
        text = f"Beside “{last.name}”, at the end of the way from “{first.name}”"
    return Reason("step", (first.id, last.id), text)


def _facts(reasons: Sequence[Reason]) -> list[Reason]:
    """Return what a song has in common with an end; that it is popular is no reason for a step."""
    return [reason for reason in reasons if reason.kind != "popular"][:_MOST_OTHERS]


def _holes(tracks: Sequence[Track], path: Path) -> tuple[Hole, ...]:
    sides = list(pairwise(tracks))
    return tuple(Hole(*sides[step]) for step in sorted(path.holes))


def _note(found: int, wanted: int, path: Path) -> str:
    if found < wanted:
        return (
            f"only {found} songs were found between these two" if found else "no song was found between these two"
        )
    return "so many songs do not fit between these two in even steps" if path.is_uneven else ""
