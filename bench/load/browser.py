"""A listener's browser: requests at random times, one at a time, each recorded with its answer."""

import random
import time
from http import HTTPStatus
from typing import Any

import msgspec
from locust import FastHttpUser

from bench.load.outcome import EACH_PER_SECOND, Asked, Outcome, Writing, Written

outcome = Outcome([], [])
"""The answers to all browsers of this process."""

Answer = dict[str, Any]


class Browser(FastHttpUser):
    """Sends requests at random moments, EACH_PER_SECOND of them, however long answers take.

    The arrival process is open: a delayed browser catches up and a refused one does not back off, so that twice
    the browsers are twice the load. Each has a network of its own, as the service limits requests by network.
    """

    abstract = True

    def on_start(self) -> None:
        """Begin at a random moment."""
        self.draw = random.Random()  # noqa: S311 - no secret
        first, second = (self.draw.randrange(1 << 16) for _ in range(2))
        self.network = f"2001:db8:{first:x}:{second:x}::1"
        self.due = time.perf_counter()
        self.arrive()

    def wait_time(self) -> float:
        """Return the seconds until the next request is due, whenever the last was answered."""
        self.due += self.draw.expovariate(EACH_PER_SECOND)
        return max(0.0, self.due - time.perf_counter())

    def arrive(self) -> None:
        """Become a new visitor, with a token and no history."""
        self.token = ""
        self.wait()
        while not self.token:
            _, answer = self.ask("visit", "POST", "/api/account/visitors")
            self.token = answer.get("token", "")
            self.wait()

    def ask(self, name: str, method: str, path: str, body: Answer | None = None) -> tuple[Asked, Answer]:
        """Send a request on a connection of its own; return its outcome and the JSON of the answer."""
        headers = {"X-Forwarded-For": self.network, "Connection": "close"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        at, started = time.time(), time.perf_counter()
        with self.client.request(
            method, path, name=name, json=body, headers=headers, catch_response=True
        ) as response:
            found = response.headers or {}
            ms = 1_000 * (time.perf_counter() - started)
            asked = Asked(at, name, response.status_code, ms, found.get("Retry-After") or "")
            if asked.is_refused():
                response.success()  # in Locust's own statistics: a refusal is documented behaviour
            is_json = response.status_code < HTTPStatus.BAD_REQUEST and "json" in found.get("Content-Type", "")
            answer: Answer = msgspec.json.decode(response.content) if is_json else {}
        outcome.asked.append(asked)
        return asked, answer

    def wrote(self, asked: Asked, what: Writing, id: str, target: str = "", opinion: str = "") -> None:
        """Record a write that is or may be stored; a refused one is not."""
        if not asked.is_refused():
            answered = asked.is_answered()
            outcome.written.append(Written(what, self.token, id, target, opinion, answered=answered))
