"""The list between two people's songs: each song with a reason for each of them, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from shared.domain.search import Search
from shared.domain.share import Share, Source, SourceSong
from shared.domain.track import Track
from shared.errors import InvalidInput
from shared.model.blend import Blend, NamedSongs, blend
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.ranking.song_group import SongGroup, distinct_in_order

from .snapshot import kept_songs, source_song

SONGS = 20
"""Songs of a blend."""


@dataclass(frozen=True, slots=True)
class Brought:
    """One person's songs, as their own search has them."""

    name: str
    search: Search


def between(id: str, owner: str, first: Brought, second: Brought, model: Model, created_at: datetime) -> Share:
    """Return the list between two people's songs, owned by who came second.

    Of what they brought it names only what a reason is about. Raises InvalidInput where the catalogue has no song
    of one of them any more.
    """
    both = (first, second)
    groups = [demand_songs(each.search, model) for each in both]
    seeds = distinct_in_order(np.concatenate(groups))
    stands_for = _stands_for([each.search for each in both])
    tracks = dict(zip(seeds.tolist(), model.tracks(seeds), strict=True))
    named = [NamedSongs(each.name, SongGroup(group)) for each, group in zip(both, groups, strict=True)]
    found = blend(model, RecommendationQuery(seeds, Rules(n=SONGS)), named, tracks, stands_for)
    told = [(each.track, each.reasons) for each in found.songs]
    by_id = {track.id: track for track in tracks.values()}
    return Share(
        id=id,
        owner=owner,
        search=second.search.id,
        title=f"Between {first.name} and {second.name}",
        songs=kept_songs(model, model.indices_of([track.id for track, _ in told]), told),
        model=model.version,
        created_at=created_at,
        made_from=tuple(
            _source(each, found, len(group), by_id, stands_for) for each, group in zip(both, groups, strict=True)
        ),
        note=found.note or "",
    )


def demand_songs(search: Search, model: Model) -> Indices:
    """Return the songs that a search was asked for. Raises InvalidInput if the catalogue has none of them."""
    songs = distinct_in_order(model.indices_of(search.seeds))
    if not len(songs):
        raise InvalidInput(
            "There is no song to blend with",
            expected="a list made from songs, artists or words that songs stand for",
            found="none in our catalogue",
            cure="add some songs, and try again",
        )
    return songs


def _stands_for(searches: Sequence[Search]) -> dict[str, str]:
    """Return what seeds stand for, without those that one of the two named as songs."""
    named = {seed for search in searches for seed in search.seeds if seed not in search.stands_for}
    others = {seed: other for search in searches for seed, other in search.stands_for.items()}
    return {seed: other for seed, other in others.items() if seed not in named}


def _source(one: Brought, found: Blend, count: int, by_id: dict[str, Track], stands_for: dict[str, str]) -> Source:
    reasons = [reason for each in found.songs for reason in each.reasons if reason.of_list == one.name]
    told = dict.fromkeys(seed for reason in reasons for seed in reason.seeds)
    songs: dict[SourceSong, None] = dict.fromkeys(source_song(by_id[seed], stands_for) for seed in told)
    return Source(one.name, count, tuple(songs))
