"""The edge of every event function: a pushed message in; what can never succeed is kept, all else comes again.

It knows nothing of what a function does with its messages.
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
from shared.web.bodies import bounded_body, decoded
from shared.web.http import http_function

REJECTED = "rejected/"
"""Where messages are kept that can never succeed: `rejected/<function>/<day published>/<message id>.json`."""

BODY_LIMIT_BYTES = 16 << 20
"""More than Pub/Sub's largest push: 10 MB in base64, and what is around it."""

_LONGEST_ID = 200
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """One delivery of a message; another delivery of it has the same id."""

    id: str
    data: bytes
    attributes: Mapping[str, str]
    ordering_key: str
    published_at: str
    """As the bus wrote it."""
    attempt: int
    """1 at the first delivery; 0 where the subscription does not count."""


class Rejected(msgspec.Struct, frozen=True):
    """A message that is kept because it can never succeed, and why."""

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
    """The message within a push body; data is in base64 on the way."""

    message_id: str
    publish_time: str = ""
    data: bytes = b""
    attributes: dict[str, str] = {}
    ordering_key: str = ""


class _Push(msgspec.Struct, rename="camel"):
    """A push body (cloud.google.com/pubsub/docs/push#receive_push); what else it may hold is nobody's concern."""

    message: _Pushed
    delivery_attempt: int = 0


Handle = Callable[[Message], None]


def pushed_message(request: Request) -> Message:
    """Read the message out of a push request. Raises InvalidInput, or TooLarge, for a body that is no push."""
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


def event_function(
    name: str, *, objects: Callable[[], ObjectStore], now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Callable[[Handle], Callable[[Request], Response]]:
    """Wrap what handles a message into the HTTP function that a subscription pushes to.

    A message is acknowledged when it has been handled, or can never be and is kept in the object store: it raised
    RejectedMessage, or InvalidInput, as a store does for a name or a size that it never keeps. Whatever else it
    raises is answered by 5xx, so that it is delivered again.

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
        @http_function(name, methods=["POST"], site_url=lambda: "")
        @wraps(handle)
        def serve(request: Request) -> Response:
            message = pushed_message(request)
            try:
                handle(message)
            except (RejectedMessage, InvalidInput) as error:
                keep_rejected(objects(), name, message, error, now())
            return Response(status=HTTPStatus.NO_CONTENT)

        return serve

    return wrap


def keep_rejected(objects: ObjectStore, function: str, message: Message, error: SegueError, at: datetime) -> None:
    """Keep a message that can never succeed, where `segue replay` finds it, and log that at ERROR."""
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
    """Name the object that keeps a rejected message: the same one on whatever day the message comes again."""
    day = _DAY.match(message.published_at)
    return f"{REJECTED}{function}/{day[0] if day else 'undated'}/{quote(message.id, safe='')[:_LONGEST_ID]}.json"
