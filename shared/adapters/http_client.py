"""HTTP client of external services: sessions, translation of errors, decoding. Nothing here waits or retries."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import TypeVar

import msgspec
import requests

from shared.adapters.retry import retry_after_seconds
from shared.errors import LimitReached, Unavailable

TIMEOUT_SECONDS = 10.0
"""Timeout for connecting, and for each read."""

LONGEST_QUOTE = 200
"""Most characters of a service's message that an error quotes."""

T = TypeVar("T")


def unredirected_session(raise_if_refused: Callable[[requests.Response], None]) -> requests.Session:
    """Build a session that neither retries nor follows redirects, and checks every response.

    `raise_if_refused` raises the error of a response that is a refusal. (Following a redirect would send a token
    or ids to another host.)
    """

    def check(response: requests.Response, **_: object) -> None:
        with ExitStack() as on_refusal:
            on_refusal.callback(response.close)
            raise_if_refused(response)
            on_refusal.pop_all()

    session = requests.Session()
    session.max_redirects = 0
    session.hooks["response"].append(check)
    return session


@contextmanager
def answering(service: str) -> Iterator[None]:
    """Raise Unavailable for errors of the connection; the error does not show the address."""
    try:
        yield
    except requests.Timeout as error:
        raise Unavailable(f"{service} is too slow", found="a timeout", cure="try again in a moment") from error
    except requests.ConnectionError as error:
        raise Unavailable(
            f"{service} cannot be reached",
            found="no connection",
            cure="check the network, or try again in a moment",
        ) from error
    except requests.RequestException as error:
        raise Unavailable(
            f"{service} does not answer", found=type(error).__name__, cure="try again in a moment"
        ) from error


def unexpected(service: str, expected: str, found: str) -> Unavailable:
    """Return the error for a response that is not as its service documents it."""
    return Unavailable(
        f"{service} answers otherwise than documented",
        expected=expected,
        found=found[:LONGEST_QUOTE],
        cure="try again later",
    )


def limit_reached(service: str, response: requests.Response, now: datetime, found: str = "429") -> LimitReached:
    """Return the error for a rate limit, with the wait that the response asks for."""
    return limited(service, found, retry_after_seconds(response.headers.get("Retry-After", ""), now))


def limited(service: str, found: str, seconds: int | None) -> LimitReached:
    """Return the error for a rate limit that ends in so many seconds, None if that is not known."""
    cure = "try again later" if seconds is None else f"try again in {seconds} seconds"
    return LimitReached(
        f"{service} lets us ask no more for now",
        found=found[:LONGEST_QUOTE],
        cure=cure,
        retry_after_seconds=seconds,
    )


def decoded(service: str, body: bytes, shape: type[T]) -> T:
    """Decode a response's JSON as `shape`. Raises Unavailable for invalid JSON and for another shape."""
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise unexpected(service, "JSON with the documented fields", str(error)) from error
