"""A deployment as whoever calls it sees it: over the network alone, without its settings or rights in its cloud.

It becomes a visitor, asks one question and then has all that is kept of the visitor deleted.
"""

from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from typing import TypeVar

import requests
from msgspec import Struct

from ops.doctor.encryption import certificate, redirects_to_https
from ops.doctor.findings import Finding, demand, found
from ops.local.cloud import EVENT_FUNCTIONS, HTTP_FUNCTIONS
from ops.local.site import HEADERS
from shared.adapters.http_client import decoded

TIMEOUT_SECONDS = 60.0
"""A first request may start an instance, which copies a model."""

STRANGER = "https://stranger.example"
"""A site whose pages may not call the functions."""

SONGS = 3
"""How many songs are asked for."""

_CLOSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
_ALLOWED = "Access-Control-Allow-Origin"

T = TypeVar("T")


def examine_from_outside(url: str) -> Iterator[Finding]:
    """Run every check on the site at `url`, scheme and host; one that fails does not stop the others.

    Encryption and closed doors are looked at where there is https: a local cloud has neither.
    """
    visit = Visit(url.rstrip("/"))
    if visit.url.startswith("https:"):
        yield found("certificate", partial(certificate, visit.url))
        yield found("http", partial(redirects_to_https, visit.url))
        yield found("events", visit.finds_events_closed)
    yield found("pages", visit.finds_pages_strict)
    for name in HTTP_FUNCTIONS:
        yield found(name, partial(visit.finds_ready, name))
    yield found("other sites", visit.finds_others_kept_out)
    yield found("shared lists", visit.finds_no_list)
    yield found("question", visit.is_answered)


class Visit:
    """Looking at one host; each method gives what is well and raises what is not."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = requests.Session()

    def finds_pages_strict(self) -> str:
        """Look at the first page and what it is sent with."""
        answer = self._answer("GET", "/", HTTPStatus.OK)
        for name, value in HEADERS.items():
            sent = answer.headers.get(name, "")
            demand(sent == value, f"The first page is sent without {name}", expected=value, found=sent)
        demand("<title>Segue" in answer.text, "The first page is another", expected="Segue’s", found=answer.text)
        return f"the site, with {len(HEADERS)} headers that keep browsers strict"

    def finds_ready(self, name: str) -> str:
        """Ask a function how it is."""
        path = f"/api/{name}/health"
        answer = self._answer("GET", path, HTTPStatus.OK)
        function = decoded(path, answer.content, _Health).function
        demand(function == name, f"{path} leads to another function", expected=name, found=function)
        return f"ready, said in {answer.elapsed.total_seconds() * 1_000:.0f} ms"

    def finds_events_closed(self) -> str:
        """Try to send functions a message, which only the bus may."""
        for path in [f"/{where}/{name}" for name in EVENT_FUNCTIONS for where in ("api", "events")]:
            status = self._ask("POST", path, json={}).status_code
            demand(status in _CLOSED, f"Anybody may send to {path}", expected="403 or 404", found=status)
        return f"nobody may send to {', '.join(EVENT_FUNCTIONS)}"

    def finds_others_kept_out(self) -> str:
        """Ask as browsers do before a page, of this site and of another, may call a function."""
        own, other = (
            self._ask("OPTIONS", "/api/search", headers={"Origin": origin}).headers.get(_ALLOWED, "")
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
        """Open a shared list that there is not."""
        kind = self._answer("GET", "/s/none", HTTPStatus.NOT_FOUND).headers.get("Content-Type", "")
        demand(kind.startswith("text/html"), "/s/none is no page", expected="text/html", found=kind)
        return "served at /s"

    def is_answered(self) -> str:
        """Become a visitor, find a song, ask what belongs next to it, and look at her own music."""
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


class _Health(Struct):
    function: str


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
