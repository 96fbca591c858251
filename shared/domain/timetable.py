"""When the hourly tick comes, and how the job that sends it stands; `ops/crontab.py` checks what is typed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """A cron expression of five fields, and the IANA time zone whose clock it goes by."""

    cron: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """How a scheduled job stands."""

    timetable: Timetable
    state: str
    """In the service's own word: enabled, paused, disabled, update_failed."""
    next_at: datetime | None
    last_at: datetime | None
