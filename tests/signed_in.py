"""A listener with a token, as a client of a running local cloud."""

import json
import random
from dataclasses import dataclass

from over_http import Answer, fetch

from shared.web.auth import PURPOSE
from shared.web.tokens import Tokens


@dataclass(frozen=True)
class Listener:
    url: str
    id: str
    token: str

    @property
    def _token(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def send(self, method: str, path: str, body: object = None) -> Answer:
        """Send a request of any method, from an address of its own; as JSON if there is a body."""
        headers = {**self._token, "X-Forwarded-For": a_client()}
        if body is None:
            return fetch(f"{self.url}/api/{path}", headers=headers, method=method)
        headers["Content-Type"] = "application/json"
        return fetch(f"{self.url}/api/{path}", json.dumps(body).encode(), headers, method)

    def post_from(self, clients: str, path: str, body: object) -> Answer:
        """Post JSON through the proxies in X-Forwarded-For."""
        headers = {**self._token, "X-Forwarded-For": clients, "Content-Type": "application/json"}
        return fetch(f"{self.url}/api/{path}", json.dumps(body).encode(), headers)

    def ask(self, path: str, **body: object) -> Answer:
        """Post JSON to a function, or GET without a body."""
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
        """Return the id of a new list and the URIs of its songs."""
        answer = self.ask("recommend", tracks=list(tracks), n=n)
        assert answer.status == 200, answer.body
        return answer.body["id"], [song["uri"] for song in answer.body["recommendations"]]

    def opinions(self, search: str) -> dict[str, str]:
        """Return the listener's opinions by target."""
        answer = self.ask(f"feedback?search={search}")
        assert answer.status == 200, answer.body
        return {each["target"]: each["opinion"] for each in answer.body["ratings"]}


def a_client() -> str:
    """Return a network address that has sent no requests."""
    return ".".join(str(random.randrange(1, 255)) for _ in range(4))


def new_listener(url: str, secret: str) -> Listener:
    """Return a new visitor."""
    answer = fetch(f"{url}/api/account/visitors", b"", method="POST")
    assert answer.status == 201, answer.body
    token = answer.body["token"]
    return Listener(url, Tokens(secret).read(PURPOSE, token, 3600), token)
