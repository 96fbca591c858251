"""Playlists that wait in the embedded bus, and entries in MPD layout to publish."""

import json
from base64 import b64decode

from shared.adapters.sqlite_bus import SqliteBus


def published(bus: SqliteBus) -> list[dict[str, object]]:
    """Return the waiting playlists in the order they were published."""
    waiting = [json.loads(body) for name, body in bus.copies() if name.startswith("events/")]
    return [json.loads(b64decode(each["data"])) for each in waiting]
