"""The whole answer to several lists at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.intake import Unread
from shared.model.answer import Answer, rules_without, titled, why_few
from shared.model.blend import NamedSongs, blend
from shared.model.model import Model
from shared.model.ordering.arranged import flow_of
from shared.model.ranking.query import RecommendationQuery
from shared.model.resolve import Resolution


@dataclass(frozen=True, slots=True)
class ResolvedList:
    """One list, matched with the catalogue; at least one song of it, or a song that stands for one, is there."""

    name: str
    unread: tuple[Unread, ...]
    resolution: Resolution


def merged(lists: Sequence[ResolvedList]) -> Resolution:
    """Return what was matched of all lists, and what was not, one list after another."""
    every = [each.resolution for each in lists]
    return Resolution(
        matched=tuple(match for each in every for match in each.matched),
        unmatched=tuple(line for each in every for line in each.unmatched),
        strays=tuple(match for each in every for match in each.strays),
        left=tuple(reference for each in every for reference in each.left),
    )


def answer_blend(model: Model, lists: Sequence[ResolvedList], query: RecommendationQuery) -> Answer:
    """Recommend tracks that are in none of some lists and belong to all of them.

    `query` is as in `answer_resolved`. Raises InvalidInput where the bounds leave no song.
    """
    resolution = merged(lists)
    evidence = resolution.evidence
    unread = (*(line for each in lists for line in each.unread), *resolution.unmatched)
    query, unread = titled(query, model, unread, evidence)
    query = replace(query, rules=rules_without(query.rules, resolution), seeds=resolution.seeds)
    query.demand_any_song()
    by_index = {match.index: match.track for match in resolution.matched}
    named = [NamedSongs(each.name, each.resolution.given) for each in lists]
    found = blend(model, query, named, by_index, resolution.stands_for)
    tracks = [each.track for each in found.songs]
    kept = query.kept
    return Answer(
        model=model.version,
        matched=resolution.matched,
        unmatched=unread,
        cluster=model.cluster_of(evidence),
        name=model.name_of(evidence, tracks),
        position=model.position_of(evidence),
        recommendations=found.songs,
        fallback=None,
        strays=resolution.strays,
        bounds=kept,
        few=why_few(len(tracks), query.rules.n, kept),
        journey=flow_of(model, tracks, query),
        blend=found,
    )
