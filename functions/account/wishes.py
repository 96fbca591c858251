"""The wish for a weekly mail that starts from a list, as it travels within a mailed link."""

from dataclasses import dataclass
from datetime import UTC, datetime

from shared.domain.subscription import Schedule


@dataclass(frozen=True, slots=True)
class WeeklyWish:
    """Ten songs more like a list, every week: asked for by whoever typed an address, agreed to by its owner."""

    schedule: Schedule
    search: str
    """The id of the search that made the list; "" for none, which no mailed link has."""
    asked_at: datetime

    @property
    def words(self) -> tuple[str, ...]:
        """The wish as words without blanks.

        >>> wish = WeeklyWish(Schedule(4, 8, "Europe/Berlin"), "a-search", datetime(2026, 12, 1, tzinfo=UTC))
        >>> WeeklyWish.of(*wish.words) == wish
        True
        """
        at, when = self.schedule, str(int(self.asked_at.timestamp()))
        return str(at.weekday), str(at.hour), at.time_zone, self.search, when

    @classmethod
    def of(cls, weekday: str, hour: str, time_zone: str, search: str, asked_at: str) -> "WeeklyWish":
        """Read the words of a wish."""
        moment = datetime.fromtimestamp(int(asked_at), UTC)
        return cls(Schedule(int(weekday), int(hour), time_zone), search, moment)
