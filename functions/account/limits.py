"""Rate limits of mails: counts in fixed windows of time, under keyed hashes."""

import hmac
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Request

from shared.ports import Fields, Records
from shared.record_kinds import LIMIT_KEPT, LIMITS


@dataclass(frozen=True, slots=True)
class Limit:
    """The most calls in a window of time."""

    name: str
    most: int
    window: timedelta


MAILS_TO_ADDRESS = Limit("address", 5, LIMIT_KEPT)
"""Enough for an impatient person, too few to fill a mailbox."""

MAILS_FOR_CLIENT = Limit("client", 30, LIMIT_KEPT)
"""Enough for a household or an office behind one network address."""


class Limits:
    """Counts of calls; `secret` keys their hashes, since plain hashes of addresses could be guessed."""

    def __init__(self, records: Records, secret: Callable[[], str], now: Callable[[], datetime]) -> None:
        self._records = records
        self._secret = secret
        self._now = now

    def wait_seconds(self, limit: Limit, whose: str) -> int:
        """Count one call and return 0, or the seconds until the next is allowed if the limit is reached."""
        now, length = self._now().timestamp(), int(limit.window.total_seconds())
        start = int(now) // length * length
        key = hmac.digest(self._secret().encode(), f"{limit.name} {start} {whose}".encode(), "sha256").hex()
        record = self._records.get(LIMITS.name, key)
        if record is None or _count(record.fields) < limit.most:
            end = datetime.fromtimestamp(start + length, self._now().tzinfo)
            record = self._records.update(LIMITS.name, key, lambda before: {"count": _count(before) + 1}, end)
            if _count(record.fields) <= limit.most:
                return 0
        return max(1, start + length - int(now))


def client_of(request: Request, trusted_hops: int) -> str:
    """Return the network that a request comes from: an IPv4 address, or the 64 bits of an IPv6 household.

    Only the last `trusted_hops` entries of X-Forwarded-For are written by the platform; the client may forge the
    others.
    """
    hops = [hop.strip() for hop in ",".join(request.headers.getlist("X-Forwarded-For")).split(",") if hop.strip()]
    client = hops[-trusted_hops] if 0 < trusted_hops <= len(hops) else request.remote_addr or ""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client[:100]
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _count(fields: Fields | None) -> int:
    count = (fields or {}).get("count")
    return count if isinstance(count, int) else 0
