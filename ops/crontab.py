"""Validation of cron expressions and time zones, before any service is called."""

import re
from datetime import datetime

from cronsim import CronSim, CronSimError

from shared.domain.subscription import zone_of
from shared.domain.timetable import Timetable
from shared.errors import InvalidInput

_NAMES = "SUN|MON|TUE|WED|THU|FRI|SAT|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_FIELD = re.compile(rf"(?:[0-9*,/-]|{_NAMES})+", re.IGNORECASE)
"""Characters of crontab(5); other dialects also have L, W, # and ?, which Cloud Scheduler refuses."""


def first_tick(timetable: Timetable, now: datetime) -> datetime:
    """Return the first time of a timetable after `now`.

    Raises InvalidInput for an expression that is invalid or that Cloud Scheduler refuses, and for an unknown time
    zone.
    """
    zone = zone_of(timetable.time_zone)
    fields = timetable.cron.split()
    if len(fields) != 5 or not all(map(_FIELD.fullmatch, fields)):
        raise _misfit("five fields of crontab(5): minute, hour, day, month, weekday", repr(timetable.cron[:80]))
    try:
        return next(CronSim(timetable.cron, now.astimezone(zone)))
    except CronSimError as error:
        raise _misfit("a value within its bounds in each field", str(error)) from error
    except StopIteration as error:
        raise _misfit("a day that there is", repr(timetable.cron[:80])) from error


def _misfit(expected: str, found: str) -> InvalidInput:
    cure = 'for each full hour say "0 * * * *"'
    return InvalidInput("This schedule cannot be used", expected=expected, found=found, cure=cure)
