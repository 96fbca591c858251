"""Addresses that get no more mail: they bounced, or their owner called it spam. Kept as hashes."""

import hashlib
from datetime import datetime

from shared.ports import Record, Records
from shared.record_kinds import SUPPRESSIONS


def suppress(records: Records, address: str, why: str, at: datetime) -> None:
    """Send nothing to an address from now on; the first reason stays. Raises Unavailable if it is not kept."""
    records.create(SUPPRESSIONS.name, Record(hashed_address(address), {"why": why, "at": at.isoformat()}))


def is_suppressed(records: Records, address: str) -> bool:
    """Say whether an address gets no mail."""
    return records.get(SUPPRESSIONS.name, hashed_address(address)) is not None


def hashed_address(address: str) -> str:
    """Give what stands for an address where it must not be read."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()
