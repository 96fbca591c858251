"""A month or a year of a listener's music as a picture of their own: loved songs, kinds of music, counts."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, takewhile

from shared.domain.rating import Opinion, Rating
from shared.domain.search import Search
from shared.domain.share import SharedSong
from shared.domain.track import join_names
from shared.errors import InvalidInput, NotFound
from shared.model.model import Model
from shared.ports import Records
from shared.record_kinds import RATINGS, SEARCHES
from shared.records.paging import every_record

from .pictures import Content

MOST_READ = 1_000
"""The latest searches and ratings that are looked at."""

MOST_LOVED = 5
MOST_GENRES = 2

_PERIOD = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year of the calendar, in UTC."""

    start: datetime
    end: datetime
    name: str

    def holds(self, moment: datetime) -> bool:
        """Check whether a moment is within it."""
        return self.start <= moment < self.end


def period_of(text: str) -> Period:
    """Read a month or a year. Raises InvalidInput for anything else.

    >>> period_of("2026-11").name, period_of("2026").end.year
    ('November', 2027)
    """
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise InvalidInput(
            "Parameter of cannot be used",
            expected="a month or a year, such as 2026-11 or 2026",
            found=ascii(text[:20]),
        )
    year, month = int(found[1]), int(found[2] or 0)
    start = datetime(year, month or 1, 1, tzinfo=UTC)
    if not month:
        return Period(start, datetime(year + 1, 1, 1, tzinfo=UTC), str(year))
    return Period(start, datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC), f"{start:%B}")


class OwnMusic:
    """The use case behind a listener's picture of a period; nothing of it is stored."""

    def __init__(self, records: Records, model: Callable[[], Model]) -> None:
        self._records = records
        self._model = model

    def content(self, listener: str, period: Period) -> Content:
        """Return what the picture shows: the songs loved last, or the ones searched for most where none is loved.

        Raises NotFound for a period without any.
        """
        loved, searches = self._loved(listener, period), self._searches(listener, period)
        songs = self._songs(loved or _commonest(searches))
        if not songs:
            raise NotFound(
                f"There is no music of yours in {period.name}",
                expected="a song you loved or searched for then",
                found="none",
                cure="choose another month, or find songs",
            )
        genres = Counter(genre for search in searches for genre in search.genres).most_common(MOST_GENRES)
        kinds = join_names([name for name, _ in genres])
        told = [
            *([f"{len(loved)} {'song' if len(loved) == 1 else 'songs'} loved"] if loved else []),
            *([f"{len(searches)} {'list' if len(searches) == 1 else 'lists'}"] if searches else []),
        ]
        title = f"My {period.name} in music" + (f": {kinds}" if kinds else "")
        return Content(title, songs, ", ".join(told), [song.uri for song in songs])

    def _loved(self, listener: str, period: Period) -> list[str]:
        found = every_record(
            lambda cursor: self._records.page(
                RATINGS.name, where={"listener": listener}, order_by="rated_at", descending=True, cursor=cursor
            )
        )
        latest = (Rating.of(record.fields) for record in islice(found, MOST_READ))
        ratings = takewhile(lambda each: each.rated_at >= period.start, latest)
        return [
            each.target.id
            for each in ratings
            if each.target.kind == "track" and each.opinion is Opinion.LOVE and period.holds(each.rated_at)
        ]

    def _searches(self, listener: str, period: Period) -> list[Search]:
        """Read page by page: with their answers a thousand searches may have 300 MB."""
        found = every_record(
            lambda cursor: self._records.page(
                SEARCHES.name, where={"listener": listener}, order_by="asked_at", descending=True, cursor=cursor
            )
        )
        latest = (Search.of(record.key, record.fields) for record in islice(found, MOST_READ))
        searches = takewhile(lambda each: each.asked_at >= period.start, latest)
        return [each for each in searches if period.holds(each.asked_at)]

    def _songs(self, ids: Sequence[str]) -> tuple[SharedSong, ...]:
        """Return the first of some songs that the catalogue has."""
        model = self._model()
        tracks = model.tracks(model.indices_of(ids)[:MOST_LOVED])
        return tuple(SharedSong(track.id, track.name, track.artist, ()) for track in tracks)


def _commonest(searches: Sequence[Search]) -> list[str]:
    counts = Counter(seed for each in searches for seed in each.counted_seeds if seed not in each.stands_for)
    return [seed for seed, _ in counts.most_common(MOST_READ)]
