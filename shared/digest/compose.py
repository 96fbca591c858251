"""Compose a digest: the seeds that the rules choose, answered by the served model; nothing is written."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from shared.digest.digest import (
    SONGS,
    Counted,
    Digest,
    History,
    Song,
    kept_out,
    most_searched,
    seeds_of,
    why_these,
)
from shared.domain.bounds import Bounds
from shared.model.bounds.song_bounds import SongBounds
from shared.model.explained import recommended
from shared.model.model import Model
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules


def compose(model: Model, history: History, community: Sequence[tuple[str, int]], now: datetime) -> Digest | None:
    """Compute a listener's digest, None if none of their searches was for a song of this catalogue.

    Songs that are merely popular are never mailed as if they were personal.
    """
    chosen = seeds_of(history, now)
    if chosen is None:
        return None
    searched, loved = model.indices_of(chosen.searched), model.indices_of(chosen.loved)
    seeds = np.array(list(dict.fromkeys([*searched.tolist(), *loved.tolist()])), dtype=np.int32)
    if not len(seeds):
        return None
    tracks = dict(zip(seeds.tolist(), model.tracks(seeds), strict=True))
    out = model.indices_of(tuple(kept_out(history, chosen, now)))
    rules = Rules(SONGS, frozenset(out.tolist()), max_per_artist=1)
    opinions = Opinions(model.indices_of(history.preferences.loved), model.indices_of(history.preferences.hated))
    bounds = model.bounds_of(Bounds(not_artists=history.never))
    query = RecommendationQuery(seeds, rules, opinions=opinions, bounds=bounds)
    found = recommended(model, query, tracks, chosen.stands_for)
    songs = tuple(Song(each.track, each.reasons[0].text) for each in found)
    if not songs:
        return None
    disliked = {*history.preferences.hated, *history.preferences.unwanted}
    cluster = model.cluster_of(seeds)
    return Digest(
        model=model.version,
        cluster=cluster.id if cluster else None,
        seeds=tuple(tracks.values()),
        songs=songs,
        why=why_these(
            [tracks[seed] for seed in searched.tolist()],
            [tracks[seed] for seed in loved.tolist()],
            fresh=chosen.fresh,
            stands_for=chosen.stands_for,
        ),
        searched=_counted(model, most_searched(history.searches, now)),
        loved=_counted(model, [pair for pair in community if pair[0] not in disliked], bounds),
        stands_for=chosen.stands_for,
    )


def _counted(
    model: Model, counts: Sequence[tuple[str, int]], bounds: SongBounds | None = None
) -> tuple[Counted, ...]:
    """Return the songs that the catalogue has and that keep to the bounds, with their counts."""
    by_id = dict(counts)
    indices = model.indices_of(list(by_id))
    kept = indices if bounds is None else indices[bounds.allows(indices)]
    return tuple(Counted(track, by_id[track.id]) for track in model.tracks(kept))
