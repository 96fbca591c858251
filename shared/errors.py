"""The tree of errors that Segue raises; each states what was expected, what was found and the cure.

SegueError
├── InvalidInput            400  the input cannot be used
│   ├── TooLarge            413  the input is over a stated bound
│   ├── UnsupportedMedia    415  the body is of another content type
│   ├── ReusedKey           422  an Idempotency-Key that came with another request before
│   ├── SeveralPlaylists    422  the input holds several playlists, and none is chosen
│   ├── UnreadablePlaylist  422  a link to a playlist whose tracks may not be read
│   ├── NoSuchCrowd         422  a wish for one kind of songs that the songs given do not have
│   ├── UnknownFeature      422  a wish for an audio feature that the served model does not know
│   ├── UnclearSong         422  a song for an end of a path that is unknown, or may be several
│   ├── UnreadableHistory   422  a listener of another service who is unknown, or of whom nothing is known there
│   ├── RefusedAddress      422  an address that no mail can be delivered to
│   └── WrongCode           422  a code other than the one that was mailed
├── NotSignedIn             401  a valid token is required
├── Forbidden               403  the token is valid, but does not permit this
├── NotFound                404  it does not exist, or no longer
├── MethodNotAllowed        405  the path does not have this method
├── Misdirected             421  the request names a host that is not this one
├── Conflict                409  another writer was first; read again and retry
│   └── UnderWay            409  the same request is being answered
├── TooManyRequests         429  the caller is over a rate limit
├── Unavailable             503  a dependency does not answer; retrying may help
│   ├── NoModel             503  no model has been published yet
│   ├── LimitReached        503  a service limits our requests for a while
│   └── Busy                503  too many concurrent requests
├── Abandoned               503  the client has gone before it was answered
├── SpoiltStore             500  stored data is damaged; a backup has to be restored
├── DeferredAddress         503  this address takes this mail not now; others are not concerned
├── UnknownOutcome          503  it was asked for and may have been carried out; do not repeat it
├── InvalidData                  a training file cannot be used
├── InvalidSettings              the environment is wrong or incomplete
├── RefusedModel                 a model fails its checksum, its schema or its gate
│   └── OutdatedModel            a model of another schema or with other columns than this code's
└── RejectedMessage              a message that can never succeed
"""

import errno
from collections.abc import Sequence
from http import HTTPStatus
from typing import ClassVar


class SegueError(Exception):
    """The root: one sentence for what went wrong, and the parts a caller can act on.

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
    """The input cannot be used."""

    status = HTTPStatus.BAD_REQUEST
    slug = "invalid-input"


class TooLarge(InvalidInput):
    """The input is over a stated bound."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    slug = "too-large"


class UnsupportedMedia(InvalidInput):
    """The body is of another content type than the one that the answer's header Accept names."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    slug = "unsupported-media-type"

    def __init__(self, accepted: str, found: str) -> None:
        super().__init__(
            f"The body is not declared as {accepted}",
            expected=f"Content-Type: {accepted}",
            found=found or "none",
            cure="send that header with the body",
        )
        self.accepted = accepted


class ReusedKey(InvalidInput):
    """An Idempotency-Key that came with another request before: a key is for one request and its repetitions."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "reused-key"


class SeveralPlaylists(InvalidInput):
    """The input holds several playlists, and none is chosen; `parts` are their names and counts of songs."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "several-playlists"

    def __init__(
        self, what: str, *, parts: Sequence[tuple[str, int]], expected: str = "", found: str = "", cure: str = ""
    ) -> None:
        super().__init__(what, expected=expected, found=found, cure=cure)
        self.parts = tuple(parts)


class UnreadablePlaylist(InvalidInput):
    """A link to a playlist whose tracks may not be read for the caller."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "unreadable-playlist"


class NoSuchCrowd(InvalidInput):
    """A wish for one kind of songs that the songs given do not have; they have `crowds`, 0 if all are of one.

    Its words are those of the API, where the first kind is at place 0; people count from 1.
    """

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "no-such-crowd"

    def __init__(self, focus: int, crowds: int) -> None:
        super().__init__(
            "Field focus names a kind of songs that these songs do not have",
            expected=f"0 to {crowds - 1}, places in the answer's crowds"
            if crowds
            else "no focus: all are of one kind",
            found=str(focus),
            cure="leave it out, and choose from the answer's crowds",
        )
        self.focus = focus
        self.crowds = crowds


class UnknownFeature(InvalidInput):
    """A wish for an audio feature that the served model knows of too few songs."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "unknown-feature"


class UnclearSong(InvalidInput):
    """One song was asked for; the text names none or several. `songs`: id, name and artist of what it may mean."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "unclear-song"

    def __init__(
        self,
        what: str,
        *,
        songs: Sequence[tuple[str, str, str]],
        expected: str = "",
        found: str = "",
        cure: str = "",
    ) -> None:
        super().__init__(what, expected=expected, found=found, cure=cure)
        self.songs = tuple(songs)


class UnreadableHistory(InvalidInput):
    """A listener of another service who is unknown there, or has no songs there."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "unreadable-history"


class RefusedAddress(InvalidInput):
    """A mail address with a permanent delivery failure."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "refused-address"


class WrongCode(InvalidInput):
    """A code to sign in, other than the one that was mailed; the tries are counted."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "wrong-code"


class NotSignedIn(SegueError):
    """A token is missing, forged, or too old."""

    status = HTTPStatus.UNAUTHORIZED
    slug = "not-signed-in"


class Forbidden(SegueError):
    """The caller is authenticated, but not permitted."""

    status = HTTPStatus.FORBIDDEN
    slug = "forbidden"


class NotFound(SegueError):
    """It does not exist, or no longer."""

    status = HTTPStatus.NOT_FOUND
    slug = "not-found"


class MethodNotAllowed(SegueError):
    """The path does not have this method; `expected` lists those that it has."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    slug = "method-not-allowed"

    def __init__(self, method: str, allowed: Sequence[str]) -> None:
        super().__init__("This method is not served here", expected=", ".join(allowed), found=method)


class Misdirected(SegueError):
    """The request names a host that is not this one."""

    status = HTTPStatus.MISDIRECTED_REQUEST
    slug = "misdirected"


class Conflict(SegueError):
    """Another writer was first: read again and retry."""

    status = HTTPStatus.CONFLICT
    slug = "conflict"


class Waiting(SegueError):
    """A temporary refusal; `retry_after_seconds` is None where the wait is unknown."""

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


class UnderWay(Waiting, Conflict):
    """The same request, by its Idempotency-Key, is being answered: its answer is there in a moment."""

    slug = "under-way"


class TooManyRequests(Waiting):
    """The caller is over a rate limit."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    slug = "too-many-requests"


class Unavailable(SegueError):
    """A dependency does not answer; the same call may succeed later."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "unavailable"


class NoModel(Unavailable):
    """No model has been published yet."""

    slug = "no-model"


class LimitReached(Waiting, Unavailable):
    """A service limits our requests for a while."""

    slug = "limit-reached"


class Busy(Waiting, Unavailable):
    """Too many concurrent requests; this one was not begun."""

    slug = "busy"


class Abandoned(SegueError):
    """The client has gone before it was answered, so that its work is given up; nobody reads this."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "abandoned"


class SpoiltStore(SegueError):
    """Stored data is damaged: no retry helps, a backup has to be restored. Its text holds nothing of a record."""

    slug = "spoilt-store"


class DeferredAddress(SegueError):
    """A mail that its recipient's server, or the mailer, did not take, for a reason of this mail or this mailbox.

    No Unavailable: whoever sends to many goes on with the next, and tries this one again later.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "deferred-address"


class UnknownOutcome(SegueError):
    """A call whose answer was lost after all of it was sent: it may have been carried out.

    No Unavailable: whoever retries those must not repeat this.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "unknown-outcome"


class InvalidData(SegueError):
    """A training file cannot be used."""

    slug = "invalid-data"


class InvalidSettings(SegueError):
    """An environment variable is wrong or missing."""

    slug = "invalid-settings"


class RefusedModel(SegueError):
    """A model fails its checksum, its schema or its quality gate; the served one stays."""

    slug = "refused-model"


class OutdatedModel(RefusedModel):
    """A model of an older schema, or with other columns than this code computes: it has to be trained again."""


class RejectedMessage(SegueError):
    """A message that can never succeed: store it and acknowledge it, so that it is not redelivered."""

    slug = "rejected-message"


_EXHAUSTED = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})


def is_exhausted(error: OSError) -> bool:
    """Check whether the process or machine is out of file descriptors or memory, whatever the file."""
    return error.errno in _EXHAUSTED


def exhausted(error: OSError) -> Unavailable:
    """Return the error to raise for one that `is_exhausted`."""
    return Unavailable(
        "This server has too much open at once", found=str(error.strerror), cure="try again in a moment"
    )
