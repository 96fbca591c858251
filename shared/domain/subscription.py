"""A subscription to the weekly mail, and when the next one is due in the listener's own time zone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shared.domain.retry import Retry
from shared.domain.search import JSON, Search, texts_of
from shared.errors import InvalidInput

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


BREAK = timedelta(weeks=4)
"""How long a mail stops that is paused by its own link."""


class State(StrEnum):
    """The state of a subscription; only an active one gets mail."""

    PENDING = "pending"
    """Requested, and not confirmed from the mailbox yet."""
    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Schedule:
    """An hour of the week in somebody's time zone."""

    weekday: int
    """0 is Monday, 6 Sunday."""
    hour: int
    """0 to 23."""
    time_zone: str
    """An IANA name, such as Europe/Berlin."""

    @property
    def in_words(self) -> str:
        """The hour as mails tell it, such as "Monday at 08:00 (Europe/Berlin)"."""
        return f"{_DAYS[self.weekday]} at {self.hour:02}:00 ({self.time_zone})"

    def next_after(self, moment: datetime) -> datetime:
        """Return the first such hour after a moment, in UTC.

        An hour skipped by the clocks in spring becomes the next one; one repeated in autumn counts the first time.
        Raises InvalidInput for a time zone that is not known.
        """
        zone = zone_of(self.time_zone)
        day = moment.astimezone(zone).date()
        for ahead in range(15):
            date = day + timedelta(days=ahead)
            if date.weekday() != self.weekday:
                continue
            due = datetime(date.year, date.month, date.day, self.hour, tzinfo=zone).astimezone(UTC)
            if due > moment:
                return due
        raise AssertionError("two weeks hold every weekday twice")


def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name. Raises InvalidInput for one that is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput(
            "This time zone is not known", expected="an IANA name such as Europe/Berlin", found=ascii(name[:80])
        ) from error


MOST_LISTS = 3
"""Lists that a subscription starts from; of more the newest stay."""

MOST_SEEDS_OF_A_LIST = 10

MOST_ANSWERED = 100


@dataclass(frozen=True, slots=True)
class StartList:
    """A list that its listener wants more like, as long as the subscription lasts; the search itself expires."""

    search: str
    """The id of the search that made it."""
    seeds: tuple[str, ...]
    """Track ids."""
    answered: tuple[str, ...] = ()
    """Track ids of its songs, which are not mailed: ten more are wanted."""

    @classmethod
    def like(cls, search: Search) -> "StartList":
        """Return the list of a search; one that was asked for by words alone starts from its first songs."""
        seeds = search.seeds or search.recommended
        return cls(search.id, seeds[:MOST_SEEDS_OF_A_LIST], search.recommended[:MOST_ANSWERED])

    def to_fields(self) -> dict[str, JSON]:
        """Return it as the value of a record's field."""
        return {"search": self.search, "seeds": list(self.seeds), "answered": list(self.answered)}

    @classmethod
    def of(cls, value: JSON) -> "StartList":
        """Read it back from the value of a record's field."""
        fields = value if isinstance(value, dict) else {}
        ids = (texts_of(fields.get(name)) for name in ("seeds", "answered"))
        return cls(str(fields.get("search", "")), *ids)


@dataclass(frozen=True, slots=True)
class Subscription:
    """One listener's subscription."""

    listener: str
    state: State
    schedule: Schedule
    due_at: datetime
    """When the next mail is tried, in UTC; due subscriptions are found by order of this field."""
    retry: Retry | None = None
    """The failures of a mail that is tried again at `due_at`."""
    lists: tuple[StartList, ...] = ()
    """The lists that the mail starts from, newest first; none: it follows all that the listener searches for."""

    @property
    def mail_due_at(self) -> datetime:
        """The moment the next mail was first due at: it names that mail, however often it is tried."""
        return self.retry.mail_due_at if self.retry else self.due_at

    def active_from(self, now: datetime) -> "Subscription":
        """Return it as an active one, whose mail comes at its next hour."""
        return replace(self, state=State.ACTIVE).at_next_hour(now)

    def after_a_break(self, now: datetime) -> "Subscription":
        """Return it with the first of its hours after BREAK as the due moment: it goes on by itself."""
        return replace(self, state=State.ACTIVE, due_at=self.schedule.next_after(now + BREAK), retry=None)

    def at_next_hour(self, now: datetime) -> "Subscription":
        """Return it with its next regular hour as the due moment; a mail that was tried again is dropped."""
        return replace(self, due_at=self.schedule.next_after(now), retry=None)

    def starting_from(self, started: StartList) -> "Subscription":
        """Return it with one list more that its mail starts from, the newest."""
        others = [each for each in self.lists if each.search != started.search]
        return replace(self, lists=(started, *others)[:MOST_LISTS])

    def to_fields(self) -> dict[str, JSON]:
        """Return the fields of this subscription's record."""
        return {
            "listener": self.listener,
            "state": self.state.value,
            "weekday": self.schedule.weekday,
            "hour": self.schedule.hour,
            "time_zone": self.schedule.time_zone,
            "due_at": self.due_at.astimezone(UTC).isoformat(timespec="seconds"),
            "retry": self.retry.to_fields() if self.retry else None,
            "lists": [each.to_fields() for each in self.lists],
        }

    @classmethod
    def of(cls, fields: Mapping[str, JSON]) -> "Subscription":
        """Read a subscription back from the fields of its record."""
        schedule = Schedule(int(str(fields["weekday"])), int(str(fields["hour"])), str(fields["time_zone"]))
        lists = fields.get("lists")
        return cls(
            str(fields["listener"]),
            State(str(fields["state"])),
            schedule,
            datetime.fromisoformat(str(fields["due_at"])),
            Retry.of(fields.get("retry")),
            tuple(StartList.of(each) for each in lists) if isinstance(lists, list) else (),
        )
