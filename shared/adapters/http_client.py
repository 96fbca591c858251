"""What adapters of other people's web services share: one way to ask them, and one wording for each refusal.

It knows no service; nothing here waits or asks again.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import TypeVar

import msgspec
import requests

from shared.adapters.retry import retry_after_seconds
from shared.errors import LimitReached, Unavailable

TIMEOUT_SECONDS = 10.0
"""How long to wait for a connection, and then for each next piece of an answer."""

LONGEST_QUOTE = 200
"""Characters of a service's own words that an error repeats."""

T = TypeVar("T")


def unredirected_session(judge: Callable[[requests.Response], None]) -> requests.Session:
    """Make a session that asks once, follows no redirect and has every answer judged before anyone reads it.

    `judge` raises what an answer means. (A redirect followed would take a token or ids to another place.)
    """

    def hear(response: requests.Response, **_: object) -> None:
        with ExitStack() as on_refusal:
            on_refusal.callback(response.close)
            judge(response)
            on_refusal.pop_all()

    session = requests.Session()
    session.max_redirects = 0
    session.hooks["response"].append(hear)
    return session


@contextmanager
def answering(service: str) -> Iterator[None]:
    """Turn what keeps a service from answering into Unavailable; the address asked stays out of its words."""
    try:
        yield
    except requests.Timeout as error:
        raise Unavailable(f"{service} is too slow", found="a timeout", cure="try again in a moment") from error
    except requests.RequestException as error:
        raise Unavailable(
            f"{service} does not answer", found=type(error).__name__, cure="try again in a moment"
        ) from error


def unexpected(service: str, expected: str, found: str) -> Unavailable:
    """Make the error for an answer that is not as its service documents it."""
    return Unavailable(
        f"{service} answers otherwise than documented",
        expected=expected,
        found=found[:LONGEST_QUOTE],
        cure="try again later",
    )


def limit_reached(service: str, response: requests.Response, now: datetime, found: str = "429") -> LimitReached:
    """Make the error for a refusal by a limit, with the wait that the answer asks for."""
    seconds = retry_after_seconds(response.headers.get("Retry-After", ""), now)
    cure = "try again later" if seconds is None else f"try again in {seconds} seconds"
    return LimitReached(
        f"{service} lets us ask no more for now",
        found=found[:LONGEST_QUOTE],
        cure=cure,
        retry_after_seconds=seconds,
    )


def decoded(service: str, body: bytes, shape: type[T]) -> T:
    """Give an answer's JSON as `shape`. Raises Unavailable for what is no JSON or of another shape."""
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise unexpected(service, "JSON with the documented fields", str(error)) from error
