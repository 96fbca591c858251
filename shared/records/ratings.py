"""Ratings in the records: changed so that each change is counted, and read as the recommender heeds them."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from shared.domain.rating import Opinion
from shared.messaging.messages import RatingChanged
from shared.messaging.topics import ACTIVITY
from shared.ports import EventBus, Fields, Records
from shared.record_kinds import RATINGS, SEARCHES

MOST_HEEDED = 500
"""Ratings that are heeded, the newest ones."""

MOST_LISTS = 10
"""Hated lists whose songs stay away, the newest ones."""


class RatingLog:
    """Ratings and the bus that tells of their changes; nothing is told that is not kept."""

    def __init__(self, records: Records, events: Callable[[], EventBus]) -> None:
        self._records = records
        self._events = events

    def get(self, key: str) -> Fields | None:
        """Read the fields of a rating, or None if there is none."""
        record = self._records.get(RATINGS.name, key)
        return record.fields if record else None

    def change(self, key: str, change: Callable[[Fields | None], Fields]) -> None:
        """Keep a change, then have it counted.

        Raises Unavailable if either failed; the same again then does what is left to do, and does it once.
        """
        self.tell(key, self._records.update(RATINGS.name, key, change).fields)

    def tell(self, key: str, fields: Fields) -> None:
        """Publish that a rating has changes that are not counted, if it has any: a publish may have been lost."""
        if fields["uncounted"]:
            self._events().publish(ACTIVITY, msgspec.json.encode(RatingChanged(key=key)))


@dataclass(frozen=True, slots=True)
class Preferences:
    """Track ids: what pulls her next answers, what pushes, and what does not come back."""

    loved: tuple[str, ...] = ()
    hated: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    """Songs she found only okay, and those of lists she hates."""


def preferences_of(records: Records, listener: str) -> Preferences:
    """Read what a listener thinks, oldest first, from her newest ratings."""
    page = records.page(
        RATINGS.name, where={"listener": listener}, order_by="rated_at", descending=True, limit=MOST_HEEDED
    )
    ratings = [record.fields for record in reversed(page.records)]
    lists = _targets(ratings, "list", Opinion.HATE)[-MOST_LISTS:]
    return Preferences(
        loved=_targets(ratings, "track", Opinion.LOVE, Opinion.LIKE),
        hated=_targets(ratings, "track", Opinion.HATE),
        unwanted=(
            *_targets(ratings, "track", Opinion.OKAY),
            *(track for search in lists for track in _songs_of(records, search)),
        ),
    )


def _targets(ratings: list[Fields], kind: str, *opinions: Opinion) -> tuple[str, ...]:
    return tuple(str(each["target"]) for each in ratings if each["kind"] == kind and each["opinion"] in opinions)


def _songs_of(records: Records, search: str) -> list[str]:
    record = records.get(SEARCHES.name, search)
    songs = record.fields["recommended"] if record else []
    return [str(song) for song in songs] if isinstance(songs, list) else []
