"""The answer to several lists at once: songs that belong to all of them, with a reason for each list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from msgspec import structs

from shared.domain.track import Track
from shared.model.candidates.sorting import distinct
from shared.model.candidates.tracks import Indices
from shared.model.explained import Recommended, explained
from shared.model.model import Model
from shared.model.ordering.arranged import ordered
from shared.model.ranking.blend import blended
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import Recommendation, tracks_of
from shared.model.ranking.song_group import SongGroup
from shared.model.reasons import ALL_NAMED, Reason, popular

MOST_LISTS = 5
"""Lists of one blend: each costs an answer of its own."""

LOOKED_AT = 4
"""Songs by which those that go with all lists are found, for each one of the answer."""

NOTHING_IN_COMMON = (
    "Your lists have nothing in common that we know of: these songs go with one of them each, in turn."
)


@dataclass(frozen=True, slots=True)
class NamedSongs:
    """One list of a blend."""

    name: str
    songs: SongGroup


@dataclass(frozen=True, slots=True)
class BlendedList:
    """One list, and its part in the answer."""

    name: str
    seeds: tuple[Track, ...]
    share: float
    """Share of the answer's reasons that refer to it, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Blend:
    """The answer to several lists."""

    songs: tuple[Recommended, ...]
    lists: tuple[BlendedList, ...]
    in_common: int
    """Songs that go with every list."""
    note: str | None
    """The lists that have nothing in common; None where every song goes with all of them."""


def blend(
    model: Model,
    query: RecommendationQuery,
    lists: Sequence[NamedSongs],
    by_index: Mapping[int, Track],
    stands_for: Mapping[str, str] = ALL_NAMED,
) -> Blend:
    """Recommend up to `query.rules.n` songs that are in none of the lists and go with all of them.

    The likeliest that go with each list come first: a reason says so that does not hold of any song. Where there
    are too few, each list has its own best songs in turn: the list that has fewest so far is next. `query` has the
    seeds of all lists.
    """
    recommender, n = model.recommender, query.rules.n
    parts = recommender.answered_each(query, [each.songs for each in lists])
    whole = blended(parts)
    telling = _Telling(model, lists, by_index, stands_for)
    wide = replace(query, rules=replace(query.rules, n=LOOKED_AT * n))
    likely = tracks_of(recommender.listed(whole, wide))
    told = zip(likely.tolist(), telling.of(likely), strict=True)
    common = [track for track, reasons in told if all(map(_belongs, reasons))]
    found = recommender.chosen(common, whole, query)
    if len(found) < n:
        own = [tracks_of(recommender.listed(part, query)) for part in parts]
        common = tracks_of(found).tolist()
        found = recommender.chosen(chain(common, _in_turn(own, common, telling), likely.tolist()), whole, query)
    found = ordered(model, found, query)
    return _blend(model, found, telling, by_index)


class _Telling:
    """The strongest reasons for songs, list by list."""

    def __init__(
        self,
        model: Model,
        lists: Sequence[NamedSongs],
        by_index: Mapping[int, Track],
        stands_for: Mapping[str, str],
    ) -> None:
        self.lists = lists
        self._model = model
        self._by_index = by_index
        self._stands_for = stands_for

    def of(self, tracks: Indices) -> list[tuple[Reason | None, ...]]:
        """Return a reason for each track and each list, None where a list has none but popularity."""
        return list(zip(*(self._of_list(each, tracks) for each in self.lists), strict=True))

    def _of_list(self, one: NamedSongs, tracks: Indices) -> list[Reason | None]:
        seeds = np.setdiff1d(one.songs.evidence, tracks) if len(one.songs.unknown) else one.songs.evidence
        named = [self._by_index[each] for each in seeds.tolist()]
        told = [reasons[0] for _, reasons in explained(self._model, seeds, named, tracks, self._stands_for)]
        return [None if each.kind == "popular" else structs.replace(each, of_list=one.name) for each in told]


def _belongs(reason: Reason | None) -> bool:
    """Check whether a reason says that a song goes with a list."""
    return reason is not None and not reason.is_weak


def _in_turn(own: Sequence[Indices], common: Sequence[int], telling: _Telling) -> Iterator[int]:
    """Yield the songs of each list's own answer, but for the common ones: of the list with fewest songs next."""
    tracks = distinct(np.concatenate(own))
    told = dict(zip(tracks.tolist(), telling.of(tracks), strict=True))
    left = [iter(each.tolist()) for each in own]
    taken = set(common)
    counts = [len(common)] * len(own)
    open_ = set(range(len(own)))
    while open_:
        place = min(open_, key=lambda each: (counts[each], each))
        track = next((each for each in left[place] if each not in taken), None)
        if track is None:
            open_.discard(place)
            continue
        taken.add(track)
        for other, reason in enumerate(told[track]):
            counts[other] += other == place or _belongs(reason)
        yield track


def _blend(
    model: Model, found: Sequence[Recommendation], telling: _Telling, by_index: Mapping[int, Track]
) -> Blend:
    """Return the answer to some songs with their reasons, and each list's part in it."""
    indices = tracks_of(found)
    told = telling.of(indices)
    songs = tuple(
        Recommended(track, each.score, tuple(filter(None, reasons)) or (popular(track.popularity),), colours)
        for each, track, reasons, colours in zip(
            found, model.tracks(indices), told, model.atlas.colours_of(indices), strict=True
        )
    )
    counts = [sum(reason is not None for reason in of_list) for of_list in zip(*told, strict=True)]
    total = max(sum(counts), 1)
    in_common = sum(all(map(_belongs, reasons)) for reasons in told)
    lists = tuple(
        BlendedList(one.name, tuple(by_index[seed] for seed in one.songs.seeds.tolist()), count / total)
        for one, count in zip(telling.lists, counts or [0] * len(telling.lists), strict=True)
    )
    return Blend(songs, lists, in_common, _note(in_common, len(songs)))


def _note(in_common: int, songs: int) -> str | None:
    """Return what the lists have not in common, in words."""
    if in_common == songs:
        return None
    if not in_common:
        return NOTHING_IN_COMMON
    counted = "one of these songs goes" if in_common == 1 else f"{in_common} of these songs go"
    return f"Only {counted} with all of your lists; the others go with some of them, in turn."
