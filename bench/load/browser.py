"""How a listener's browser asks: at times of its own, one request at a time, each noted with its answer."""

import random
import time
from http import HTTPStatus
from typing import Any

import msgspec
from locust import FastHttpUser

from bench.load.outcome import EACH_PER_SECOND, Asked, Outcome, Writing, Written

outcome = Outcome([], [])
"""What all browsers of this process were answered."""

Answer = dict[str, Any]


class Browser(FastHttpUser):
    """Sends requests at random moments, EACH_PER_SECOND of them, however long answers take.

    Whoever was kept waiting catches up, and a refusal makes nobody wait: twice the browsers are twice the load.
    Each is in a network of its own, as the service bounds what one network may do.
    """

    abstract = True

    def on_start(self) -> None:
        """Begin at a moment of one's own."""
        self.draw = random.Random()  # noqa: S311 - no secret
        first, second = (self.draw.randrange(1 << 16) for _ in range(2))
        self.network = f"2001:db8:{first:x}:{second:x}::1"
        self.due = time.perf_counter()
        self.arrive()

    def wait_time(self) -> float:
        """Give the seconds until the next request is due, whenever the last was answered."""
        self.due += self.draw.expovariate(EACH_PER_SECOND)
        return max(0.0, self.due - time.perf_counter())

    def arrive(self) -> None:
        """Become somebody new: nothing is known of her, and she has a visitor's token."""
        self.token = ""
        self.wait()
        while not self.token:
            _, answer = self.ask("visit", "POST", "/api/account/visitors")
            self.token = answer.get("token", "")
            self.wait()

    def ask(self, name: str, method: str, path: str, body: Answer | None = None) -> tuple[Asked, Answer]:
        """Send a request on a connection of its own; give how it went, and the JSON that it was answered with."""
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
                response.success()  # in Locust's own figures: it is what was promised
            is_json = response.status_code < HTTPStatus.BAD_REQUEST and "json" in found.get("Content-Type", "")
            answer: Answer = msgspec.json.decode(response.content) if is_json else {}
        outcome.asked.append(asked)
        return asked, answer

    def wrote(self, asked: Asked, what: Writing, id: str, target: str = "", opinion: str = "") -> None:
        """Note what is kept now, and what may be; a refusal keeps nothing."""
        if not asked.is_refused():
            answered = asked.is_answered()
            outcome.written.append(Written(what, self.token, id, target, opinion, answered=answered))
