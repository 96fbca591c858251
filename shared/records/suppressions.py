"""Suppression list: hashes of addresses that get no more mail, after a bounce or a spam report."""

import hashlib
from datetime import datetime

from shared.ports import Record, Records
from shared.record_kinds import SUPPRESSIONS


def suppress(records: Records, address: str, why: str, at: datetime) -> None:
    """Suppress all mail to an address; the first reason stays. Raises Unavailable if it was not stored."""
    records.create(SUPPRESSIONS.name, Record(hashed_address(address), {"why": why, "at": at.isoformat()}))


def is_suppressed(records: Records, address: str) -> bool:
    """Return whether an address gets no mail."""
    return records.get(SUPPRESSIONS.name, hashed_address(address)) is not None


def hashed_address(address: str) -> str:
    """Return the hash that stands for an address where it must not be readable."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()
