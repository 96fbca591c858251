"""Message types of the topics of activity and ticks; a playlist's is in `playlist_message`."""

from datetime import datetime

from msgspec import Struct


class SearchMade(Struct, tag_field="kind", tag="search", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A search was answered."""

    id: str


class RatingChanged(Struct, tag_field="kind", tag="rating", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rating has changes that are not counted yet; its record holds them."""

    key: str


Activity = SearchMade | RatingChanged
"""The messages that `tally` counts."""


class Tick(Struct, tag_field="kind", tag="tick", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The hourly tick, on which weekly mails are planned and what is left uncounted is counted.

    A late, repeated or missing tick does no harm.

    Cloud Scheduler publishes it, or the local cloud's own scheduler.
    """

    hour: datetime | None = None
    """The hour it stands for, for the log only; Cloud Scheduler's message is constant and leaves it out."""
