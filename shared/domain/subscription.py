"""A subscription: who gets the weekly mail, and when it is due by the clock on her own wall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shared.domain.search import JSON
from shared.errors import InvalidInput

SUBSCRIPTIONS = "subscriptions"
"""Collection of subscriptions, by listener."""


class State(StrEnum):
    """What a subscription is in; only an active one gets mail."""

    PENDING = "pending"
    """Asked for, and not confirmed from the mailbox yet."""
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

    def next_after(self, moment: datetime) -> datetime:
        """Give the first such hour after a moment, in UTC.

        An hour that the clocks skip in spring is the one after it, one that they repeat in autumn is the first.
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
    """Give a time zone by its IANA name. Raises InvalidInput for one that is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput(
            "This time zone is not known", expected="an IANA name such as Europe/Berlin", found=ascii(name[:80])
        ) from error


@dataclass(frozen=True, slots=True)
class Subscription:
    """One listener's subscription."""

    listener: str
    state: State
    schedule: Schedule
    due_at: datetime
    """When the next mail is due, in UTC; what is due by now is found by order of this field."""

    def to_fields(self) -> dict[str, JSON]:
        """Give the fields of the record that keeps it."""
        return {
            "listener": self.listener,
            "state": self.state.value,
            "weekday": self.schedule.weekday,
            "hour": self.schedule.hour,
            "time_zone": self.schedule.time_zone,
            "due_at": self.due_at.astimezone(UTC).isoformat(timespec="seconds"),
        }

    @classmethod
    def of(cls, fields: Mapping[str, JSON]) -> "Subscription":
        """Read a subscription back from the fields of its record."""
        schedule = Schedule(int(str(fields["weekday"])), int(str(fields["hour"])), str(fields["time_zone"]))
        return cls(
            str(fields["listener"]),
            State(str(fields["state"])),
            schedule,
            datetime.fromisoformat(str(fields["due_at"])),
        )
