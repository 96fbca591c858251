"""Listeners who had everything about them deleted: what is still on its way must not be kept as theirs."""

import hashlib
from datetime import datetime, timedelta

from shared.ports import Record, Records

DEPARTURES = "departures"
"""Collection of who left, by the hash of her id."""

DEPARTURES_KEPT = timedelta(days=10)
"""Longer than a message can be on its way: Pub/Sub keeps one for 7 days at the most."""


def note_departure(records: Records, listener: str, at: datetime) -> None:
    """Remember that a listener leaves."""
    records.create(DEPARTURES, Record(_hashed(listener), {"left_at": at.isoformat()}, at + DEPARTURES_KEPT))


def has_departed(records: Records, listener: str) -> bool:
    """Say whether a listener left lately."""
    return records.get(DEPARTURES, _hashed(listener)) is not None


def _hashed(listener: str) -> str:
    return hashlib.sha256(listener.encode()).hexdigest()
