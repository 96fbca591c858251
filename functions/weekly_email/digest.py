"""The rules of a digest: what it goes by, what stays out of it, what it says of the week; pure values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.domain.search import Search
from shared.domain.track import Track, join_names
from shared.records.ratings import Preferences

SONGS = 10
WEEK = timedelta(days=7)

LATELY = timedelta(days=28)
"""What was searched or loved within it makes a digest, this week's first."""

MOST_SEEDS = 20
MOST_SEEDS_OF_A_SEARCH = 5
"""Who pasted a playlist of a hundred songs has searched for other things too."""

LAST_SEARCHES = 3
"""Searches that a digest goes by if there was nothing lately."""

MOST_SHOWN = 5
"""Songs in the lists of what was searched and loved."""


@dataclass(frozen=True, slots=True)
class Love:
    """A song she loves or likes, and since when."""

    track: str
    at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """What a listener did, as far as it is kept, newest first; all songs by id."""

    searches: tuple[Search, ...] = ()
    loves: tuple[Love, ...] = ()
    heeded: Preferences = field(default_factory=Preferences)
    mailed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seeds:
    """The songs that a digest goes by, newest first, and whether any of them is of this week."""

    searched: tuple[str, ...]
    loved: tuple[str, ...]
    answered: frozenset[str]
    """What she was answered to those very searches: nothing fresh to her."""
    fresh: bool


@dataclass(frozen=True, slots=True)
class Song:
    """A song of the digest, and why it is there."""

    track: Track
    because: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A song, and how often."""

    track: Track
    count: int


@dataclass(frozen=True, slots=True)
class Digest:
    """All that a digest says."""

    model: str
    cluster: int | None
    """Of the playlists that her seeds are like."""
    seeds: tuple[Track, ...]
    songs: tuple[Song, ...]
    why: str
    searched: tuple[Counted, ...]
    """What she searched for most this week."""
    loved: tuple[Counted, ...]
    """What everybody loved most this week."""


def seeds_of(history: History, now: datetime) -> Seeds | None:
    """Choose what a digest goes by; None if she has searched for nothing, ever: then there is no mail.

    Where there was nothing lately, it is her last searches.
    """
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
    )


def kept_out(history: History, seeds: Seeds) -> frozenset[str]:
    """Give the songs that must not be mailed: mailed before, disliked, searched for, or answered just lately."""
    searched = {seed for each in history.searches for seed in each.seeds}
    disliked = {*history.heeded.hated, *history.heeded.unwanted}
    return history.mailed | searched | disliked | {*history.heeded.loved} | seeds.answered


def most_searched(searches: Sequence[Search], now: datetime) -> list[tuple[str, int]]:
    """Count the songs she searched for this week, the most often searched first, of equals the newest."""
    counts: Counter[str] = Counter()
    for search in searches:
        if now - search.asked_at <= WEEK:
            counts.update(dict.fromkeys(search.counted_seeds, 1))
    return counts.most_common(MOST_SHOWN)


def why_these(searched: Sequence[Track], loved: Sequence[Track], *, fresh: bool) -> str:
    """Say in one line what the songs were chosen by; at least one of both is not empty."""
    parts = []
    if searched:
        parts.append(f"searched for {_named(searched)}")
    if loved:
        parts.append(f"loved {_named(loved)}")
    done = ", and ".join(parts)
    if fresh:
        return f"Because you {done} lately."
    return f"You looked for nothing new this week, so these are neighbours of your last searches: you {done}."


def _named(tracks: Sequence[Track]) -> str:
    """Name two songs, and say how many more there are."""
    names = [f"“{track.name}”" for track in tracks[:2]]
    more = len(tracks) - len(names)
    return join_names([*names, f"{more} more"] if more else names)
