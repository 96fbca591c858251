"""Durations in a text: "400 days", "3 years", "1 hour"."""

import re
from datetime import timedelta

UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "year": timedelta(days=365),
}


def durations(text: str) -> list[timedelta]:
    """Return every duration in a text, in order."""
    return [int(number) * UNITS[unit] for number, unit in re.findall(rf"\b(\d+) ({'|'.join(UNITS)})s?\b", text)]
