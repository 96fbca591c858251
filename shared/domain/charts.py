"""The rules of the charts: people count, not requests, and a song that few people bring in is not shown.

An address costs nothing to whoever has a domain, a day of waiting for each does (decision 97).
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.domain.search import JSON

SETTLED_AFTER = timedelta(days=1)
"""Age of an account from which it counts: with one address, leaving and joining again counts once a day."""

LEAST_LISTENERS = 3
"""Listeners of a song from whom on it is shown: fewer are no chart, and might be recognised by their taste."""

MOST_SONGS_A_WEEK = 200
"""Songs that one listener's searches bring into the charts of a week."""

WEEKS_KNOWN = 2
"""Weeks of which it is known what a listener brought in: a search may be counted in the week after its own."""


def has_settled(joined_at: datetime | None, now: datetime) -> bool:
    """Check whether an account counts in the charts; one from before accounts had a date does."""
    return joined_at is None or now - joined_at >= SETTLED_AFTER


@dataclass(frozen=True, slots=True)
class ChartedSongs:
    """Hashes of the songs that a listener's searches brought into the charts, by ISO week.

    >>> charted = ChartedSongs().with_songs("2026-W48", ["a", "b"])
    >>> charted.new_of("2026-W48", ["b", "c"])
    ('c',)
    """

    weeks: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def new_of(self, week: str, tracks: Iterable[str]) -> tuple[str, ...]:
        """Return those of some songs that count now: not yet counted in that week, within the bound.

        Of a week that is too long ago to know, none does.
        """
        if week not in self.weeks and len(self.weeks) >= WEEKS_KNOWN and week < min(self.weeks):
            return ()
        known = self.weeks.get(week, frozenset())
        new = {song_hash(track): track for track in tracks}
        return tuple(track for hashed, track in new.items() if hashed not in known)[
            : max(0, MOST_SONGS_A_WEEK - len(known))
        ]

    def with_songs(self, week: str, tracks: Iterable[str]) -> "ChartedSongs":
        """Return what is known after some songs were counted in a week; only the latest weeks stay."""
        known = self.weeks.get(week, frozenset()) | {song_hash(track) for track in tracks}
        weeks = {**self.weeks, week: known}
        return ChartedSongs({each: weeks[each] for each in sorted(weeks)[-WEEKS_KNOWN:]})

    def to_json(self) -> JSON:
        """Return the value stored in a record: one text a week, as Firestore indexes each element of a list."""
        return {week: " ".join(sorted(songs)) for week, songs in self.weeks.items()}

    @classmethod
    def of(cls, value: JSON) -> "ChartedSongs":
        """Read the value of a record; anything else is nothing."""
        weeks = value if isinstance(value, dict) else {}
        return cls({week: frozenset(str(songs).split()) for week, songs in weeks.items()})


def song_hash(track: str) -> str:
    """Return 8 hex digits for a track id: among a listener's songs of a week, two agree once in 200,000 weeks."""
    return hashlib.blake2b(track.encode(), digest_size=4).hexdigest()
