"""Lists that are shared in tests: by a listener as she does it, or put among the records with any text in them."""

import secrets
from datetime import UTC, datetime

from over_http import Answer, fetch
from signed_in import Listener

from shared.domain.share import Share, SharedSong
from shared.ports import Record, Records
from shared.record_kinds import SHARES

HOSTILE = "<img src=x onerror=alert(1)>\"'</title><script>alert(2)</script>"


def share(listener: Listener, search: str, **more: str) -> str:
    """Share a list; give its id."""
    answer = listener.ask("share", search=search, **more)
    assert answer.status == 201, answer.body
    return answer.body["id"]


def take_down(listener: Listener, id: str) -> Answer:
    headers = {"Authorization": f"Bearer {listener.token}"}
    return fetch(f"{listener.url}/api/share/{id}", headers=headers, method="DELETE")


def uri(number: int) -> str:
    return f"spotify:track:{number:022d}"


def made_up(title: str, names: list[str], owner: str = "nobody") -> Share:
    """A shared list of these songs, whose artists and reasons hold the same words."""
    songs = tuple(SharedSong(uri(place), name, name, (name,)) for place, name in enumerate(names))
    return Share(secrets.token_urlsafe(16), owner, "s", title, songs, "model", datetime.now(UTC))


def keep(records: Records, shared: Share) -> str:
    """Put a list among the records; give its id."""
    records.create(SHARES.name, Record(shared.id, shared.to_fields()))
    return shared.id
