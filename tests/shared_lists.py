"""Shared lists: created over HTTP by a listener, or stored directly with any text in them."""

import secrets
from datetime import UTC, datetime

from over_http import Answer, fetch
from signed_in import Listener

from shared.domain.share import Share, SharedSong, Source
from shared.ports import Record, Records
from shared.record_kinds import SHARES

HOSTILE = "<img src=x onerror=alert(1)>\"'</title><script>alert(2)</script>"


def share(listener: Listener, search: str, **more: str | bool) -> str:
    """Share a list and return its id."""
    answer = listener.ask("share", search=search, **more)
    assert answer.status == 201, answer.body
    return answer.body["id"]


def take_down(listener: Listener, id: str) -> Answer:
    headers = {"Authorization": f"Bearer {listener.token}"}
    return fetch(f"{listener.url}/api/share/{id}", headers=headers, method="DELETE")


def uri(number: int) -> str:
    return f"spotify:track:{number:022d}"


def made_up(title: str, names: list[str], owner: str = "nobody", made_from: tuple[Source, ...] = ()) -> Share:
    """Build a shared list of these songs, with the same words in artists and reasons."""
    songs = tuple(SharedSong(uri(place), name, name, (name,)) for place, name in enumerate(names))
    return Share(secrets.token_urlsafe(16), owner, "s", title, songs, "model", datetime.now(UTC), made_from)


def keep(records: Records, shared: Share) -> str:
    """Store a list and return its id."""
    records.create(SHARES.name, Record(shared.id, shared.to_fields()))
    return shared.id
