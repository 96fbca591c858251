"""Every error Segue raises on purpose; each says what was expected, what was found and what to do.

SegueError
├── InvalidInput            400  what the caller sent cannot be used
│   ├── TooLarge            413  it is over a stated bound
│   ├── UnreadablePlaylist  422  a link whose tracks nobody may read for the caller
│   └── RefusedAddress      422  an address that no mail can be delivered to
├── NotSignedIn             401  the request carries no valid token where one is needed
├── Forbidden               403  the token is valid, and its holder may not do this
├── NotFound                404  there is no such thing (any more)
├── Conflict                409  somebody else wrote first; read again and retry
├── TooManyRequests         429  the caller asks for more than one may in a while
├── Unavailable             503  a part we need does not answer now; trying again may help
│   ├── NoModel             503  nothing has been published yet
│   ├── LimitReached        503  a service lets us ask no more for a while
│   └── Busy                503  more is asked at once than can be answered
├── InvalidData                  a training file cannot be used
├── InvalidSettings              the environment is wrong or incomplete
├── RefusedModel                 a model failed its checksum, its schema or its guard
└── RejectedMessage              an event that can never succeed
"""

from http import HTTPStatus
from typing import ClassVar


class SegueError(Exception):
    """The root: one sentence of what went wrong, and the parts a caller can act on.

    `str(error)` joins them into one line: "what: expected X, found Y; cure".
    """

    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    slug: ClassVar[str] = "error"

    def __init__(self, what: str, *, expected: str = "", found: str = "", cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.found = found
        self.cure = cure

    def __str__(self) -> str:
        facts = [
            f"{label} {value}" for label, value in (("expected", self.expected), ("found", self.found)) if value
        ]
        sentence = f"{self.what}: {', '.join(facts)}" if facts else self.what
        return f"{sentence}; {self.cure}" if self.cure else sentence


class InvalidInput(SegueError):
    """What the caller sent cannot be used."""

    status = HTTPStatus.BAD_REQUEST
    slug = "invalid-input"


class TooLarge(InvalidInput):
    """What the caller sent is over a stated bound."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    slug = "too-large"


class UnreadablePlaylist(InvalidInput):
    """A playlist link whose tracks nobody may read on the caller's behalf."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "unreadable-playlist"


class RefusedAddress(InvalidInput):
    """An address that no mail can be delivered to, now or later."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "refused-address"


class NotSignedIn(SegueError):
    """A token is missing, not ours, or too old."""

    status = HTTPStatus.UNAUTHORIZED
    slug = "not-signed-in"


class Forbidden(SegueError):
    """We know who asks, and she may not do this."""

    status = HTTPStatus.FORBIDDEN
    slug = "forbidden"


class NotFound(SegueError):
    """There is no such thing, or not any more."""

    status = HTTPStatus.NOT_FOUND
    slug = "not-found"


class Conflict(SegueError):
    """Somebody else wrote first: read again and retry."""

    status = HTTPStatus.CONFLICT
    slug = "conflict"


class Waiting(SegueError):
    """What passes with time; `retry_after_seconds` is None where nobody says how long."""

    def __init__(
        self,
        what: str,
        *,
        expected: str = "",
        found: str = "",
        cure: str = "",
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(what, expected=expected, found=found, cure=cure)
        self.retry_after_seconds = retry_after_seconds


class TooManyRequests(Waiting):
    """The caller asks for more than one may in a while."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    slug = "too-many-requests"


class Unavailable(SegueError):
    """A part we need does not answer now; the same call may succeed later."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "unavailable"


class NoModel(Unavailable):
    """No model has been published yet."""

    slug = "no-model"


class LimitReached(Waiting, Unavailable):
    """A service lets us ask no more for a while."""

    slug = "limit-reached"


class Busy(Waiting, Unavailable):
    """More is asked at once than can be answered; nothing was done."""

    slug = "busy"


class InvalidData(SegueError):
    """A training file cannot be used as it is."""

    slug = "invalid-data"


class InvalidSettings(SegueError):
    """The environment holds a wrong value or lacks one."""

    slug = "invalid-settings"


class RefusedModel(SegueError):
    """A model that fails its checksum, its schema or its guard; the served one stays."""

    slug = "refused-model"


class RejectedMessage(SegueError):
    """An event that can never succeed: keep it, acknowledge it, do not ask for it again."""

    slug = "rejected-message"
