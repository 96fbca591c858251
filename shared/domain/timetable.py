"""The schedule of the hourly tick, and the state of the job that sends it; `ops/crontab.py` checks expressions."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """A cron expression of five fields, and the IANA time zone it is read in."""

    cron: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """The state of a scheduled job."""

    timetable: Timetable
    state: str
    """The service's own word: enabled, paused, disabled, update_failed."""
    next_at: datetime | None
    last_at: datetime | None
