"""Checks of a deployment over the network alone, without its settings or permissions in its cloud.

They become a visitor, send one search, and then have the visitor's data deleted.
"""

from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from typing import TypeVar

import requests
from msgspec import Struct

from ops.doctor.encryption import certificate, redirects_to_https
from ops.doctor.findings import Finding, demand, found
from ops.local.cloud import HTTP_FUNCTIONS
from ops.local.site import HEADERS
from shared.adapters.http_client import decoded
from shared.messaging.topics import EVENT_FUNCTIONS
from shared.web.http import STRICT_TRANSPORT

TIMEOUT_SECONDS = 60.0
"""Timeout: a first request may start an instance, which downloads a model."""

STRANGER = "https://stranger.example"
"""An origin that CORS must refuse."""

SONGS = 3
"""Number of songs in the search."""

_CLOSED = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
}
_PROBLEM = "application/problem+json"
_SNIFFING = "X-Content-Type-Options"
_ALLOWED = "Access-Control-Allow-Origin"
_WRITING = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}

T = TypeVar("T")


def examine_from_outside(url: str, http_port: int = 80) -> Iterator[Finding]:
    """Run every check on the site at `url`, scheme and host, also after a failure.

    Plain HTTP is tried at `http_port`. Encryption is checked for https: only, as a local cloud has none; its
    messages are checked for http: only.
    """
    visit = Visit(url.rstrip("/"))
    if visit.url.startswith("https:"):
        yield found("certificate", partial(certificate, visit.url))
        yield found("http", partial(redirects_to_https, visit.url, http_port))
    else:
        yield found("local cloud", visit.finds_messages_delivered)
    yield found("events", visit.finds_events_closed)
    yield found("pages", visit.finds_pages_strict)
    yield found("missing pages", visit.finds_own_page_for_missing)
    for name in HTTP_FUNCTIONS:
        yield found(name, partial(visit.finds_ready, name))
    yield found("other sites", visit.finds_others_kept_out)
    yield found("shared lists", visit.finds_no_list)
    yield found("embedding", visit.finds_embedding)
    yield found("question", visit.is_answered)


class Visit:
    """Checks of one host; each method returns its result or raises the failure."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = requests.Session()
        self._headers = HEADERS | (STRICT_TRANSPORT if url.startswith("https:") else {})

    def finds_pages_strict(self) -> str:
        """Check the first page and its headers."""
        answer = self._answer("GET", "/", HTTPStatus.OK)
        for name, value in self._headers.items():
            sent = answer.headers.get(name, "")
            demand(sent == value, f"The first page is sent without {name}", expected=value, found=sent)
        demand("<title>Segue" in answer.text, "The first page is another", expected="Segue’s", found=answer.text)
        return f"the site, with {len(self._headers)} headers that keep browsers strict"

    def finds_own_page_for_missing(self) -> str:
        """Check that a mistyped address gets the site's own page, not the refusal of a bucket."""
        answer = self._answer("GET", "/no-such-page", HTTPStatus.NOT_FOUND)
        own = "Segue</title>" in answer.text
        cure = "look whether 404.html was uploaded"
        demand(own, "A missing page is another’s", expected="the site’s 404.html", found=answer.text, cure=cure)
        return "the site’s own"

    def finds_messages_delivered(self) -> str:
        """Check the health of a local cloud's loops, file and messages."""
        answer = self._answer("GET", "/health", HTTPStatus.OK)
        health = decoded("/health", answer.content, _LocalHealth)
        _demand_no_warnings("The local cloud", health.warnings)
        return f"{health.waiting:,} messages wait, none for long"

    def finds_ready(self, name: str) -> str:
        """Check the health of a function."""
        path = f"/api/{name}/health"
        answer = self._answer("GET", path, HTTPStatus.OK)
        health = decoded(path, answer.content, _Health)
        demand(health.function == name, f"{path} leads to another function", expected=name, found=health.function)
        _demand_no_warnings(name, health.warnings)
        sniffed = answer.headers.get(_SNIFFING, "")
        demand(sniffed == "nosniff", f"{path} is sent without {_SNIFFING}", expected="nosniff", found=sniffed)
        return f"ready, said in {answer.elapsed.total_seconds() * 1_000:.0f} ms"

    def finds_events_closed(self) -> str:
        """Check that functions refuse messages from anyone but the bus."""
        for path in [f"/{where}/{name}" for name in EVENT_FUNCTIONS for where in ("api", "events")]:
            status = self._ask("POST", path, json={}).status_code
            demand(status in _CLOSED, f"Anybody may send to {path}", expected="401, 403 or 404", found=status)
        return f"nobody may send to {', '.join(EVENT_FUNCTIONS)}"

    def finds_others_kept_out(self) -> str:
        """Check CORS preflights of this site and of another."""
        own, other = (
            self._ask("OPTIONS", "/api/search", headers=_WRITING | {"Origin": origin}).headers.get(_ALLOWED, "")
            for origin in (self.url, STRANGER)
        )
        demand(not other, "Pages of any site may call the functions", expected=f"no {_ALLOWED}", found=other)
        demand(
            own == self.url,
            "The site's own pages may not call the functions",
            expected=f"{_ALLOWED}: {self.url}",
            found=own,
            cure="set SEGUE_SITE_URL to the address that people open",
        )
        return "only pages of this site may call from a browser"

    def finds_no_list(self) -> str:
        """Check the page of a shared list that does not exist."""
        kind = self._answer("GET", "/s/none", HTTPStatus.NOT_FOUND).headers.get("Content-Type", "")
        demand(kind.startswith("text/html"), "/s/none is no page", expected="text/html", found=kind)
        return "served at /s"

    def finds_embedding(self) -> str:
        """Check that what other sites embed a list by leads to `share`, which asks for the list's address."""
        answer = self._answer("GET", "/api/oembed", HTTPStatus.BAD_REQUEST)
        kind = answer.headers.get("Content-Type", "")
        demand(kind == _PROBLEM, "/api/oembed leads elsewhere", expected=_PROBLEM, found=kind)
        return "described at /api/oembed"

    def is_answered(self) -> str:
        """Become a visitor, search a song, get recommendations, and read the visitor's statistics."""
        path = "/api/account/visitors"
        visitor = decoded(path, self._answer("POST", path, HTTPStatus.CREATED).content, _Visitor)
        signed = {"Authorization": f"Bearer {visitor.token}"}
        try:
            return self._question(signed)
        finally:
            gone = (HTTPStatus.NO_CONTENT, HTTPStatus.ACCEPTED)
            self._answer("DELETE", "/api/account/me", *gone, headers=signed)

    def _question(self, signed: dict[str, str]) -> str:
        path = "/api/search?q=a&limit=1"
        hits = decoded(path, self._answer("GET", path, HTTPStatus.OK).content, _Hits).results
        demand(len(hits) == 1, "No song is found for “a”", expected="one", found="none")
        path, asked = "/api/recommend", {"tracks": [hits[0].uri], "n": SONGS}
        answer = self._answer("POST", path, HTTPStatus.OK, json=asked, headers=signed)
        made = decoded(path, answer.content, _Recommended)
        songs = len(made.recommendations)
        demand(songs == SONGS, "An answer is short", expected=f"{SONGS} songs", found=songs)
        self._answer("GET", "/api/insights/me", HTTPStatus.OK, headers=signed)
        return f"{SONGS} songs next to “{hits[0].name}”, by model {made.model}"

    def _answer(self, method: str, path: str, *wanted: HTTPStatus, **given: object) -> requests.Response:
        answer = self._ask(method, path, **given)
        expected, said = " or ".join(str(each.value) for each in wanted), f"{answer.status_code} {answer.text}"
        demand(answer.status_code in wanted, f"{method} {path}", expected=expected, found=said)
        return answer

    def _ask(self, method: str, path: str, **given: object) -> requests.Response:
        request: Callable[..., requests.Response] = self._session.request
        return request(method, self.url + path, timeout=TIMEOUT_SECONDS, allow_redirects=False, **given)


def _demand_no_warnings(name: str, warnings: list[str]) -> None:
    demand(not warnings, f"{name} serves, but warns", expected="no warnings", found="; ".join(warnings))


class _Health(Struct):
    function: str
    warnings: list[str] = []


class _LocalHealth(Struct):
    waiting: int
    warnings: list[str] = []


class _Visitor(Struct):
    token: str


class _Song(Struct):
    uri: str
    name: str


class _Hits(Struct):
    results: list[_Song]


class _Recommended(Struct):
    model: str
    recommendations: list[_Song]
