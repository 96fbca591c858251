"""The messages of `weekly_email`: a tick from outside, and two that it publishes to itself."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from shared.messaging.messages import Tick

MOST_IN_BATCH = 500
"""Listeners of a batch: some ten seconds of work, well within Pub/Sub's deadline of 600."""


class Due(Struct, frozen=True, forbid_unknown_fields=True):
    """A listener, and the moment at which their mail is due."""

    listener: Annotated[str, Meta(min_length=1, max_length=200)]
    at: datetime


class PlanOn(Struct, tag_field="kind", tag="plan", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rest of a plan that was too long for one run."""

    until: datetime
    """Subscriptions that are due by then are planned."""
    cursor: str


class Batch(Struct, tag_field="kind", tag="batch", frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Listeners whose mail is due."""

    due: Annotated[list[Due], Meta(max_length=MOST_IN_BATCH)]


Order = Tick | PlanOn | Batch
