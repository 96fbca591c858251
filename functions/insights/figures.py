"""Conversion of counters to the structures of the responses."""

from collections.abc import Mapping

from shared.domain.offers import offers
from shared.domain.rating import Opinion
from shared.model.model import Model
from shared.records.counter_names import counts_under

from .contract import Counted, Opinions, SongCount, WeekCount


def opinions(counts: Mapping[str, int]) -> Opinions:
    """Return the totals, average and like rate of `counts` by opinion."""
    of = {opinion: max(counts.get(opinion.value, 0), 0) for opinion in Opinion}
    total = sum(of.values())
    return Opinions(
        love=of[Opinion.LOVE],
        like=of[Opinion.LIKE],
        okay=of[Opinion.OKAY],
        hate=of[Opinion.HATE],
        average=sum(opinion.score * count for opinion, count in of.items()) / total if total else None,
        like_rate=(of[Opinion.LOVE] + of[Opinion.LIKE]) / total if total else None,
    )


def all_opinions(counts: Mapping[str, int]) -> Opinions:
    """Return the opinions on lists and songs together."""
    lists, tracks = counts_under(counts, "ratings", "list"), counts_under(counts, "ratings", "track")
    return opinions({name: lists.get(name, 0) + tracks.get(name, 0) for name in {*lists, *tracks}})


def by_week(counts: Mapping[str, int]) -> list[WeekCount]:
    """Return the number of searches by week, the earliest first."""
    return [WeekCount(week, count) for week, count in sorted(counts_under(counts, "searches", "week").items())]


def commonest(counts: Mapping[str, int], most: int) -> list[Counted]:
    """Return the greatest counts; equal ones by name."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Counted(name, count) for name, count in ranked[:most] if count > 0]


def by_cluster(counts: Mapping[str, int], *prefix: str) -> dict[int, int]:
    """Return the counts whose names end with a cluster, by its number."""
    return {int(name): count for name, count in counts_under(counts, *prefix).items() if name.isdecimal()}


def nested(counts: Mapping[str, int], *prefix: str) -> dict[str, dict[str, int]]:
    """Return the counts whose names end with an opinion, by the preceding part of the name, then by opinion."""
    found: dict[str, dict[str, int]] = {}
    for name, count in counts_under(counts, *prefix).items():
        key, _, opinion = name.rpartition(".")
        found.setdefault(key, {})[opinion] = count
    return found


def songs(model: Model, counts: Mapping[str, int]) -> list[SongCount]:
    """Return the counted tracks with their names; tracks missing in the served catalogue are left out."""
    tracks = model.tracks(model.indices_of(list(counts)))
    return [SongCount(each.id, each.name, each.artist, counts[each.id], offers(each)) for each in tracks]
