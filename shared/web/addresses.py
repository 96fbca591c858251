"""Where the parts of a deployment are, and which pages may call its functions (CORS)."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Request

MODEL_HEADER = "Segue-Model"
"""The response header that names the model an answer is based on."""

EXPOSED = (
    MODEL_HEADER,
    "X-Request-Id",
    "Retry-After",
    "RateLimit",
    "RateLimit-Policy",
    "ETag",
    "Link",
    "Deprecation",
    "Sunset",
)
"""Headers that a page of another origin may read, besides those that every browser shows it."""

PREFLIGHT_SECONDS = 3600
"""Time for which a browser may cache a preflight response."""

_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
_HEADERS = ("Authorization", "Content-Type", "Idempotency-Key")
_READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The origins of a deployment, each as scheme and host; "" for one that it does not have.

    >>> Addresses("https://segue.example", "https://api.segue.example").secure
    True
    """

    site: str = ""
    """Where the pages are."""
    functions: str = ""
    """Where the functions answer."""
    others: frozenset[str] = frozenset()
    """Origins whose pages may call the functions as those of the site may."""

    @classmethod
    def on(cls, host: str) -> "Addresses":
        """Return the addresses of a deployment on one host."""
        return cls(host, host)

    @property
    def secure(self) -> bool:
        """Return whether the functions are reached by https."""
        return self.functions.startswith("https:")

    def cors(self, request: Request) -> Mapping[str, str]:
        """Return the headers that let the page that asks read the answer (fetch.spec.whatwg.org).

        Pages of the site and of `others` may do whatever the API offers, and read refusals too: methods are
        refused by the functions, not by the browser. Pages of every origin may read what is answered without a
        token: callers are known by a bearer header alone, which no browser adds by itself.
        """
        origin = request.headers.get("Origin", "")
        if not origin:
            return {}
        if origin in {self.site, *self.others}:
            return _allowing(origin, request, _METHODS, _HEADERS)
        return _allowing("*", request, _READING, ("Content-Type",)) if _reads_without_token(request) else {}


NOWHERE = Addresses()
"""A deployment without pages of its own."""


def _allowing(origin: str, request: Request, methods: tuple[str, ...], headers: tuple[str, ...]) -> dict[str, str]:
    allowed = {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": ", ".join(EXPOSED)}
    if request.method != "OPTIONS":
        return allowed
    return allowed | {
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": ", ".join(headers),
        "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
    }


def _reads_without_token(request: Request) -> bool:
    """Check whether a request, or the one that a preflight is about, reads and carries no token."""
    if request.method != "OPTIONS":
        return request.method in _READING and "Authorization" not in request.headers
    wanted = request.headers.get("Access-Control-Request-Headers", "").lower()
    return request.headers.get("Access-Control-Request-Method") in _READING and "authorization" not in wanted
