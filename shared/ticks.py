"""The hourly tick that weekly mails are planned by, sent by Cloud Scheduler or the local cloud's own clock."""

from datetime import datetime

from msgspec import Struct


class Tick(Struct, tag_field="kind", tag="tick", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An hour has begun; that a tick comes late, twice or not at all does no harm."""

    hour: datetime | None = None
    """Which one, for whoever reads the log; Cloud Scheduler sends the same words every time and leaves it out."""
