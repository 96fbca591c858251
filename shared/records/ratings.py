"""Ratings in the records: stored so that each change is counted, and read as preferences of a listener."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from shared.domain.rating import Kind, Opinion, Rating
from shared.messaging.messages import RatingChanged
from shared.messaging.topics import ACTIVITY
from shared.ports import EventBus, Fields, Records
from shared.record_kinds import RATINGS, SEARCHES

MOST_HEEDED = 500
"""Number of newest ratings that make up the preferences."""

MOST_LISTS = 10
"""Number of newest hated lists whose songs are left out."""


class RatingLog:
    """Stores ratings and publishes their changes; never an event without the stored change."""

    def __init__(self, records: Records, events: Callable[[], EventBus]) -> None:
        self._records = records
        self._events = events

    def get(self, key: str) -> Rating | None:
        """Read a rating, or None if there is none."""
        record = self._records.get(RATINGS.name, key)
        return Rating.of(record.fields) if record else None

    def change(self, key: str, change: Callable[[Rating | None], Rating]) -> None:
        """Store a change, then publish it to be counted.

        Raises Unavailable if either failed; the same call again then does the rest, and does it once.
        """

        def changed(before: Fields | None) -> Fields:
            return change(Rating.of(before) if before is not None else None).to_fields()

        self.publish(Rating.of(self._records.update(RATINGS.name, key, changed).fields))

    def publish(self, rating: Rating) -> None:
        """Publish that a rating has uncounted changes, if it has any: an earlier publish may have been lost."""
        if rating.uncounted:
            self._events().publish(ACTIVITY, msgspec.json.encode(RatingChanged(key=rating.key)))


@dataclass(frozen=True, slots=True)
class Preferences:
    """Ids of tracks that attract a listener's next answers, that repel them, and that are left out."""

    loved: tuple[str, ...] = ()
    hated: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    """Songs rated as okay, and songs of hated lists."""


def preferences_of(records: Records, listener: str) -> Preferences:
    """Read a listener's preferences from their newest ratings; each in order, the oldest first."""
    page = records.page(
        RATINGS.name, where={"listener": listener}, order_by="rated_at", descending=True, limit=MOST_HEEDED
    )
    ratings = [Rating.of(record.fields) for record in reversed(page.records)]
    lists = _targets(ratings, "list", Opinion.HATE)[-MOST_LISTS:]
    return Preferences(
        loved=_targets(ratings, "track", Opinion.LOVE, Opinion.LIKE),
        hated=_targets(ratings, "track", Opinion.HATE),
        unwanted=(
            *_targets(ratings, "track", Opinion.OKAY),
            *(track for search in lists for track in _songs_of(records, search)),
        ),
    )


def _targets(ratings: list[Rating], kind: Kind, *opinions: Opinion) -> tuple[str, ...]:
    return tuple(each.target.id for each in ratings if each.target.kind == kind and each.opinion in opinions)


def _songs_of(records: Records, search: str) -> list[str]:
    record = records.get(SEARCHES.name, search)
    songs = record.fields["recommended"] if record else []
    return [str(song) for song in songs] if isinstance(songs, list) else []
