"""A listener with her token, as she speaks to a running local cloud."""

import json
from dataclasses import dataclass

from over_http import Answer, fetch

from shared.listeners import PURPOSE
from shared.tokens import Tokens


@dataclass(frozen=True)
class Listener:
    url: str
    id: str
    token: str

    @property
    def _token(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def ask(self, path: str, **body: object) -> Answer:
        """Ask a function with JSON, or without a body for what is there."""
        if not body:
            return fetch(f"{self.url}/api/{path}", headers=self._token)
        headers = {"Content-Type": "application/json", **self._token}
        return fetch(f"{self.url}/api/{path}", json.dumps(body).encode(), headers)

    def send_table(self, table: str | bytes) -> Answer:
        """Import ratings."""
        body = table.encode() if isinstance(table, str) else table
        return fetch(f"{self.url}/api/feedback/import", body, {"Content-Type": "text/csv", **self._token})

    def rate(self, search: str, opinion: str | None, track: str = "") -> Answer:
        return self.ask("feedback", search=search, opinion=opinion, track=track)

    def list_of(self, *tracks: str, n: int = 10) -> tuple[str, list[str]]:
        """Ask for a list; give its id and the URIs of its songs."""
        answer = self.ask("recommend", tracks=list(tracks), n=n)
        assert answer.status == 200, answer.body
        return answer.body["id"], [song["uri"] for song in answer.body["recommendations"]]

    def opinions(self, search: str) -> dict[str, str]:
        """Give what she thinks, by target."""
        answer = self.ask(f"feedback?search={search}")
        assert answer.status == 200, answer.body
        return {each["target"]: each["opinion"] for each in answer.body["ratings"]}


def new_listener(url: str, secret: str) -> Listener:
    """Become a visitor."""
    answer = fetch(f"{url}/api/account/visitors", b"", method="POST")
    assert answer.status == 201, answer.body
    token = answer.body["token"]
    return Listener(url, Tokens(secret).read(PURPOSE, token, 3600), token)
