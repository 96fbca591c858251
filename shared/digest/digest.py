"""A digest and its rules: the seeds, the songs that are left out, the words about the week; pure values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.domain.given import LATELY, GivenSongs
from shared.domain.search import Search
from shared.domain.subscription import StartList
from shared.domain.track import Track, join_names
from shared.model.colours import Colours
from shared.records.ratings import Preferences

SONGS = 10
WEEK = timedelta(days=7)

MOST_SEEDS = 20
MOST_SEEDS_OF_A_SEARCH = 5
"""A pasted playlist of a hundred songs leaves room for the other searches."""

LAST_SEARCHES = 3
"""Searches that give the seeds if there was nothing lately."""


@dataclass(frozen=True, slots=True)
class Love:
    """A song the listener loves or likes, and since when."""

    track: str
    at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """A listener's stored searches, ratings and digests, newest first; all songs by id."""

    searches: tuple[Search, ...] = ()
    loves: tuple[Love, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)
    mailed: frozenset[str] = frozenset()
    given: GivenSongs = field(default_factory=GivenSongs)
    """Songs of answers since the listener signed in."""
    never: tuple[str, ...] = ()
    """Names of artists the listener never wants."""
    lists: tuple[StartList, ...] = ()
    """The lists that the listener wants more like."""


@dataclass(frozen=True, slots=True)
class Seeds:
    """The seeds of a digest, newest first, and whether any of them is of this week."""

    searched: tuple[str, ...]
    loved: tuple[str, ...]
    answered: frozenset[str]
    """Songs that those searches were answered with: not fresh to the listener."""
    fresh: bool
    stands_for: Mapping[str, str] = field(default_factory=dict)
    """As in `Search`, of all these searches."""
    listed: bool = False
    """Whether they are of lists that the listener wants more like."""


@dataclass(frozen=True, slots=True)
class Song:
    """A song of the digest, and the reason for it."""

    track: Track
    because: str
    colours: Colours | None = None
    """Of its place on the map; None if that is unknown."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The content of one mail."""

    model: str
    cluster: int | None
    """The cluster of the seeds."""
    seeds: tuple[Track, ...]
    songs: tuple[Song, ...]
    why: str
    stands_for: Mapping[str, str] = field(default_factory=dict)
    """Id of a seed that the listener did not name -> what it stands for."""


def seeds_of(history: History, now: datetime) -> Seeds | None:
    """Return the seeds of a digest, None for a listener who never searched: there is no mail then.

    Who wants more like some lists gets it: these and what is loved of late are the seeds, other searches are not.
    Else they are of LATELY: the time in which answers repeat no song either. If there was nothing, the last
    searches give them.
    """
    if history.lists:
        return _seeds_of_lists(history, now)
    if not history.searches:
        return None
    searches = [each for each in history.searches if now - each.asked_at <= LATELY]
    loves = [each for each in history.loves if now - each.at <= LATELY]
    newest = [each.asked_at for each in searches] + [each.at for each in loves]
    fresh = any(now - at <= WEEK for at in newest)
    if not newest:
        searches = [each for each in history.searches if each.seeds][:LAST_SEARCHES]
    searched = [seed for each in searches for seed in each.seeds[:MOST_SEEDS_OF_A_SEARCH]]
    return Seeds(
        searched=tuple(dict.fromkeys(searched))[:MOST_SEEDS],
        loved=tuple(dict.fromkeys(each.track for each in loves))[:MOST_SEEDS],
        answered=frozenset(song for each in searches for song in each.recommended),
        fresh=fresh,
        stands_for=_stands_for(searches, loves),
    )


def _seeds_of_lists(history: History, now: datetime) -> Seeds:
    each_of = MOST_SEEDS // len(history.lists)
    listed = dict.fromkeys(seed for each in history.lists for seed in each.seeds[:each_of])
    loves = [each for each in history.loves if now - each.at <= LATELY]
    asked = {each.search for each in history.lists}
    searches = [each for each in history.searches if now - each.asked_at <= LATELY or each.id in asked]
    answered = {song for each in searches for song in each.recommended}
    return Seeds(
        searched=tuple(listed),
        loved=tuple(dict.fromkeys(each.track for each in loves))[:MOST_SEEDS],
        answered=frozenset(answered.union(*(each.answered for each in history.lists))),
        fresh=True,
        stands_for=_stands_for([each for each in searches if each.id in asked], loves),
        listed=True,
    )


def _stands_for(searches: Sequence[Search], loves: Sequence[Love]) -> dict[str, str]:
    """Return what seeds stand for, without those that the listener named in another search, or loves."""
    named = {seed for each in searches for seed in each.seeds if seed not in each.stands_for}
    named |= {each.track for each in loves}
    others = {seed: other for each in searches for seed, other in each.stands_for.items()}
    return {seed: other for seed, other in others.items() if seed not in named}


def kept_out(history: History, seeds: Seeds, now: datetime) -> frozenset[str]:
    """Return the songs that must not be mailed: mailed before, rated, searched for, or answered lately.

    Songs that answers leave out, as they were given lately or are not wanted, are not mailed either.
    """
    searched = {seed for each in history.searches for seed in each.seeds} | {*seeds.searched}
    disliked = {*history.preferences.hated, *history.preferences.unwanted}
    given = {*history.given.left_out((), now)}
    return history.mailed | searched | disliked | {*history.preferences.loved} | seeds.answered | given


def why_these(
    searched: Sequence[Track],
    loved: Sequence[Track],
    *,
    fresh: bool,
    stands_for: Mapping[str, str] | None = None,
    listed: bool = False,
) -> str:
    """Return a line that names the seeds; at least one of both is not empty. `listed` as in `Seeds`."""
    parts = []
    if searched:
        did = "wanted more like your list with" if listed else "searched for"
        parts.append(f"{did} {_named(searched, stands_for or {})}")
    if loved:
        parts.append(f"loved {_named(loved, {})}")
    done = ", and ".join(parts)
    if fresh:
        return f"Because you {done}{' lately' if loved or not listed else ''}."
    return f"You looked for nothing new this week, so these are neighbours of your last searches: you {done}."


def names_of(
    tracks: Sequence[Track], stands_for: Mapping[str, str], shorten: Callable[[str], str] = str
) -> list[str]:
    """Return the title of each track in quotes, or the name of what some of them stand for, once."""
    names: list[str] = []
    for each in tracks:
        other = shorten(stands_for.get(each.id, ""))
        if not other or other not in names:
            names.append(other or f"“{shorten(each.name)}”")
    return names


def _named(tracks: Sequence[Track], stands_for: Mapping[str, str]) -> str:
    """Return two names, and how many more there are."""
    names = names_of(tracks, stands_for)
    more = len(names) - 2
    return join_names([*names[:2], f"{more} more"] if more > 0 else names)
