"""A message as the queue of the local cloud stores it, and as backups of waiting messages hold it."""

import uuid
from collections.abc import Mapping
from datetime import datetime

import msgspec

WAITING = "events/"
"""Prefix of waiting messages in a backup, and in the object store of an older deployment."""

UNDELIVERED = "undelivered/"
"""Prefix of messages whose every delivery failed: in the list of `segue replay`, in a backup, and in the object
store of an older deployment."""


class QueuedMessage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message that waits for delivery by one subscription."""

    id: str
    topic: str
    data: bytes
    attributes: dict[str, str]
    ordering_key: str
    published_at: datetime
    subscription: str = ""
    """The subscription that it is delivered by; empty until it is queued."""

    @classmethod
    def of(
        cls,
        topic: str,
        data: bytes,
        at: datetime,
        attributes: Mapping[str, str] | None = None,
        ordering_key: str = "",
    ) -> "QueuedMessage":
        """Build a message with a new id."""
        return cls(uuid.uuid4().hex, topic, data, dict(attributes or {}), ordering_key, at)
