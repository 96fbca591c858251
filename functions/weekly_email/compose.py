"""Make a digest: the rules' seeds through the served model, with its reasons; nothing is written."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from shared.domain.track import Track
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.selection import Rules
from shared.model.reasons import Reasons

from .digest import SONGS, Counted, Digest, History, Song, kept_out, most_searched, seeds_of, why_these


def compose(model: Model, history: History, community: Sequence[tuple[str, int]], now: datetime) -> Digest | None:
    """Make a listener's digest.

    None where there is nothing to go by: she has not searched, or for no song of this catalogue. What is merely
    popular is never mailed as if it were hers.
    """
    chosen = seeds_of(history, now)
    if chosen is None:
        return None
    searched, loved = _known(model, chosen.searched), _known(model, chosen.loved)
    seeds = np.array(list(dict.fromkeys([*searched.tolist(), *loved.tolist()])), dtype=np.int32)
    if not len(seeds):
        return None
    tracks = dict(zip(seeds.tolist(), model.catalogue.tracks(seeds.tolist()), strict=True))
    rules = Rules(SONGS, frozenset(_known(model, tuple(kept_out(history, chosen))).tolist()), max_per_artist=1)
    opinions = Opinions(_known(model, history.heeded.loved), _known(model, history.heeded.hated))
    songs = _songs(model, seeds, list(tracks.values()), rules, opinions)
    if not songs:
        return None
    disliked = {*history.heeded.hated, *history.heeded.unwanted}
    cluster = model.atlas.cluster(seeds, model.retrieval.audio)
    return Digest(
        model=model.version,
        cluster=cluster.id if cluster else None,
        seeds=tuple(tracks.values()),
        songs=songs,
        why=why_these(
            [tracks[seed] for seed in searched.tolist()],
            [tracks[seed] for seed in loved.tolist()],
            fresh=chosen.fresh,
        ),
        searched=_counted(model, most_searched(history.searches, now)),
        loved=_counted(model, [pair for pair in community if pair[0] not in disliked]),
    )


def _songs(
    model: Model, seeds: Indices, seed_tracks: list[Track], rules: Rules, opinions: Opinions
) -> tuple[Song, ...]:
    found = model.recommender.recommend(seeds, rules, opinions=opinions)
    indices = np.array([each.track for each in found], dtype=np.int32)
    reasons = Reasons(model.retrieval, seeds, seed_tracks, indices)
    tracks = model.catalogue.tracks(indices.tolist())
    return tuple(Song(track, reasons.of(place, track)[0].text) for place, track in enumerate(tracks))


def _counted(model: Model, counts: Sequence[tuple[str, int]]) -> tuple[Counted, ...]:
    """Look songs up; those that the catalogue does not have are left out."""
    indices = model.retrieval.tracks.indices([track for track, _ in counts]).tolist()
    known = [(index, count) for index, (_, count) in zip(indices, counts, strict=True) if index >= 0]
    tracks = model.catalogue.tracks([index for index, _ in known])
    return tuple(Counted(track, count) for track, (_, count) in zip(tracks, known, strict=True))


def _known(model: Model, ids: Sequence[str]) -> Indices:
    found = model.retrieval.tracks.indices(ids)
    return found[found >= 0]
