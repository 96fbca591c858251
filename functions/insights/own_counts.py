"""A listener's counts by their own records, as long as one page holds all: what one screen says agrees at once.

Counters are some seconds behind, and know what has expired or was deleted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from shared.domain.rating import Rating, week_of
from shared.domain.search import Search


def counted_again(
    counts: Mapping[str, int], searches: Sequence[Search] | None, ratings: Sequence[Rating] | None
) -> dict[str, int]:
    """Return a counter's counts, those of searches and ratings from these; None where not all are known."""
    kept = {**counts}
    if searches is not None:
        kept = {**_without(kept, "searches", "genres"), **Counter(_names_of(searches))}
    if ratings is not None:
        said = (f"ratings.{each.target.kind}.{each.opinion}" for each in ratings if each.opinion)
        kept = {**_without(kept, "ratings.list", "ratings.track"), **Counter(said)}
    return kept


def _names_of(searches: Iterable[Search]) -> Iterable[str]:
    for search in searches:
        yield from ("searches", f"searches.week.{week_of(search.asked_at)}")
        yield from (f"genres.{genre}" for genre in search.genres)
        if search.cluster is not None:
            yield f"searches.cluster.{search.model}.{search.cluster}"


def _without(counts: Mapping[str, int], *parts: str) -> dict[str, int]:
    return {
        name: count
        for name, count in counts.items()
        if not any(name == part or name.startswith(f"{part}.") for part in parts)
    }
