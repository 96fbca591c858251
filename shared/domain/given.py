"""Songs that a listener was given: which of them a later answer leaves out, and for how long."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from shared.domain.search import JSON, texts_of

LATELY = timedelta(days=28)
"""Time for which a song that was given is not given again."""

SITTING = timedelta(minutes=30)
"""Time for which songs stay, whatever is asked: a dial moved or a song added does not empty the list."""

SAME_SEEDS = timedelta(hours=12)
"""Time for which songs stay in answers to the same seeds: a list of the morning is found again in the evening."""

SKIPPED_AFTER = 3
"""Times that a song was given without a rating, each more than SAME_SEEDS after the one before: it is skipped."""

MOST_SONGS = 1_000
"""Songs remembered of a listener, the newest: about 50 KB, read with each request."""


@dataclass(frozen=True, slots=True)
class GivenList:
    """The songs that answers to the same seeds gave within SAME_SEEDS."""

    first: datetime
    last: datetime
    """Moments of the first and the last of these answers."""
    seeds: str
    """A hash of the seeds."""
    songs: tuple[str, ...]
    """Ids of the songs in any of them."""
    unwanted: tuple[str, ...] = ()
    """Those that the last request called "not this"."""

    def stays(self, seeds: str, now: datetime) -> bool:
        """Check whether an answer to `seeds` may repeat these songs, as part of the same sitting."""
        return now - self.last <= SITTING or self.is_continued_by(seeds, now)

    def is_continued_by(self, seeds: str, now: datetime) -> bool:
        """Check whether an answer to `seeds` belongs to this list."""
        return seeds == self.seeds and now - self.first <= SAME_SEEDS

    def to_json(self) -> JSON:
        """Return the value stored in a record."""
        return {
            "first": self.first.astimezone(UTC).isoformat(),
            "last": self.last.astimezone(UTC).isoformat(),
            "seeds": self.seeds,
            "songs": list(self.songs),
            "unwanted": list(self.unwanted),
        }

    @classmethod
    def of(cls, value: Mapping[str, JSON]) -> "GivenList":
        """Read a list back from a record."""
        return cls(
            datetime.fromisoformat(str(value["first"])),
            datetime.fromisoformat(str(value["last"])),
            str(value["seeds"]),
            texts_of(value["songs"]),
            texts_of(value["unwanted"]),
        )


@dataclass(frozen=True, slots=True)
class GivenSongs:
    """The lists that a listener was given, the oldest first; two of them may share songs."""

    lists: tuple[GivenList, ...] = ()

    def left_out(self, seeds: Iterable[str], now: datetime) -> tuple[str, ...]:
        """Return the ids that an answer to `seeds` leaves out, in the order in which they may come back.

        These are the songs given lately, the oldest first, then those not wanted or skipped; songs of the same
        sitting are none of them, unless they are not wanted.
        """
        key = seeds_key(seeds)
        staying = {song for each in self.lists if each.stays(key, now) for song in each.songs}
        lately = {song: each.last for each in self.lists for song in each.songs if now - each.last <= LATELY}
        oldest_first = sorted(lately, key=lambda song: lately[song])
        unwanted = self._unwanted(key, now)
        return (*(song for song in oldest_first if song not in staying | unwanted.keys()), *unwanted)

    def _unwanted(self, seeds: str, now: datetime) -> dict[str, None]:
        """Return the songs that earlier requests called "not this" and those skipped, the oldest first."""
        earlier = [each for each in self.lists if not each.is_continued_by(seeds, now)]
        named = {song for each in earlier for song in each.unwanted}
        times = _times_given(earlier)
        return {song: None for song, count in times.items() if song in named or count >= SKIPPED_AFTER}

    def with_answer(
        self, seeds: Iterable[str], songs: Iterable[str], unwanted: Collection[str], now: datetime
    ) -> "GivenSongs":
        """Return what is remembered after one more answer; of `unwanted` only songs given to these seeds count.

        What the last request to the same seeds says is not wanted replaces what the ones before said.
        """
        key = seeds_key(seeds)
        before = next((each for each in self.lists if each.is_continued_by(key, now)), None)
        known = dict.fromkeys((*(before.songs if before else ()), *songs))
        newest = GivenList(
            before.first if before else now,
            now,
            key,
            tuple(known),
            tuple(song for song in known if song in unwanted),
        )
        return GivenSongs(_bounded((*(each for each in self.lists if each is not before), newest)))

    def since(self, moment: datetime) -> "GivenSongs":
        """Return the lists whose last answer is not older than `moment`."""
        return GivenSongs(tuple(each for each in self.lists if each.last >= moment))

    def joined(self, others: "GivenSongs") -> "GivenSongs":
        """Return these and others together."""
        return GivenSongs(_bounded(tuple(sorted({*self.lists, *others.lists}, key=lambda each: each.last))))

    def to_fields(self) -> dict[str, JSON]:
        """Return the fields of the record."""
        return {"lists": [each.to_json() for each in self.lists]}

    @classmethod
    def of(cls, fields: Mapping[str, JSON]) -> "GivenSongs":
        """Read what is remembered back from the fields of its record."""
        lists = fields["lists"]
        values = lists if isinstance(lists, list) else []
        return cls(tuple(GivenList.of(each) for each in values if isinstance(each, dict)))


def seeds_key(seeds: Iterable[str]) -> str:
    """Return a hash of some seeds' ids, in whichever order."""
    return hashlib.sha256("\n".join(sorted(set(seeds))).encode()).hexdigest()[:16]


def _times_given(lists: Iterable[GivenList]) -> dict[str, int]:
    """Count how often each song was given; lists within SAME_SEEDS of the one that was counted are one time."""
    times: Counter[str] = Counter()
    counted: dict[str, datetime] = {}
    for each in sorted(lists, key=lambda given: given.first):
        for song in each.songs:
            if song not in counted or each.first - counted[song] > SAME_SEEDS:
                times[song] += 1
                counted[song] = each.first
    return times


def _bounded(lists: tuple[GivenList, ...]) -> tuple[GivenList, ...]:
    """Return the newest lists, of MOST_SONGS together; the newest songs of the oldest one that fits in part."""
    kept: list[GivenList] = []
    left = MOST_SONGS
    for each in reversed(lists):
        songs = each.songs[-left:] if left else ()
        if not songs:
            break
        kept.append(replace(each, songs=songs, unwanted=tuple(song for song in each.unwanted if song in songs)))
        left -= len(songs)
    return tuple(reversed(kept))
