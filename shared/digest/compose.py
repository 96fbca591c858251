"""Compose a digest: the seeds that the rules choose, answered by the served model; nothing is written."""

from datetime import datetime

import numpy as np

from shared.digest.digest import SONGS, Digest, History, Song, kept_out, seeds_of, why_these
from shared.domain.bounds import Bounds
from shared.model.explained import recommended
from shared.model.model import Model
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules


def compose(model: Model, history: History, now: datetime) -> Digest | None:
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
    if not found:
        return None
    colours = model.atlas.colours_of(model.indices_of([each.track.id for each in found]))
    songs = tuple(Song(each.track, each.reasons[0].text, its) for each, its in zip(found, colours, strict=True))
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
            listed=chosen.listed,
        ),
        stands_for=chosen.stands_for,
    )
