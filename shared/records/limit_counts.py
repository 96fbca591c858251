"""Counts under LIMITS: of what was done within a window of time, up to a bound."""

from datetime import datetime

from shared.ports import Fields, Records
from shared.record_kinds import LIMITS


def admitted(records: Records, key: str, most: int, expires_at: datetime) -> bool:
    """Count one more under a key, and return whether it is within the bound: a read, and a write if so.

    Raises Unavailable if the records do not answer.
    """
    record = records.get(LIMITS.name, key)
    if record is not None and _count(record.fields) >= most:
        return False
    record = records.update(LIMITS.name, key, lambda before: {"count": _count(before) + 1}, expires_at)
    return _count(record.fields) <= most


def take_back(records: Records, key: str, expires_at: datetime) -> None:
    """Take one back that was counted under a key."""
    records.update(LIMITS.name, key, lambda before: {"count": max(0, _count(before) - 1)}, expires_at)


def _count(fields: Fields | None) -> int:
    count = (fields or {}).get("count")
    return count if isinstance(count, int) else 0
