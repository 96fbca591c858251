"""Pub/Sub push endpoint of event functions.

Permanent failures are stored and acknowledged; anything else returns 5xx so that Pub/Sub redelivers.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from http import HTTPStatus
from urllib.parse import quote

import msgspec
from flask import Request, Response

from shared import logs
from shared.errors import InvalidInput, RejectedMessage, SegueError
from shared.ports import ObjectStore
from shared.web.addresses import Addresses
from shared.web.bodies import bounded_body, decoded
from shared.web.http import http_function

REJECTED = "rejected/"
"""Prefix of permanently failed messages: `rejected/<function>/<day published>/<message id>.json`."""

BODY_LIMIT_BYTES = 16 << 20
"""More than Pub/Sub's largest push: 10 MB in base64, and its envelope."""

_LONGEST_ID = 200
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """One delivery of a message; a redelivery has the same id."""

    id: str
    data: bytes
    attributes: Mapping[str, str]
    ordering_key: str
    published_at: str
    """Publish time, as the bus formats it."""
    attempt: int
    """Delivery attempt, from 1; 0 where the subscription does not count."""


class Rejected(msgspec.Struct, frozen=True):
    """A permanently failed message as it is stored, with the reason."""

    id: str
    function: str
    data: bytes
    attributes: dict[str, str]
    ordering_key: str
    published_at: str
    rejected_at: datetime
    what: str
    expected: str = ""
    found: str = ""
    cure: str = ""


class _Pushed(msgspec.Struct, rename="camel"):
    """The message within a push body; its data is in base64."""

    message_id: str
    publish_time: str = ""
    data: bytes = b""
    attributes: dict[str, str] = {}
    ordering_key: str = ""


class _Push(msgspec.Struct, rename="camel"):
    """A push body (cloud.google.com/pubsub/docs/push#receive_push); other fields are ignored."""

    message: _Pushed
    delivery_attempt: int = 0


Handle = Callable[[Message], None]

CheckToken = Callable[[str], None]
"""Takes the bearer token of a push, "" without one.

Raises NotSignedIn or Forbidden for one that is refused, Unavailable if that cannot be known now.
"""


def pushed_message(request: Request) -> Message:
    """Read the message of a push request. Raises InvalidInput, or TooLarge, for any other body."""
    push = decoded(bounded_body(request, BODY_LIMIT_BYTES), _Push)
    pushed = push.message
    return Message(
        pushed.message_id,
        pushed.data,
        pushed.attributes,
        pushed.ordering_key,
        pushed.publish_time,
        push.delivery_attempt,
    )


def bearer_token(request: Request) -> str:
    """Return the bearer token of a request, or "" without one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def event_function(
    name: str,
    *,
    objects: Callable[[], ObjectStore],
    check: Callable[[], CheckToken | None] = lambda: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Callable[[Handle], Callable[[Request], Response]]:
    """Build a decorator that makes a message handler the HTTP function that a subscription pushes to.

    A message is acknowledged when its handler returns, or raises RejectedMessage or InvalidInput (as a store does
    for a name or a size that it never accepts): then it is stored under `rejected/`. Any other error is answered
    with 5xx, so that Pub/Sub redelivers. With a `check` nothing of a push is read before its token has passed; a
    refused push is redelivered, too, and in the end a dead letter.

    >>> from shared.adapters.memory import MemoryObjects
    >>> from werkzeug.test import EnvironBuilder
    >>> objects = MemoryObjects()
    >>> @event_function("count", objects=lambda: objects)
    ... def count(message):
    ...     raise RejectedMessage("This can never be counted")
    >>> push = EnvironBuilder(method="POST", json={"message": {"messageId": "m1", "data": ""}})
    >>> count(push.get_request(Request)).status_code  # acknowledged, and stored
    204
    >>> [each.name for each in objects.list("rejected/")]
    ['rejected/count/undated/m1.json']
    """

    def wrap(handle: Handle) -> Callable[[Request], Response]:
        @http_function(name, methods=lambda _: ["POST"], addresses=Addresses)
        @wraps(handle)
        def serve(request: Request) -> Response:
            check_token = check()
            if check_token is not None:
                check_token(bearer_token(request))
            message = pushed_message(request)
            try:
                handle(message)
            except (RejectedMessage, InvalidInput) as error:
                keep_rejected(objects(), name, message, error, now())
            return Response(status=HTTPStatus.NO_CONTENT)

        return serve

    return wrap


def keep_rejected(objects: ObjectStore, function: str, message: Message, error: SegueError, at: datetime) -> None:
    """Store a permanently failed message, where `segue replay` finds it, and log that at ERROR."""
    rejected = Rejected(
        message.id,
        function,
        message.data,
        dict(message.attributes),
        message.ordering_key,
        message.published_at,
        at,
        error.what,
        error.expected,
        error.found,
        error.cure,
    )
    name = rejected_name(function, message)
    objects.put(name, msgspec.json.encode(rejected))
    logs.event(logger, "ERROR", f"{function} rejected a message: {error}", kept=name)


def rejected_name(function: str, message: Message) -> str:
    """Return the name of a rejected message's object, the same on whatever day the message is redelivered."""
    day = _DAY.match(message.published_at)
    return f"{REJECTED}{function}/{day[0] if day else 'undated'}/{quote(message.id, safe='')[:_LONGEST_ID]}.json"
